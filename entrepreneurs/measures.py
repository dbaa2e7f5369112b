"""What indicators can count by themselves of the directory. Enterprises carry no grants."""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from center.base.measures import Counted, Dimension, Measure, Part, Scope, register
from entrepreneurs.choices import StatusKind
from entrepreneurs.models import DirectoryRules, Enterprise, LegalStatus

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from center.models import User

_STATUS: Final = Dimension("status", _("Status under the Law"))


def _listed(scope: Scope) -> "QuerySet[Enterprise]":
    """Leave what the directory shows today and showed first by the end of the period."""
    end = timezone.make_aware(datetime.combine(scope.last + timedelta(days=1), time.min))
    return (
        Enterprise.objects.visible(DirectoryRules.objects.current()).filter(published_at__lt=end).order_by()
    )


def _count(scope: Scope) -> Counted:
    listed = _listed(scope)
    total = listed.count()
    on = min(scope.last, timezone.localdate())
    rows = LegalStatus.objects.valid_on(on).filter(enterprise__in=listed).order_by()
    counts = dict(rows.values_list("status").annotate(n=Count("pk")))
    # No row says the same as a row of "none".
    counts[StatusKind.NONE] = counts.get(StatusKind.NONE, 0) + total - sum(counts.values())
    return Counted(
        total,
        parts=tuple(
            Part(_STATUS.code, status.value, status.label, counts.get(status, 0)) for status in StatusKind
        ),
    )


def _behind(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    may_see = user.has_perm("entrepreneurs.view_enterprise")
    return [_listed(scope) if may_see else Enterprise.objects.none()]


register(
    Measure(
        "entrepreneurs.enterprises_listed",
        _("Enterprises in the directory"),
        pgettext_lazy("unit", "enterprises"),
        _("Enterprises that the directory shows today and showed first by the end of the period."),
        _count,
        _behind,
        (_STATUS,),
        depends_on_grant=False,
        adds_up=False,
    )
)
