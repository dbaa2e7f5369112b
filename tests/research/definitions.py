"""Questionnaires made up by hypothesis: all kinds, strange texts, groups in groups."""

from typing import Any

from hypothesis import strategies as st

from research.definition import CHOOSING, SILENT, Choice, Definition, Group, Item, Kind, Question
from research.xlsform.sheets import as_read, as_written

_STRANGE = [
    "=1+1",
    "+381 37 123",
    "-5",
    "@name",
    "'=cmd",
    "„Закон“ и \"navodnici\" и 'апостроф'",
    "први ред\nдруги ред",
    "😀 👩‍👩‍👧",
    "<b>&amp;</b>",
    "_x000D_ _x0041_x0042_",
    "100 % %(x)s {0}",
    "да " * 3000,
    "A",
    "# наслов",
    "a\u00a0b",
    "e\u0301",
    "ČĆŽŠĐ",
    "TRUE",
    "1.0",
    "[[Facebook]]",
    "$ { }",
]


def _clean(text: str) -> str:
    # Escapes of Excel are texts like others; only what `as_read` makes of a cell can be kept.
    return as_read(as_written(text.replace("${", "$ {")))


texts = st.one_of(st.sampled_from(_STRANGE), st.text(max_size=30)).map(_clean).filter(bool)


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    """Return a questionnaire without faults; its expressions are simple ones."""
    languages = tuple(
        draw(st.sampled_from([("sr",), ("sr", "en"), ("en", "sr"), ("en",), ("sr", "en", "hu")]))
    )
    by_language = st.fixed_dictionaries({languages[0]: texts}, optional=dict.fromkeys(languages[1:], texts))
    lists = {
        f"list{number}": tuple(
            Choice(
                code,
                draw(by_language),
                draw(st.dictionaries(st.sampled_from(["region", "ниво"]), texts, max_size=2)),
            )
            for code in draw(
                st.lists(st.sampled_from(["yes", "no", "1", "2.5", "да"]), min_size=1, unique=True)
            )
        )
        for number in range(draw(st.integers(1, 2)))
    }
    maker = _Maker(draw, by_language, sorted(lists))
    items = maker.items(depth=0)
    return Definition(
        title=draw(st.one_of(st.just({}), by_language)),
        items=(*items, Question(Kind.TEXT, "last", label=draw(by_language))),
        choices=lists,
        languages=languages,
        form_id=draw(st.sampled_from(["", "anketa_2026", "1"])),
        version=draw(st.sampled_from(["", "2026010101"])),
    )


class _Maker:
    def __init__(self, draw: st.DrawFn, by_language: Any, lists: list[str]) -> None:
        self.draw, self.by_language, self.lists = draw, by_language, lists
        self.count = 0

    def items(self, depth: int) -> tuple[Item, ...]:
        return tuple(self._item(depth) for _each in range(self.draw(st.integers(1, 3))))

    def _item(self, depth: int) -> Item:
        if depth < 2 and self.draw(st.integers(0, 3)) == 0:
            name = self._name()
            return Group(
                name,
                self.items(depth + 1),
                label=self._maybe(),
                hint=self._maybe(),
                appearance=self.draw(st.sampled_from(["", "field-list"])),
                relevant=self.draw(st.sampled_from(["", "true()"])),
            )
        return self._question(self.draw(st.sampled_from(Kind)))

    def _question(self, kind: Kind) -> Question:
        draw, truth = self.draw, st.sampled_from(["", "true()", "1 = 1"])
        asked = kind not in SILENT | {Kind.NOTE}
        return Question(
            kind,
            self._name(),
            label=draw(self.by_language) if kind not in SILENT else {},
            hint=self._maybe() if kind not in SILENT else {},
            relevant=draw(truth),
            required=draw(truth) if asked else "",
            required_message=self._maybe() if asked else {},
            constraint=draw(st.sampled_from(["", ". != ''"])) if asked else "",
            constraint_message=self._maybe() if asked else {},
            default="abc" if kind is Kind.TEXT and draw(st.booleans()) else "",
            calculation="1 + 1" if kind is Kind.CALCULATE else "",
            read_only=asked and draw(st.booleans()),
            appearance=draw(st.sampled_from(["", "minimal", "likert"])) if kind is Kind.SELECT_ONE else "",
            choices=draw(st.sampled_from(self.lists)) if kind in CHOOSING else "",
            or_other=kind in {Kind.SELECT_ONE, Kind.SELECT_MULTIPLE} and draw(st.booleans()),
            start="0" if kind is Kind.RANGE else "",
            end="10" if kind is Kind.RANGE else "",
            step="0.5" if kind is Kind.RANGE else "",
        )

    def _maybe(self) -> dict[str, str]:
        return self.draw(st.one_of(st.just({}), self.by_language))

    def _name(self) -> str:
        self.count += 1
        return f"q{self.count}"
