"""The plan of a fair: what stands where. All lengths are centimetres on the ground, from the upper left corner."""

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Deferrable, F, Func, Q
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import Bilingual, BilingualContent, EnglishCharField, SerbianCharField
from center.base.checked_model import CheckedModel
from events.choices import ThingKind
from events.ground import LONGEST, MOST_WATTS, NUMBER_FORM, SHORTEST
from events.models.event import Event

_SIDE = [MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
_NUMBER_FORM = _("A number up to 999, with a letter before it if you like: 7, A7.")

# Of a plan `p` and the ground of a row `s` on it: whether the row lies outside. "[[0, 0], [9, 0]]" without its square
# brackets is how PostgreSQL writes a polygon.
_IS_OUTSIDE = (
    "(s.x + s.width > p.width OR s.y + s.height > p.height OR (p.outline <> '[]'::jsonb AND NOT"
    " translate(p.outline::text, '[]', '()')::polygon @>"
    " polygon(box(point(s.x, s.y), point(s.x + s.width, s.y + s.height)))))"
)


def _inside(table: str) -> pgtrigger.Trigger:
    """Keep a row inside its plan. `services.plans` puts the question off until everything is moved."""
    return pgtrigger.Trigger(
        name="inside_the_plan",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("plan_id", "x", "y", "width", "height"),  # type: ignore[no-untyped-call]
        timing=pgtrigger.Immediate,
        func=(
            # FOR SHARE: the plan does not become smaller meanwhile.
            "PERFORM FROM events_fairplan WHERE id = NEW.plan_id FOR SHARE;"
            f" IF EXISTS (SELECT FROM events_fairplan p JOIN {table} s ON s.plan_id = p.id"
            f" WHERE s.id = NEW.id AND {_IS_OUTSIDE}) THEN RAISE EXCEPTION 'outside of the plan'"
            " USING ERRCODE = 'check_violation', CONSTRAINT = 'fair_plan_holds_everything'; END IF; RETURN NULL;"
        ),
    )


@pghistory.track()
class FairPlan(BilingualContent):
    """The hall or square of a fair, as a rectangle or an outline of corners inside it."""

    event = models.OneToOneField(
        Event, on_delete=models.PROTECT, related_name="plan", verbose_name=_("event")
    )
    width = models.PositiveIntegerField(
        _("width (cm)"), validators=_SIDE, help_text=_("From left to right on the plan.")
    )
    height = models.PositiveIntegerField(
        _("depth (cm)"), validators=_SIDE, help_text=_("From top to bottom on the plan.")
    )
    # [[x, y], …] in order around; empty: the whole rectangle.
    outline = models.JSONField(_("outline"), default=list, blank=True)
    note_sr = SerbianCharField(_("what stands below the plan (Serbian)"), max_length=240, blank=True)
    note_en = EnglishCharField(_("what stands below the plan (English)"), max_length=240)
    is_public = models.BooleanField(
        _("shown to everybody"),
        default=False,
        editable=False,
        help_text=_("The list of who is there is shown with or without the plan."),
    )
    # Grows with every save of the plan, its stands and its things: two colleagues who draw at once.
    version = models.PositiveIntegerField(default=1, editable=False)

    note = Bilingual("note")

    class Meta:
        verbose_name = _("plan of a fair")
        verbose_name_plural = _("plans of fairs")
        constraints = [
            models.CheckConstraint(
                condition=Q(width__range=(SHORTEST, LONGEST), height__range=(SHORTEST, LONGEST)),
                name="fair_plan_size_in_range",
                violation_error_message=_("A plan is half a metre to 500 metres wide and deep."),
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="outline_form",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("outline"),  # type: ignore[no-untyped-call]
                func=(
                    r"IF NEW.outline::text !~ '^\[(\[\d{1,5}, \d{1,5}\](, \[\d{1,5}, \d{1,5}\]){2,39})?\]$'"
                    " THEN RAISE EXCEPTION 'an outline is a list of corners'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'fair_plan_outline_form'; END IF; RETURN NEW;"
                ),
            ),
            # The other half of `inside_the_plan`.
            pgtrigger.Trigger(
                name="holds_everything",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("width", "height", "outline"),  # type: ignore[no-untyped-call]
                timing=pgtrigger.Immediate,
                func=(
                    # Our own names alone.
                    "IF EXISTS (SELECT FROM events_fairplan p JOIN (SELECT plan_id, x, y, width, height FROM"  # noqa: S608
                    " events_stand UNION ALL SELECT plan_id, x, y, width, height FROM events_planthing) s"
                    f" ON s.plan_id = p.id WHERE p.id = NEW.id AND {_IS_OUTSIDE})"
                    " THEN RAISE EXCEPTION 'something is outside of the plan'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'fair_plan_holds_everything';"
                    " END IF; RETURN NULL;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.event)


class _Spot(CheckedModel):
    """Something with a rectangle on the plan."""

    plan = models.ForeignKey(
        FairPlan, on_delete=models.PROTECT, related_name="%(class)ss", verbose_name=_("plan")
    )
    x = models.PositiveIntegerField(_("from the left (cm)"))
    y = models.PositiveIntegerField(_("from the top (cm)"))
    width = models.PositiveIntegerField(_("width (cm)"), validators=_SIDE)
    height = models.PositiveIntegerField(_("depth (cm)"), validators=_SIDE)

    class Meta:
        abstract = True


def _span(start: str, length: str) -> Func:
    """Return from where to where a stand reaches, without the end: neighbours may touch."""
    return Func(F(start), F(start) + F(length), function="int4range", output_field=IntegerRangeField())


@pghistory.track()
class Stand(_Spot):
    """A stand of the fair. Two never overlap, and each has its own number; who has it stands in `StandAssignment`."""

    number = models.CharField(
        _("number"),
        max_length=4,
        validators=[RegexValidator(NUMBER_FORM, _NUMBER_FORM)],
    )
    watts = models.PositiveIntegerField(
        _("electricity (W)"),
        default=0,
        validators=[MaxValueValidator(MOST_WATTS)],
        help_text=_("How much there is at most; 0: none."),
    )
    is_accessible = models.BooleanField(
        _("reached without steps"),
        default=True,
        help_text=_("Also with room for a wheelchair behind the table."),
    )
    is_corner = models.BooleanField(_("at a corner"), default=False)

    class Meta:
        verbose_name = _("stand")
        verbose_name_plural = _("stands")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="stand_number_unique",
                # Numbers and places are swapped in one go.
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message=_("Another stand has this number."),
            ),
            models.CheckConstraint(
                condition=Q(number__regex=NUMBER_FORM),
                name="stand_number_form",
                violation_error_message=_NUMBER_FORM,
            ),
            models.CheckConstraint(
                condition=Q(watts__lte=MOST_WATTS),
                name="stand_watts_in_range",
                violation_error_message=_("A stand has at most 50,000 W."),
            ),
            models.CheckConstraint(
                condition=Q(width__range=(SHORTEST, LONGEST), height__range=(SHORTEST, LONGEST)),
                name="stand_size_in_range",
                violation_error_message=_("A stand is at least half a metre wide and deep."),
            ),
            ExclusionConstraint(
                name="stand_alone_on_its_ground",
                expressions=[
                    ("plan", RangeOperators.EQUAL),
                    (_span("x", "width"), RangeOperators.OVERLAPS),
                    (_span("y", "height"), RangeOperators.OVERLAPS),
                ],
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message=_("Another stand is on this ground."),
            ),
        ]
        triggers = [_inside("events_stand")]

    def __str__(self) -> str:
        return self.number


@pghistory.track()
class PlanThing(BilingualContent, _Spot):
    """What else people look for on the plan: stage, entrance, toilet, a tree in the way."""

    kind = models.CharField(_("kind"), max_length=10, choices=ThingKind)
    label_sr = SerbianCharField(
        _("name (Serbian)"), max_length=60, blank=True, help_text=_("Empty: the name of the kind.")
    )
    label_en = EnglishCharField(_("name (English)"), max_length=60)
    is_accessible = models.BooleanField(_("for wheelchair users too"), default=True)

    label = Bilingual("label", _("name"))

    class Meta:
        verbose_name = _("thing on a plan")
        verbose_name_plural = _("things on plans")
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ThingKind.values), name="plan_thing_kind_is_known"),
            models.CheckConstraint(
                condition=Q(width__range=(SHORTEST, LONGEST), height__range=(SHORTEST, LONGEST)),
                name="plan_thing_size_in_range",
                violation_error_message=_("A thing on the plan is at least half a metre wide and deep."),
            ),
        ]
        triggers = [_inside("events_planthing")]

    def __str__(self) -> str:
        return self.label.plain or str(self.get_kind_display())
