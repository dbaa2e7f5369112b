"""What staff chose for a release; kept as JSON beside the names of the questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from research.definition import Texts


@dataclass(frozen=True)
class Scale:
    """Items whose sum is to measure one thing; of those in `reversed` the other end is the high one."""

    title: Texts
    items: tuple[str, ...]
    reversed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Plan:
    """`questions` get a table each; `crosstabs` are pairs (question, by); `data` the variables of the data file.

    `quasi_identifiers` are those of `data` by which somebody could be recognised. `by_strata`: answers weigh as many as
    their stratum has members for each. `compares`: with the published results of the earlier wave.
    """

    questions: tuple[str, ...] = ()
    crosstabs: tuple[tuple[str, str], ...] = ()
    scales: tuple[Scale, ...] = ()
    data: tuple[str, ...] = ()
    quasi_identifiers: tuple[str, ...] = ()
    by_strata: bool = False
    compares: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)

    def to_document(self) -> dict[str, Any]:
        """Return what JSON can keep, but for `questions`, which have a column of their own."""
        return {
            **self.more,
            "crosstabs": [list(pair) for pair in self.crosstabs],
            "scales": [
                {
                    "title": dict(scale.title),
                    "items": list(scale.items),
                    "reversed": sorted(scale.reversed),
                }
                for scale in self.scales
            ],
            "data": list(self.data),
            "quasi_identifiers": list(self.quasi_identifiers),
            "by_strata": self.by_strata,
            "compares": self.compares,
        }


_OWN = frozenset({"crosstabs", "scales", "data", "quasi_identifiers", "by_strata", "compares"})


def plan_of(questions: list[str], document: Mapping[str, Any]) -> Plan:
    """Return the plan of what `Plan.to_document` made."""
    return Plan(
        questions=tuple(questions),
        crosstabs=tuple((question, by) for question, by in document.get("crosstabs", [])),
        scales=tuple(
            Scale(each["title"], tuple(each["items"]), frozenset(each["reversed"]))
            for each in document.get("scales", [])
        ),
        data=tuple(document.get("data", [])),
        quasi_identifiers=tuple(document.get("quasi_identifiers", [])),
        by_strata=bool(document.get("by_strata")),
        compares=bool(document.get("compares")),
        more={name: value for name, value in document.items() if name not in _OWN},
    )
