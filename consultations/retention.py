"""What of the consultations goes by itself, and when; how long stands in `personal_data`."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, Model, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.carrying import counts_for_any
from center.base.personal_data.retention import Rule, register
from center.models import Grant
from consultations.choices import CaseStage, PlaceState, State
from consultations.models import (
    Absence,
    AccessRequest,
    BudgetRow,
    Call,
    CallAttempt,
    CanvasBlock,
    CanvasEarlier,
    Case,
    CaseDocument,
    CaseNote,
    CaseTask,
    Consultation,
    GroupSession,
    Participation,
    PlanComment,
    StageChange,
    VisitMove,
)
from consultations.personal_data.spans import ABSENCE, CAME, CASE, DID_NOT_COME
from consultations.services import remove_document
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import Entrepreneur, Membership, PersonLogin
from entrepreneurs.services import erase_person

if TYPE_CHECKING:
    from django.db.models import QuerySet

_OF_VISIT = ((Call, "consultation"), (CallAttempt, "call__consultation"), (VisitMove, "consultation"))
_OF_PLACE = ((Call, "participation"), (CallAttempt, "call__participation"))
_OF_CASE = (
    (StageChange, "case"),
    (CaseNote, "case"),
    (CaseTask, "case"),
    (AccessRequest, "case"),
    (PlanComment, "plan__case"),
    (BudgetRow, "plan__case"),
    (CanvasEarlier, "block__plan__case"),
    (CanvasBlock, "plan__case"),
    (CaseDocument, "case"),
)


def _is_evidence(model: type[Model], now: datetime) -> Q:
    """Return which records a grant still needs: its contract says until when their people can be asked for."""
    return counts_for_any(model, Grant.objects.needing_evidence(timezone.localdate(now)))


def _absences(now: datetime) -> "QuerySet[Absence]":
    return Absence.objects.filter(ends_at__lt=ABSENCE.before(now))


def _delete(absence: Absence, _by: Any) -> bool:
    absence.delete()
    return True


def _visits_came(now: datetime) -> "QuerySet[Consultation]":
    found = Consultation.objects.filter(erased_at=None, state=State.DONE, ends_at__lt=CAME.before(now))
    return found.exclude(_is_evidence(Consultation, now))


def _visits_missed(now: datetime) -> "QuerySet[Consultation]":
    over = [State.MISSED, State.CANCELLED]
    return Consultation.objects.filter(erased_at=None, state__in=over, ends_at__lt=DID_NOT_COME.before(now))


def _places_came(now: datetime) -> "QuerySet[Participation]":
    found = Participation.objects.filter(
        erased_at=None, state=PlaceState.ATTENDED, session__ends_at__lt=CAME.before(now)
    )
    return found.exclude(session__in=GroupSession.objects.filter(_is_evidence(GroupSession, now)))


def _places_missed(now: datetime) -> "QuerySet[Participation]":
    over = [PlaceState.MISSED, PlaceState.CANCELLED]
    return Participation.objects.filter(
        erased_at=None, state__in=over, session__ends_at__lt=DID_NOT_COME.before(now)
    )


def _cases(now: datetime) -> "QuerySet[Case]":
    """Leave out cases with a document: those are removed first, one by one."""
    return _closed(now).exclude(Exists(CaseDocument.objects.filter(case=OuterRef("pk"), removed_at=None)))


def _documents(now: datetime) -> "QuerySet[CaseDocument]":
    return CaseDocument.objects.filter(removed_at=None, case__in=_closed(now).values("pk"))


def _closed(now: datetime) -> "QuerySet[Case]":
    day = timezone.localdate(CASE.before(now))
    found = Case.objects.filter(erased_at=None, stage=CaseStage.CLOSED, closed_on__lt=day)
    return found.exclude(_is_evidence(Case, now))


def _remove(document: CaseDocument, by: Any) -> bool:
    remove_document(document=document, reason=str(_("No longer kept.")), by=by)
    return True


def _people(now: datetime) -> "QuerySet[Entrepreneur]":
    """People who were not here for so long, have no case that is kept, no enterprise and no login."""
    mine: Any = {"entrepreneur": OuterRef("pk")}
    came = Consultation.objects.filter(**mine, state=State.DONE)
    took_part = Participation.objects.filter(**mine, state=PlaceState.ATTENDED)
    evidence = GroupSession.objects.filter(_is_evidence(GroupSession, now))
    lately, long_ago = DID_NOT_COME.before(now), CAME.before(now)
    return (
        Entrepreneur.objects.listed()
        .filter(created_at__lt=lately)
        .exclude(Exists(Consultation.objects.filter(**mine, ends_at__gte=lately)))
        .exclude(Exists(Participation.objects.filter(**mine, session__ends_at__gte=lately)))
        .exclude(Exists(came.filter(ends_at__gte=long_ago)))
        .exclude(Exists(took_part.filter(session__ends_at__gte=long_ago)))
        .exclude(Q(Exists(came)) & Q(created_at__gte=long_ago))
        .exclude(Exists(came.filter(_is_evidence(Consultation, now), erased_at=None)))
        .exclude(Exists(took_part.filter(session__in=evidence, erased_at=None)))
        .exclude(Exists(Case.objects.filter(person=OuterRef("pk"), erased_at=None)))
        .exclude(Exists(Membership.objects.filter(person=OuterRef("pk"))))
        .exclude(Exists(PersonLogin.objects.filter(person=OuterRef("pk"))))
    )


def _erase(person: Entrepreneur, by: Any) -> bool:
    try:
        erase_person(person=person, by=by)
    except ChangeRefused:
        # Somebody has to enter first how a visit ended.
        return False
    return True


register(Rule("visits_came", _("Visits that took place"), _visits_came, _OF_VISIT))
register(Rule("visits_missed", _("Visits that did not take place"), _visits_missed, _OF_VISIT))
register(Rule("places_came", _("Places in group sessions, of who came"), _places_came, _OF_PLACE))
register(Rule("places_missed", _("Places in group sessions, of who did not come"), _places_missed, _OF_PLACE))
register(Rule("case_documents", _("Documents of cases closed long ago"), _documents, one_by_one=_remove))
register(Rule("cases", _("Cases closed long ago"), _cases, _OF_CASE))
register(Rule("absences", _("Absences of advisors long ago"), _absences, one_by_one=_delete))
register(Rule("people", _("People who were not here for long"), _people, one_by_one=_erase))
