"""What the buttons of a case ask for."""

import uuid
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminDateWidget
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from center.base.file_kinds import ACCEPTED, kind_of
from center.base.person_names import shown_name
from center.base.shown_text import in_script
from consultations import rules
from consultations.choices import OPEN_STAGES, CaseOutcome, CaseStage
from consultations.models import (
    AccessRequest,
    Advisor,
    Case,
    CaseDocument,
    CaseNote,
    CaseTask,
    Consultation,
    StageChange,
)
from entrepreneurs.choices import ConsentWay
from entrepreneurs.models import Enterprise, Membership

_PERSON = "person"
_A_MONTH = timedelta(days=30)


def _words(rows: int, most: int, label: Any, *, required: bool = True, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        **more,
    )


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=AdminDateWidget, **more)


class OnceForm(forms.Form):
    """A form that adds something: the same one sent twice adds it once."""

    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.initial.setdefault("submission", uuid.uuid4())


class NoteForm(OnceForm):
    text = _words(8, CaseNote.TEXT_LENGTH, pgettext_lazy("of an advisor", "Note"))
    visit = forms.ModelChoiceField(
        label=gettext_lazy("About the visit"),
        queryset=Consultation.objects.none(),
        required=False,
        empty_label=gettext_lazy("None"),
    )

    def __init__(self, case: Case, data: Any) -> None:
        super().__init__(data)
        visits: Any = self.fields["visit"]
        visits.queryset = case.visits.select_related("topic").order_by("-starts_at", "-pk")
        visits.label_from_instance = visit_label


def visit_label(visit: Any) -> str:
    """Name a visit of a case: its local day and topic."""
    day = date_format(timezone.localtime(visit.starts_at), "SHORT_DATE_FORMAT")
    return f"{day} – {visit.topic}"


class CorrectionForm(forms.Form):
    text = _words(
        10,
        CaseNote.TEXT_LENGTH,
        pgettext_lazy("of an advisor", "Note"),
        help_text=gettext_lazy(
            "These words take the place of the old ones, which are not kept. That it was corrected, by whom and when,"
            " shows with the note."
        ),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, note: CaseNote, data: Any) -> None:
        super().__init__(data, initial={"text": note.text, "seen": note.version})


class TaskForm(OnceForm):
    """A new task, or other words, day or hand for one that waits."""

    title = forms.CharField(label=gettext_lazy("What is to be done"), max_length=CaseTask.TITLE_LENGTH)
    due_on = _day(gettext_lazy("Until"))
    whose = forms.ChoiceField(label=gettext_lazy("Whose task"))

    def __init__(self, case: Case, user: Any, data: Any, task: CaseTask | None = None) -> None:
        super().__init__(data)
        team = [row.advisor for row in case.assignments.current().select_related("advisor")]
        choices = [(str(advisor.pk), str(advisor)) for advisor in team]
        name = _("%(name)s (the person; sees it on their own pages)") % {"name": shown_name(case.person.name)}
        field: Any = self.fields["whose"]
        field.choices = [*choices, (_PERSON, name)]
        mine = next((str(advisor.pk) for advisor in team if advisor.user_id == user.pk), None)
        if task is not None:
            self.initial.update(
                title=in_script(task.title_sr),
                due_on=task.due_on,
                whose=str(task.advisor_id or _PERSON),
            )
            del self.fields["submission"]
        elif mine:
            self.initial["whose"] = mine

    def clean_whose(self) -> Advisor | None:
        chosen = self.cleaned_data["whose"]
        return None if chosen == _PERSON else Advisor.objects.get(pk=chosen)


class DocumentForm(OnceForm):
    file = forms.FileField(label=gettext_lazy("File"), widget=forms.FileInput(attrs={"accept": ACCEPTED}))
    title = forms.CharField(
        label=gettext_lazy("What it is"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Such as “Draft of the founding act”."),
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["file"].help_text = _(
            "PDF, picture (JPEG, PNG), document (.docx, .odt, .txt) or workbook (.xlsx), at most %(size)s MB and"
            " without macros."
        ) % {"size": settings.DOCUMENT_MEGABYTES}

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        kind_of(upload.file, most_bytes=settings.DOCUMENT_MEGABYTES * 1024**2)
        return upload


class RemovalForm(forms.Form):
    reason = _words(2, CaseDocument.REASON_LENGTH, gettext_lazy("Why"))


class StageForm(forms.Form):
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), widget=forms.RadioSelect)
    day = _day(
        pgettext_lazy("day", "From"),
        initial=timezone.localdate,
        help_text=gettext_lazy("The day on which it happened, also if that is some time ago."),
    )
    reason = _words(
        3,
        StageChange.REASON_LENGTH,
        gettext_lazy("Reason"),
        required=False,
        help_text=gettext_lazy("Needed for a step back. Only who may read the case sees it."),
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, case: Case, data: Any) -> None:
        super().__init__(data, initial={"seen": case.stage})
        field: Any = self.fields["stage"]
        field.choices = [
            (stage.value, stage.label) for stage in OPEN_STAGES if rules.may_follow(case.stage, stage)
        ]
        following = [stage for stage, _label in field.choices if not rules.is_step_back(case.stage, stage)]
        field.initial = following[0] if following else None

    def clean_stage(self) -> CaseStage:
        return CaseStage(self.cleaned_data["stage"])


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        choices=[choice for choice in CaseOutcome.choices if choice[0] != CaseOutcome.CONTINUED],
        widget=forms.RadioSelect,
    )
    enterprise = forms.ModelChoiceField(
        label=gettext_lazy("Enterprise"),
        queryset=Enterprise.objects.none(),
        required=False,
        empty_label=gettext_lazy("None"),
        help_text=gettext_lazy("Those to which the person belongs in the records."),
    )
    day = _day(gettext_lazy("Closed on"), initial=timezone.localdate)
    reason = _words(
        4,
        StageChange.REASON_LENGTH,
        gettext_lazy("In words"),
        required=False,
        help_text=gettext_lazy("Only who may read the case sees it."),
    )

    def __init__(self, case: Case, data: Any) -> None:
        super().__init__(data)
        _offer_enterprises(self.fields["enterprise"], case)

    def clean_outcome(self) -> CaseOutcome:
        return CaseOutcome(self.cleaned_data["outcome"])


