"""Short ways to write a questionnaire down in code."""

from typing import Any

from research.definition import Choice, Group, Item, Kind, Question

Pair = tuple[str, str]


def said(pair: Pair) -> dict[str, str]:
    return {"sr": pair[0], "en": pair[1]}


def choices(*rows: tuple[str, str, str]) -> tuple[Choice, ...]:
    """Return a list from rows of code, Serbian and English."""
    return tuple(Choice(code, said((serbian, english))) for code, serbian, english in rows)


def ask(
    kind: Kind, name: str, label: Pair, hint: Pair | None = None, *, must: bool = True, **more: Any
) -> Question:
    return Question(
        kind,
        name,
        label=said(label),
        hint=said(hint) if hint else {},
        required="true()" if must else "",
        **more,
    )


def group(name: str, label: Pair, *items: Item, **more: Any) -> Group:
    return Group(name, items, label=said(label), **more)
