"""What the registry's dated facts say of the enterprises that exist on some days, a query for each kind of fact."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.conf import settings
from django.db.models import CharField, Count, Exists, F, Min, OuterRef, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf
from django.utils import timezone

from entrepreneurs.choices import ActivityLevel
from entrepreneurs.models import (
    ActivityCode,
    Enterprise,
    Existence,
    LegalStatus,
    RegisteredActivity,
    RegisteredForm,
    Seat,
    ServedGroup,
    Settlement,
)
from research.census.figures import Breakdown, Dimension
from research.census.spells import Spell, joined

_USUAL_SCHEME: Final = ("KD", "2010")
# The number of the cadastral unit, which other registers know, else our own.
_SETTLEMENT: Final = Coalesce(
    NullIf("settlement__cadastral_unit", Value("")),
    Concat(Value("id-"), Cast("settlement", CharField())),
    output_field=CharField(),
)
Counts = dict[Any, int]


def counted(path: str = "") -> Q:
    """Return which enterprises count: no record twice, and made-up ones only in the demonstration.

    Whether the directory shows an enterprise plays no part. That changes with consents and with what the office
    finds time for, and a number of the past would change with it.
    """
    real = Q(**{f"{path}merged_into__isnull": True})
    return real if settings.DEMO else real & Q(**{f"{path}is_demo": False})


def spells() -> dict[int, list[Spell]]:
    """Return when each enterprise exists."""
    rows = Existence.objects.filter(counted("enterprise__")).order_by().values_list("enterprise_id", "valid")
    return joined((enterprise, (valid.lower, valid.upper)) for enterprise, valid in rows)


def kept_since() -> date | None:
    """Return the day on which the first existence was recorded: what ended before it may be missing."""
    first: datetime | None = Existence.objects.filter(counted("enterprise__")).aggregate(
        first=Min("recorded_at")
    )["first"]
    return timezone.localdate(first) if first else None


def without_existence() -> int:
    """Count the enterprises of the directory of which nobody recorded since when they exist; they count nowhere."""
    dated = Existence.objects.filter(enterprise=OuterRef("pk"))
    return Enterprise.objects.published().filter(counted(), ~Exists(dated)).count()


def breakdowns(days: Sequence[date], totals: Sequence[int]) -> list[dict[str, Breakdown]]:
    """Count those that exist on each day by each fact; `totals` say how many they are."""
    statuses = _by_day(LegalStatus, "status", days)
    forms = _by_day(RegisteredForm, "form", days)
    sections, divisions = _activities(_by_day(RegisteredActivity, "code", days))
    settlements = _by_day(Seat, _SETTLEMENT, days)
    groups = _by_day(ServedGroup, "group__code", days, to_fact="status__", count="status__enterprise")
    serving = _serving(days)
    found = []
    for number, total in enumerate(totals):
        whole = {
            Dimension.STATUS: statuses[number],
            Dimension.FORM: forms[number],
            Dimension.SECTION: sections[number],
            Dimension.DIVISION: divisions[number],
            Dimension.SETTLEMENT: settlements[number],
        }
        each = {
            str(name): Breakdown(parts=_texts(counts), unknown=total - sum(counts.values()))
            for name, counts in whole.items()
        }
        each[str(Dimension.GROUP)] = Breakdown(
            parts=_texts(groups[number]), unknown=total - serving[number], is_multiple=True
        )
        found.append(each)
    return found


def _texts(counts: Counts) -> dict[str, int | None]:
    return {str(code): count for code, count in counts.items() if count}


def _on(day: date, to_fact: str) -> Q:
    """Return that the fact and the existence of its enterprise hold on the day; of each there is at most one."""
    return Q(
        **{
            f"{to_fact}valid__contains": day,
            f"{to_fact}enterprise__existence_facts__valid__contains": day,
        }
    )


def _by_day(
    model: Any, key: Any, days: Sequence[date], *, to_fact: str = "", count: str = "enterprise"
) -> list[Counts]:
    """Count enterprises by a column (or expression) of their facts, on all days in one query."""
    columns = {
        f"on_{number}": Count(count, filter=_on(day, to_fact), distinct=True)
        for number, day in enumerate(days)
    }
    rows = model.objects.filter(counted(f"{to_fact}enterprise__")).order_by()
    told = list(rows.values(key=F(key) if isinstance(key, str) else key).annotate(**columns))
    return [{row["key"]: row[f"on_{number}"] for row in told} for number in range(len(days))]


def _serving(days: Sequence[date]) -> list[int]:
    """Count on each day the enterprises that name at least one group."""
    naming = LegalStatus.objects.filter(
        counted("enterprise__"), Exists(ServedGroup.objects.filter(status=OuterRef("pk")))
    )
    columns = {
        f"on_{number}": Count("enterprise", filter=_on(day, ""), distinct=True)
        for number, day in enumerate(days)
    }
    row = naming.order_by().aggregate(**columns) if days else {}
    return [row[f"on_{number}"] for number in range(len(days))]


def _activities(by_code: Iterable[Counts]) -> tuple[list[Counts], list[Counts]]:
    """Add up activities of any level under their sections and divisions; above its level a code has none."""
    listed = {
        code["pk"]: code
        for code in ActivityCode.objects.values("pk", "parent", "level", "code", "scheme", "version")
    }
    sections: list[Counts] = []
    divisions: list[Counts] = []
    for counts in by_code:
        of_level: dict[str, Counter[str]] = {
            ActivityLevel.SECTION: Counter(),
            ActivityLevel.DIVISION: Counter(),
        }
        for code, count in counts.items():
            above = listed.get(code)
            while above is not None:
                if above["level"] in of_level:
                    of_level[above["level"]][activity_key(above)] += count
                above = listed.get(above["parent"] or 0)
        sections.append(dict(of_level[ActivityLevel.SECTION]))
        divisions.append(dict(of_level[ActivityLevel.DIVISION]))
    return sections, divisions


def settlement_key(settlement: Settlement) -> str:
    """Return the code by which a settlement is counted; the same as `_SETTLEMENT` in the database."""
    return settlement.cadastral_unit or f"id-{settlement.pk}"


def activity_key(code: Mapping[str, Any]) -> str:
    """Return the code, with its classification before it where that is not the usual one (KD 2010)."""
    scheme, version = code["scheme"], code["version"]
    usual = (scheme, version) == _USUAL_SCHEME
    return str(code["code"]) if usual else f"{scheme}{version}-{code['code']}"
