"""Names that do not stand for anything."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from django.utils.translation import gettext_lazy as _

from research.expressions.functions import ABOUT_THE_ANSWER, quoted_question
from research.expressions.lint.facts import NameFacts
from research.expressions.lint.problem import Problem, ProblemKind
from research.expressions.tree import Call, Column, Literal, Node, Parent, Reference, walk

_REFERENCE: Final = re.compile(r"\$\{[^}]*\}")


def wrong_names(
    tree: Node, known: Mapping[str, NameFacts], *, allows_dot: bool, columns: frozenset[str]
) -> Iterator[Problem]:
    # '${q}' in quotes is how jr:choice-name() wants it.
    quoted = {
        argument
        for node in walk(tree)
        if isinstance(node, Call) and node.name == "jr:choice-name"
        for argument in node.arguments
    }
    for node in walk(tree):
        match node:
            case Reference(name=".", position=position) if not allows_dot:
                yield _no_answer(position)
            case Reference(name=name, position=position) if name != "." and name not in known:
                yield _unknown(name, position, known)
            case Call(name=name, arguments=arguments, position=position) if (
                not allows_dot and ABOUT_THE_ANSWER.get(name) == len(arguments) and name != "once"
            ):
                yield _no_answer(position)
            case Column(name=name, position=position) if name not in columns:
                yield _bare(name, position)
            case Parent(position=position):
                yield Problem(
                    ProblemKind.NO_REPEATS, _('".." is about repeats, which are not used here.'), position
                )
            case Literal(value=str() as text, position=position):
                yield from _in_quotes(node, text, position, known, wanted=node in quoted)
            case _:
                pass


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the name that was probably meant."""
    by_small_letters = {each.lower(): each for each in sorted(names, reverse=True)}
    close = get_close_matches(name.lower(), sorted(by_small_letters), n=1)
    return by_small_letters[close[0]] if close else None


def _unknown(name: str, position: int, known: Mapping[str, NameFacts]) -> Problem:
    if meant := nearest(name, known.keys() - {"."}):
        return Problem(
            ProblemKind.UNKNOWN_NAME,
            _("There is no question with the name ${%(name)s}. Perhaps ${%(meant)s} is meant."),
            position,
            {"name": name, "meant": meant},
        )
    return Problem(
        ProblemKind.UNKNOWN_NAME,
        _("There is no question with the name ${%(name)s}."),
        position,
        {"name": name},
    )


def _no_answer(position: int) -> Problem:
    return Problem(
        ProblemKind.NO_ANSWER,
        _('"." is the answer that is being checked; it can stand in a constraint alone.'),
        position,
    )


def _bare(name: str, position: int) -> Problem:
    if name.lower() in {"true", "false"}:
        return Problem(
            ProblemKind.BARE_NAME,
            _("%(name)s is written with brackets: %(meant)s()."),
            position,
            {"name": name, "meant": name.lower()},
        )
    return Problem(
        ProblemKind.BARE_NAME,
        _(
            "%(name)s stands without quotation marks. A code is written '%(name)s', and a question ${%(name)s}."
        ),
        position,
        {"name": name},
    )


def _in_quotes(
    node: Node, text: str, position: int, known: Mapping[str, NameFacts], *, wanted: bool
) -> Iterator[Problem]:
    if wanted:
        name = quoted_question(node)
        if name is not None and name not in known:
            yield _unknown(name, position, known)
    elif found := _REFERENCE.search(text):
        yield Problem(
            ProblemKind.QUOTED_NAME,
            _(
                "In quotation marks %(name)s is read as it stands, and not as the answer. concat() joins texts."
            ),
            position,
            {"name": found[0]},
        )
