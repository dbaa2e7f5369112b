"""Initiatives to institutions, counted by the days of their steps: submitted, answered, won.

An initiative counts once for each measure, in the period of its first such step, so that periods add up.
"""

from typing import TYPE_CHECKING, Final

from django.db.models import Count, Min, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from center.base.measures import Counted, Dimension, Measure, Part, Scope, register
from center.choices.advocacy import InstitutionLevel, StepKind
from center.models import AdvocacyInitiative

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from center.models import User

_LEVEL: Final = Dimension("level", _("Level of the institution"), is_exclusive=False)


def _first_within(scope: Scope, kinds: tuple[StepKind, ...]) -> "QuerySet[AdvocacyInitiative]":
    """Return the public initiatives whose first step of these kinds lies in the days of the scope."""
    rows = AdvocacyInitiative.objects.public().alias(first=Min("steps__day", filter=Q(steps__kind__in=kinds)))
    return rows.filter(first__range=(scope.first, scope.last))


def _register(code: str, title: str | Promise, how: str | Promise, *kinds: StepKind) -> None:
    def count(scope: Scope) -> Counted:
        found = _first_within(scope, kinds).values("pk")
        levels = dict(
            AdvocacyInitiative.objects.filter(pk__in=found)
            .order_by()
            .values_list("institutions__level")
            .annotate(Count("pk", distinct=True))
        )
        return Counted(
            len(found),
            parts=tuple(
                Part(_LEVEL.code, level.value, level.label, levels[level.value])
                for level in InstitutionLevel
                if levels.get(level.value)
            ),
        )

    def records(scope: Scope, user: "User") -> "list[QuerySet[AdvocacyInitiative]]":
        if not user.has_perm("center.view_advocacyinitiative"):
            return []
        return [_first_within(scope, kinds).order_by("pk")]

    register(
        Measure(
            code=code,
            title=title,
            unit=pgettext_lazy("unit", "initiatives"),
            how=how,
            count=count,
            records=records,
            dimensions=(_LEVEL,),
            depends_on_grant=False,
        )
    )


_register(
    "center.initiatives_submitted",
    _("Initiatives submitted to institutions"),
    _("Initiatives that were submitted for the first time in the period."),
    StepKind.SUBMITTED,
)
_register(
    "center.initiatives_answered",
    _("Initiatives that were answered"),
    _("Initiatives whose first answer came in the period, a refusal included."),
    StepKind.ANSWER,
    StepKind.REFUSAL,
)
_register(
    "center.initiatives_won",
    _("Initiatives after which something changed"),
    _("Initiatives after which a rule or a practice changed for the first time in the period."),
    StepKind.CHANGE,
)
