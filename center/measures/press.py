"""What indicators can count of the work with the media."""

from typing import TYPE_CHECKING

from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from center.base.carrying import carrying
from center.base.measures import Counted, Dimension, Measure, Part, Scope, register
from center.choices.press import CoverageKind, OutletReach
from center.models import Coverage, PressRelease

if TYPE_CHECKING:
    from typing import Any

    from django.db.models import QuerySet

    from center.models import User

_KIND = Dimension("kind", _("Kind"))
_REACH = Dimension("reach", _("Reach of the medium"))


def _reports(scope: Scope) -> "QuerySet[Coverage]":
    return carrying(Coverage.objects.published_between(scope.first, scope.last), scope.grant)


def _releases(scope: Scope) -> "QuerySet[PressRelease]":
    return carrying(PressRelease.objects.published_between(scope.first, scope.last), scope.grant)


def _parted(rows: "QuerySet[Coverage]", number: "Any") -> tuple[Part, ...]:
    """Return the number by the kind of report and by the reach of the medium; parts of nothing are left out."""
    parts = []
    for dimension, column, labels in (
        ("kind", "kind", CoverageKind),
        ("reach", "outlet__reach", OutletReach),
    ):
        found = dict(rows.order_by().values_list(column).annotate(_number=number))
        parts += [
            Part(dimension, each.value, each.label, found[each.value])
            for each in labels
            if found.get(each.value)
        ]
    return tuple(parts)


def _count_reports(scope: Scope) -> Counted:
    rows = _reports(scope)
    return Counted(rows.count(), parts=_parted(rows, Count("pk")))


def _reached(scope: Scope) -> Counted:
    rows = _reports(scope)
    total = rows.aggregate(total=Sum("reach"))["total"]
    return Counted(total or 0, parts=_parted(rows, Sum("reach")))


def _seen_reports(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    return [_reports(scope)] if user.has_perm("center.view_coverage") else []


def _seen_releases(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    return [_releases(scope)] if user.has_perm("center.view_pressrelease") else []


register(
    Measure(
        code="center.coverage_items",
        title=_("Reports in the media"),
        unit=_("reports"),
        how=_("Articles and reports in the log of the office, by the day of their publication."),
        count=_count_reports,
        records=_seen_reports,
        dimensions=(_KIND, _REACH),
    )
)
register(
    Measure(
        code="center.coverage_reach",
        title=_("People reached by reports in the media"),
        unit=_("copies, viewers or visits"),
        how=_(
            "The sum of the reach of those reports for which it is known; somebody who saw two of them is in it twice."
        ),
        count=_reached,
        records=_seen_reports,
        dimensions=(_KIND, _REACH),
    )
)
register(
    Measure(
        code="center.press_releases",
        title=_("Press releases published"),
        unit=_("press releases"),
        how=_("Press releases by the day from which everybody could read them; withdrawn ones do not count."),
        count=lambda scope: Counted(_releases(scope).count()),
        records=_seen_releases,
    )
)
