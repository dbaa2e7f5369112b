"""The file for SPSS, read back by another reader."""

from datetime import date
from pathlib import Path
from typing import Any

import pyreadstat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.study import Category, Measure, Study, Variable, VariableKind, exploded
from research.study_files import sav
from tests.research.studies import STUDY, study


def read(made: Study, folder: Path, language: str = "sr") -> tuple[Any, Any]:
    path = folder / "data.sav"
    path.write_bytes(sav.write(made, language))
    return pyreadstat.read_sav(str(path), user_missing=True)


def with_variable(variable: Variable, *answers: Any) -> Study:
    data = exploded([variable], [{variable.name: answer} for answer in answers])
    return study(variables=(*STUDY.variables, variable), data=data, tables=())


def test_values_labels_levels_and_missing_codes_come_back(tmp_path: Path) -> None:
    frame, about = read(STUDY, tmp_path)

    assert frame["trust"].tolist() == [1.0, 5.0, 9.0]
    assert frame["sex"].tolist() == ["m", "f", ""]
    assert frame["day"].tolist()[:2] == [date(2026, 3, 3), date(2026, 3, 2)]
    assert frame["age"].fillna(-1).tolist() == [51.0, 34.0, -1.0]
    assert about.column_names_to_labels["trust"] == "Поверење у социјална предузећа"
    assert about.column_names_to_labels["heard__fair"] == "На сајму – Одакле сте чули"
    assert about.variable_value_labels["trust"][4.0] == "Слажем се"
    assert about.variable_value_labels["sex"] == {"f": "жена", "m": "мушкарац"}
    assert about.variable_value_labels["heard__press"] == {0.0: "није изабрано", 1.0: "изабрано"}
    assert about.missing_ranges == {"trust": [{"lo": 9.0, "hi": 9.0}]}
    assert [about.variable_measure[name] for name in ("trust", "sex", "age")] == [
        "ordinal",
        "nominal",
        "scale",
    ]
    assert about.file_label == "Ставови грађана 2026"


def test_the_file_says_it_was_made_on_the_day_of_publication(tmp_path: Path) -> None:
    assert str(read(STUDY, tmp_path)[1].creation_time) == "2026-06-01 00:00:00"


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=300), st.sampled_from([64, 120, 255]))
def test_a_long_text_is_cut_at_a_letter(text: str, most: int) -> None:
    cut = sav.cut(text, most)

    assert len(cut.encode()) <= most
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))


def test_labels_longer_than_spss_can_hold_end_with_dots(tmp_path: Path) -> None:
    long = "Љ" * 300
    variable = Variable("q", VariableKind.ONE, {"sr": long}, categories=(Category("1", {"sr": long}),))
    _frame, about = read(with_variable(variable, "1"), tmp_path)

    assert about.column_names_to_labels["q"] == f"{'Љ' * 126}…"
    assert about.variable_value_labels["q"][1.0] == f"{'Љ' * 58}…"


@pytest.mark.parametrize(
    ("missing", "ranges"),
    [
        (("97", "98", "99"), [{"lo": 97.0, "hi": 97.0}, {"lo": 98.0, "hi": 98.0}, {"lo": 99.0, "hi": 99.0}]),
        (("96", "97", "98", "99"), [{"lo": 96.0, "hi": 99.0}]),
        (("-1", "97", "98", "99"), None),
    ],
)
@pytest.mark.each
def test_more_than_three_missing_codes_are_a_range_that_holds_no_answer(
    tmp_path: Path, missing: tuple[str, ...], ranges: Any
) -> None:
    codes = ("1", "2", *missing)
    variable = Variable(
        "q", VariableKind.ONE, {}, categories=tuple(Category(code, {}) for code in codes), missing=missing
    )
    assert read(with_variable(variable, "1"), tmp_path)[1].missing_ranges.get("q") == ranges


@pytest.mark.parametrize(
    "kind", [VariableKind.DATE, VariableKind.NUMBER, VariableKind.SEVERAL, VariableKind.ONE]
)
@pytest.mark.each
def test_a_question_that_nobody_answered_is_an_empty_column(tmp_path: Path, kind: VariableKind) -> None:
    variable = Variable("q", kind, {}, categories=(Category("a", {}),), measure=Measure.SCALE)
    frame, _about = read(with_variable(variable, None, None), tmp_path)

    assert [value for value in frame.iloc[:, 0].tolist() if value and value == value] == []  # noqa: PLR0124 -- NaN is not


def test_decimals_are_kept(tmp_path: Path) -> None:
    variable = Variable("q", VariableKind.NUMBER, {}, decimals=2)
    frame, about = read(with_variable(variable, 1.25, 2), tmp_path)

    assert frame["q"].tolist() == [1.25, 2.0]
    assert about.original_variable_types["q"] == "F8.2"