class FactsForm(forms.Form):
    subject = forms.CharField(
        label=gettext_lazy("What it is about"),
        required=False,
        max_length=Case.SUBJECT_LENGTH,
        help_text=gettext_lazy("The person reads it too; nothing about health or family."),
    )
    enterprise = forms.ModelChoiceField(
        label=gettext_lazy("Enterprise"),
        queryset=Enterprise.objects.none(),
        required=False,
        empty_label=gettext_lazy("None"),
        help_text=gettext_lazy("Those to which the person belongs in the records."),
    )
    jobs_created = forms.IntegerField(
        label=gettext_lazy("Jobs created"), required=False, min_value=0, max_value=9999
    )
    jobs_counted_on = _day(gettext_lazy("Jobs counted on"), required=False)

    def __init__(self, case: Case, data: Any) -> None:
        super().__init__(
            data,
            initial={
                "subject": in_script(case.subject),
                "enterprise": case.enterprise_id,
                "jobs_created": case.jobs_created,
                "jobs_counted_on": case.jobs_counted_on,
            },
        )
        _offer_enterprises(self.fields["enterprise"], case)


def _offer_enterprises(field: Any, case: Case) -> None:
    """Offer the enterprises of the person, and the one that is chosen already."""
    mine = Membership.objects.filter(person=case.person_id).values("enterprise")
    field.queryset = Enterprise.objects.listed().filter(Q(pk__in=mine) | Q(pk=case.enterprise_id))


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(
        label=gettext_lazy("Who leads it from today"), queryset=Advisor.objects.none()
    )
    stays = forms.BooleanField(label=gettext_lazy("who led it so far works along"), required=False)

    def __init__(self, case: Case, data: Any) -> None:
        super().__init__(data)
        leads = case.assignments.leads().values("advisor")
        field: Any = self.fields["to"]
        field.queryset = Advisor.objects.filter(user__is_active=True).exclude(pk__in=leads)


class ColleagueForm(forms.Form):
    advisor = forms.ModelChoiceField(label=gettext_lazy("Advisor"), queryset=Advisor.objects.none())

    def __init__(self, case: Case, data: Any) -> None:
        super().__init__(data)
        there = case.assignments.current().values("advisor")
        field: Any = self.fields["advisor"]
        field.queryset = Advisor.objects.filter(user__is_active=True).exclude(pk__in=there)


class NeededReasonForm(forms.Form):
    reason = _words(3, AccessRequest.WORDS_LENGTH, gettext_lazy("Reason"))


class GrantForm(forms.Form):
    until = _day(gettext_lazy("Until"), help_text=gettext_lazy("That day included, within a year."))
    answer = _words(2, AccessRequest.WORDS_LENGTH, gettext_lazy("A word to the colleague"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.initial["until"] = timezone.localdate() + _A_MONTH


class RefusalForm(forms.Form):
    answer = _words(3, AccessRequest.WORDS_LENGTH, gettext_lazy("Why"))


class OpenForm(forms.Form):
    """A case for a person who is known already."""

    subject = forms.CharField(
        label=gettext_lazy("What it is about"),
        required=False,
        max_length=Case.SUBJECT_LENGTH,
        help_text=gettext_lazy(
            "A few words, such as “Bakery of the parents’ association”. The person reads them too; nothing about health"
            " or family."
        ),
    )
    advisor = forms.ModelChoiceField(label=gettext_lazy("Who leads it"), queryset=Advisor.objects.none())
    opened_on = _day(
        gettext_lazy("Opened on"),
        initial=timezone.localdate,
        help_text=gettext_lazy("The day of the first talk, also if that is some time ago."),
    )

    def __init__(self, user: Any, data: Any) -> None:
        super().__init__(data)
        field: Any = self.fields["advisor"]
        field.queryset = Advisor.objects.filter(user__is_active=True)
        field.initial = Advisor.objects.filter(user=user).first()


class ConsentForm(forms.Form):
    """How a person agreed that a case is kept."""

    how = forms.ChoiceField(
        label=gettext_lazy("How the person agreed"), choices=ConsentWay, initial=ConsentWay.PAPER
    )
