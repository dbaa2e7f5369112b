"""What indicators can count by themselves of the research: the registry, surveys, answers, published results.

Enterprises carry no grants: of them a grant's period is counted, whoever paid. Numbers are those of `indicators`.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from center.base.indicators import Number, Text
from center.base.measures import Counted, Dimension, Measure, Part, Scope, register
from entrepreneurs.choices import LegalForm, StatusKind
from entrepreneurs.models import Enterprise, LegalStatus
from entrepreneurs.small_cells import may_be_shown
from research import census, produced
from research.census import CensusRefused
from research.models import Release, Survey

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from center.models import User

_ENTERPRISES: Final = pgettext_lazy("unit", "enterprises")
_STATUS: Final = Dimension("status", _("Status under the Law"))
_FORM: Final = Dimension("legal_form", _("Legal form"))


def _counted(scope: Scope) -> census.Census | None:
    """Count the registry at the end of the period, or today if it is not over; None where nothing can be known."""
    try:
        return census.count(min(scope.last, timezone.localdate()))
    except CensusRefused:
        return None


def _enterprises(scope: Scope) -> Counted:
    found = _counted(scope)
    if found is None:
        return Counted(None)
    return Counted(
        found.enterprises,
        parts=(
            *_parts(found, _STATUS, census.Dimension.STATUS, dict(StatusKind.choices)),
            *_parts(found, _FORM, census.Dimension.FORM, dict(LegalForm.choices)),
        ),
    )


def _parts(
    found: census.Census, dimension: Dimension, table: census.Dimension, labels: dict[Any, Text]
) -> list[Part]:
    """Return all parts; counts of enterprises by facts of public registries are shown as they are."""
    breakdown = found.breakdowns[table]
    counts = [(key, label, breakdown.parts.get(key, 0)) for key, label in labels.items()]
    unknown = Part(dimension.code, "unknown", _("Not known"), breakdown.unknown)
    return [*(Part(dimension.code, str(key), label, number) for key, label, number in counts), unknown]


def _registered(scope: Scope) -> Counted:
    found = _counted(scope)
    if found is None:
        return Counted(None)
    return Counted(found.breakdowns[census.Dimension.STATUS].parts.get(StatusKind.REGISTERED, 0))


def _entrepreneurs(scope: Scope) -> Counted:
    found = _counted(scope)
    return Counted(None if found is None else found.entrepreneurs)


def _flow(which: str) -> "Callable[[Scope], Counted]":
    def count(scope: Scope) -> Counted:
        last = min(scope.last, timezone.localdate())
        try:
            flow = census.flow_between(min(scope.first - timedelta(days=1), last), last)
        except CensusRefused:
            return Counted(None)
        number: Number = getattr(flow, which)
        return Counted(number)

    return count


def _surveys(scope: Scope) -> Counted:
    return Counted(produced.surveys(scope.first, scope.last, scope.grant).count())


def _answers(scope: Scope) -> Counted:
    mine = produced.answers(scope.first, scope.last, scope.grant).count()
    everybody = mine if scope.grant is None else produced.answers(scope.first, scope.last).count()
    return Counted(mine if may_be_shown(mine, everybody) and may_be_shown(mine, mine) else None)


def _releases(scope: Scope) -> Counted:
    return Counted(produced.releases(scope.first, scope.last, scope.grant).count())


# --- The records behind them ---


def _in_the_registry(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    """Leave the enterprises of the registry: which of them existed on a day stands in their records."""
    if not user.has_perm("entrepreneurs.view_enterprise"):
        return [Enterprise.objects.none()]
    day = min(scope.last, timezone.localdate())
    return [Enterprise.objects.filter(pk__in=census.there(day))]


def _with_status(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    day = min(scope.last, timezone.localdate())
    registered = LegalStatus.objects.valid_on(day).filter(status=StatusKind.REGISTERED).order_by()
    return [found.filter(pk__in=registered.values("enterprise")) for found in _in_the_registry(scope, user)]


def _nothing(_scope: Scope, _user: "User") -> "list[QuerySet[Any]]":
    return []


def _surveys_behind(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    may_see = user.has_perm("research.view_survey")
    return [produced.surveys(scope.first, scope.last, scope.grant) if may_see else Survey.objects.none()]


def _answered(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    """Lead to the surveys: who answered is not to be found out through a number."""
    if not user.has_perm("research.view_survey"):
        return [Survey.objects.none()]
    answers = produced.answers(scope.first, scope.last, scope.grant)
    return [Survey.objects.filter(pk__in=answers.values("survey"))]


def _releases_behind(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    may_see = user.has_perm("research.view_release")
    return [produced.releases(scope.first, scope.last, scope.grant) if may_see else Release.objects.none()]


register(
    Measure(
        "research.enterprises",
        _("Social enterprises at the end of the period"),
        _ENTERPRISES,
        _("Enterprises that exist on its last day, or today, by the dates in their records."),
        _enterprises,
        _in_the_registry,
        (_STATUS, _FORM),
        depends_on_grant=False,
        adds_up=False,
    )
)
register(
    Measure(
        "research.enterprises_registered",
        _("Enterprises with the status under the Law"),
        _ENTERPRISES,
        _("Enterprises that exist on the last day, or today, and hold the registered status then."),
        _registered,
        _with_status,
        depends_on_grant=False,
        adds_up=False,
    )
)
register(
    Measure(
        "research.enterprises_begun",
        _("Enterprises that began"),
        _ENTERPRISES,
        _("Enterprises whose existence begins, or begins again, in this period."),
        _flow("entries"),
        _nothing,
        depends_on_grant=False,
    )
)
register(
    Measure(
        "research.enterprises_ended",
        _("Enterprises that ended"),
        _ENTERPRISES,
        _("Enterprises whose existence ends in this period."),
        _flow("exits"),
        _nothing,
        depends_on_grant=False,
    )
)
register(
    Measure(
        "research.entrepreneurs",
        _("Entrepreneurs at the end of the period"),
        pgettext_lazy("unit", "people"),
        _("People who founded or represent one of these enterprises, each once."),
        _entrepreneurs,
        _nothing,
        is_of_people=True,
        depends_on_grant=False,
        adds_up=False,
    )
)
register(
    Measure(
        "research.surveys_run",
        _("Surveys that ran"),
        pgettext_lazy("unit", "surveys"),
        _("Surveys that were open on any day of this period."),
        _surveys,
        _surveys_behind,
        adds_up=False,
    )
)
register(
    Measure(
        "research.answers",
        _("Answers received"),
        pgettext_lazy("unit", "answers"),
        _("Answers sent or entered in this period. One person may have answered several surveys."),
        _answers,
        _answered,
        is_of_people=True,
    )
)
register(
    Measure(
        "research.releases_published",
        _("Results published"),
        pgettext_lazy("unit", "releases"),
        _("Releases of results published in this period, also those withdrawn later."),
        _releases,
        _releases_behind,
    )
)
