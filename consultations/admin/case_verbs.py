"""What colleagues can do to a case, and who of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from center.admin_verbs import Verb
from center.models import User
from consultations import services
from consultations.admin import case_forms as forms
from consultations.models import Case
from entrepreneurs.choices import Purpose
from entrepreneurs.models import Consent
from entrepreneurs.services import give_consent


@dataclass(frozen=True)
class Standing:
    """What somebody may do in a case: read it, write in it, decide about it."""

    reads: bool
    writes: bool
    leads: bool


def standing(case: Case, user: User) -> Standing:
    """Return what somebody may do in a case, in a fixed number of queries."""
    mine = Case.objects.filter(pk=case.pk)
    return Standing(
        reads=mine.readable_by(user).exists(),
        writes=mine.editable_by(user).exists(),
        leads=mine.led_by(user).exists(),
    )


@dataclass(frozen=True)
class CaseVerb(Verb):
    """A verb of a case for those who write in it, unless `who` says otherwise."""

    who: Callable[[Standing], bool] = field(default=lambda mine: mine.writes, kw_only=True)


def _is_open(case: Case) -> bool:
    return case.is_open


def _always(case: Case) -> bool:
    return True


def _leads(mine: Standing) -> bool:
    return mine.leads


def _agree(case: Case, user: User, clean: Any) -> object:
    return give_consent(person=case.person, purpose=Purpose.CASE_FILE, how=clean["how"], by=user)


def _has_not_agreed(case: Case) -> bool:
    asked = {"person": case.person_id, "purpose": Purpose.CASE_FILE}
    return case.is_open and not Consent.objects.in_force().own().filter(**asked).exists()


VERBS = (
    CaseVerb(
        "note",
        _("Add a note"),
        lambda case, user, clean: services.add_note(
            case=case,
            text=clean["text"],
            visit=clean["visit"],
            submission=clean["submission"],
            by=user,
        ),
        _always,
        kind="primary",
        told=_("The note is kept"),
        form=lambda case, _user, data: forms.NoteForm(case, data),
    ),
    CaseVerb(
        "task",
        _("Add a task"),
        lambda case, user, clean: services.add_task(
            case=case,
            title=clean["title"],
            due_on=clean["due_on"],
            advisor=clean["whose"],
            submission=clean["submission"],
            by=user,
        ),
        _is_open,
        told=_("The task is added"),
        form=forms.TaskForm,
    ),
    CaseVerb(
        "document",
        _("Upload a document"),
        lambda case, user, clean: services.add_document(
            case=case,
            file=clean["file"].file,
            name=clean["file"].name,
            title=clean["title"],
            submission=clean["submission"],
            by=user,
        ),
        _always,
        told=_("The document is kept"),
        form=lambda _case, _user, data: forms.DocumentForm(data),
    ),
    CaseVerb(
        "stage",
        _("Change the stage"),
        lambda case, user, clean: services.change_stage(
            case=case,
            stage=clean["stage"],
            day=clean["day"],
            reason=clean["reason"],
            seen=clean["seen"],
            by=user,
        ),
        _is_open,
        told=_("The case stands at another stage"),
        form=lambda case, _user, data: forms.StageForm(case, data),
    ),
    CaseVerb(
        "facts",
        _("Change the facts"),
        lambda case, user, clean: services.describe_case(
            case=case,
            subject=clean["subject"],
            enterprise=clean["enterprise"],
            jobs=clean["jobs_created"],
            jobs_counted_on=clean["jobs_counted_on"],
            by=user,
        ),
        _always,
        kind="quiet",
        told=_("The facts are saved"),
        form=lambda case, _user, data: forms.FactsForm(case, data),
    ),
    CaseVerb(
        "colleague",
        _("Add a colleague"),
        lambda case, user, clean: services.add_colleague(case=case, advisor=clean["advisor"], by=user),
        _is_open,
        kind="quiet",
        told=_("The colleague works along from today"),
        form=lambda case, _user, data: forms.ColleagueForm(case, data),
        who=_leads,
    ),
    CaseVerb(
        "hand-over",
        _("Hand the case over"),
        lambda case, user, clean: services.hand_over(
            case=case, to=clean["to"], stays=clean["stays"], by=user
        ),
        _is_open,
        kind="quiet",
        told=_("The case is handed over"),
        form=lambda case, _user, data: forms.HandOverForm(case, data),
        who=_leads,
    ),
    CaseVerb(
        "close",
        _("Close the case"),
        lambda case, user, clean: services.close_case(
            case=case,
            outcome=clean["outcome"],
            day=clean["day"],
            reason=clean["reason"],
            enterprise=clean["enterprise"],
            by=user,
        ),
        _is_open,
        kind="quiet",
        told=_("The case is closed"),
        form=lambda case, _user, data: forms.CloseForm(case, data),
    ),
    CaseVerb(
        "reopen",
        _("Take the case up again"),
        lambda case, user, clean: services.reopen_case(case=case, reason=clean["reason"], by=user),
        lambda case: not case.is_open,
        told=_("The case is open again"),
        form=lambda _case, _user, data: forms.NeededReasonForm(data),
    ),
    CaseVerb(
        "consent",
        _("Record the consent to this case"),
        _agree,
        _has_not_agreed,
        told=_("The consent to keep the case is recorded"),
        warning=_(
            "Read the words of the consent to the person first; they stand with the texts of consents."
        ),
        form=lambda _case, _user, data: forms.ConsentForm(data),
    ),
    CaseVerb(
        "ask-access",
        _("Ask to read this case"),
        lambda case, user, clean: services.ask_access(case=case, reason=clean["reason"], by=user),
        _always,
        kind="primary",
        told=_("Who leads the case has been asked"),
        warning=_(
            "Who leads the case, or a coordinator, decides. You can then read it until a day that they set; each look"
            " is written down."
        ),
        form=lambda _case, _user, data: forms.NeededReasonForm(data),
        who=lambda mine: not mine.reads,
    ),
)
