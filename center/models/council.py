"""The Center's council: its members, meetings and decisions."""

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import (
    Bilingual,
    BilingualContent,
    EnglishCharField,
    EnglishTextField,
    SerbianCharField,
    SerbianTextField,
)
from center.base.checked_model import CheckedModel
from center.base.person_names import PersonNameColumn, only_a_name, shown_name
from center.choices.advocacy import CouncilRole, DecisionState, MeetingState
from center.models.kept_file import KeptFile, file_rules
from center.querysets.advocacy import (
    CouncilDecisionQuerySet,
    CouncilMeetingQuerySet,
    CouncilMemberQuerySet,
)


class _Days(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


def _checks(name: str, condition: str, refusal: str, operation: pgtrigger.Operation) -> pgtrigger.Trigger:
    """Return a trigger that refuses, when the transaction ends, while rows break a rule across tables."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        func=(
            f"IF EXISTS ({condition}) THEN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'check_violation'; END IF;"
            " RETURN NULL;"
        ),
    )


# Who was at a meeting was in office that day, and the meeting was held.
_ATTENDED = (
    "SELECT FROM center_councilattendance a JOIN center_councilmeeting m ON m.id = a.meeting_id"
    " JOIN center_councilmember p ON p.id = a.member_id WHERE {own} = NEW.id AND (m.state <> 'held'"
    " OR m.day < p.since OR m.day > p.until)"
)
# A decision belongs to a held meeting, and counts among those of its year.
_DECIDED = (
    "SELECT FROM center_councildecision d JOIN center_councilmeeting m ON m.id = d.meeting_id"
    " WHERE {own} = NEW.id AND (m.state <> 'held' OR d.year <> extract(year FROM m.day))"
)


@pghistory.track()
class CouncilMember(BilingualContent):
    """A term of somebody in the council: from a day until a day, both included. A second term is a second row."""

    name = PersonNameColumn(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=9, choices=CouncilRole, default=CouncilRole.MEMBER)
    organisation_sr = SerbianCharField(_("organisation (Serbian)"), max_length=160, blank=True)
    organisation_en = EnglishCharField(_("organisation (English)"), max_length=160)
    about_sr = SerbianTextField(
        _("in two sentences (Serbian)"), max_length=600, blank=True, help_text=_("What they know and do.")
    )
    about_en = EnglishTextField(_("in two sentences (English)"), max_length=600)
    since = models.DateField(_("in the council from"))
    until = models.DateField(_("until"), null=True, blank=True)
    is_public = models.BooleanField(
        _("named on the public page"),
        default=False,
        help_text=_("Only of who agreed. Untick it when they ask for that; the minutes stay."),
    )
    agreed_on = models.DateField(_("agreed to be named on"), null=True, blank=True)

    organisation = Bilingual("organisation", _("organisation"))
    about = Bilingual("about", _("in two sentences"))

    objects = CouncilMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of the council")
        verbose_name_plural = _("members of the council")
        ordering = ["name", "-since"]
        constraints = [
            only_a_name("name", constraint="council_member_name_is_no_address"),
            models.CheckConstraint(
                condition=Q(role__in=CouncilRole.values), name="council_member_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="council_term_ends_after_it_begins",
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(agreed_on__isnull=False),
                name="council_member_named_with_consent",
                violation_error_message=_("Write on which day they agreed to be named."),
            ),
            ExclusionConstraint(
                name="council_has_one_chair",
                expressions=[
                    (
                        _Days("since", "until", RangeBoundary(inclusive_lower=True, inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    )
                ],
                condition=Q(role=CouncilRole.CHAIR),
                violation_error_message=_("Somebody else chairs the council in these days."),
            ),
        ]
        triggers = [
            _checks(
                "was_in_office_when_there",
                _ATTENDED.format(own="p.id"),
                "council_attended_in_office",
                pgtrigger.UpdateOf("since", "until"),  # type: ignore[no-untyped-call]
            )
        ]

    def __str__(self) -> str:
        return shown_name(self.name)


@pghistory.track()
class CouncilMeeting(BilingualContent):
    """A meeting of the council; what was decided belongs to one that was held."""

    day = models.DateField(_("day"))
    starts = models.TimeField(_("begins at"), null=True, blank=True)
    place_sr = SerbianCharField(_("place (Serbian)"), max_length=160)
    place_en = EnglishCharField(_("place (English)"), max_length=160)
    agenda_sr = SerbianTextField(
        _("agenda (Serbian)"), max_length=4000, blank=True, help_text=_("In Markdown, for everybody.")
    )
    agenda_en = EnglishTextField(_("agenda (English)"), max_length=4000)
    minutes_sr = SerbianTextField(
        _("minutes (Serbian)"),
        max_length=20000,
        blank=True,
        help_text=_("In Markdown. Write what was said and decided, not what is private."),
    )
    minutes_en = EnglishTextField(_("minutes (English)"), max_length=20000)
    minutes_are_public = models.BooleanField(_("everybody may read the minutes"), default=False)
    state = models.CharField(_("state"), max_length=9, choices=MeetingState, default=MeetingState.PLANNED)
    attended = models.ManyToManyField(
        CouncilMember,
        through="CouncilAttendance",
        related_name="meetings",
        verbose_name=_("who was there"),
        blank=True,
        editable=False,
    )
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)

    place = Bilingual("place", _("place"))
    agenda = Bilingual("agenda", _("agenda"))
    minutes = Bilingual("minutes", _("minutes"))

    objects = CouncilMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting of the council")
        verbose_name_plural = _("meetings of the council")
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=MeetingState.values), name="council_meeting_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(place_sr=""),
                name="council_meeting_has_place",
                violation_error_message=_("Write where the council meets."),
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.HELD) | Q(minutes_sr="", minutes_en=""),
                name="council_minutes_of_a_held_meeting",
                violation_error_message=_("Only a meeting that was held has minutes."),
            ),
        ]
        triggers = [
            _checks(
                "attended_in_office",
                _ATTENDED.format(own="m.id"),
                "council_attended_in_office",
                pgtrigger.UpdateOf("day", "state"),  # type: ignore[no-untyped-call]
            ),
            _checks(
                "decided_when_held",
                _DECIDED.format(own="m.id"),
                "council_decided_when_held",
                pgtrigger.UpdateOf("day", "state"),  # type: ignore[no-untyped-call]
            ),
        ]

    def __str__(self) -> str:
        return f"{date_format(self.day)}, {self.place.plain}"


@pghistory.track()
class CouncilAttendance(CheckedModel):
    """A member was at a meeting."""

    meeting = models.ForeignKey(
        CouncilMeeting, on_delete=models.PROTECT, related_name="attendance", verbose_name=_("meeting")
    )
    member = models.ForeignKey(
        CouncilMember, on_delete=models.PROTECT, related_name="attendance", verbose_name=_("member")
    )

    class Meta:
        verbose_name = _("attendance at a meeting of the council")
        verbose_name_plural = _("attendance at meetings of the council")
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="council_attended_once")]
        triggers = [
            _checks(
                "in_office_that_day",
                _ATTENDED.format(own="a.id"),
                "council_attended_in_office",
                pgtrigger.Insert | pgtrigger.Update,
            )
        ]

    def __str__(self) -> str:
        return str(self.member)


@pghistory.track()
class CouncilDecision(BilingualContent):
    """What the council decided at a meeting, and what became of it; numbered within the year of the meeting."""

    meeting = models.ForeignKey(
        CouncilMeeting, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("meeting")
    )
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    text_sr = SerbianTextField(_("decision (Serbian)"), max_length=2000)
    text_en = EnglishTextField(_("decision (English)"), max_length=2000)
    is_public = models.BooleanField(_("everybody may read it"), default=True)
    responsible = models.ForeignKey(
        CouncilMember,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("member who sees to it"),
    )
    due_on = models.DateField(_("to be done by"), null=True, blank=True)
    # Written by the verbs, after the meeting.
    state = models.CharField(
        _("state"), max_length=7, choices=DecisionState, default=DecisionState.OPEN, editable=False
    )
    done_on = models.DateField(_("done or dropped on"), null=True, blank=True, editable=False)
    outcome_sr = SerbianTextField(
        _("what was done about it (Serbian)"), max_length=2000, blank=True, editable=False
    )
    outcome_en = EnglishTextField(_("what was done about it (English)"), max_length=2000, editable=False)

    text = Bilingual("text", _("decision"))
    outcome = Bilingual("outcome", _("what was done about it"))

    objects = CouncilDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision of the council")
        verbose_name_plural = _("decisions of the council")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number"],
                name="council_decision_number_once_a_year",
                violation_error_message=_("This number is taken in that year."),
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="council_decision_numbered_from_one"),
            models.CheckConstraint(
                condition=Q(state__in=DecisionState.values), name="council_decision_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(text_sr=""),
                name="council_decision_says_something",
                violation_error_message=_("Write what was decided."),
            ),
            models.CheckConstraint(
                condition=Q(state=DecisionState.OPEN, done_on__isnull=True)
                | ~Q(state=DecisionState.OPEN) & Q(done_on__isnull=False),
                name="council_decision_done_has_its_day",
                violation_error_message=_("Give the day on which it was done or dropped, and only then."),
            ),
        ]
        triggers = [
            _checks(
                "of_a_held_meeting",
                _DECIDED.format(own="d.id"),
                "council_decided_when_held",
                pgtrigger.Insert | pgtrigger.Update,
            )
        ]

    def __str__(self) -> str:
        return self.mark

    @property
    def mark(self) -> str:
        """The number as people write it: "3/2026"."""
        return f"{self.number}/{self.year}"


@pghistory.track()
class CouncilDocument(KeptFile):
    """A file of a meeting, such as the signed minutes."""

    meeting = models.ForeignKey(
        CouncilMeeting,
        on_delete=models.PROTECT,
        editable=False,
        related_name="documents",
        verbose_name=_("meeting"),
    )

    class Meta(KeptFile.Meta):
        verbose_name = _("document of the council")
        verbose_name_plural = _("documents of the council")
        constraints = file_rules("council_document")
