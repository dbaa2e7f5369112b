"""Bars and diverging bars: what is drawn, what is said, and that it is read everywhere."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from research.charts.bars import Bar, BarChart, bar_chart
from research.charts.diverging import DivergingChart, Item, diverging_chart
from research.charts.of_tables import bars_of, diverging_by_head, diverging_of
from research.charts.wrapping import MOST_LETTERS, wrapped
from research.study import Head, Line, Measure, Shown, Table, TableKind
from tests.research.studies import BY_SEX, SUPPORT, TRUST

SVG = "{http://www.w3.org/2000/svg}"
CSS = Path(__file__).parents[2] / "static/research/charts.css"
FIVE = ("никако", "мало", "ни да ни не", "доста", "веома")


def drawn(chart: BarChart | DivergingChart) -> str:
    name = "bars" if isinstance(chart, BarChart) else "diverging"
    return render_to_string(f"research/charts/{name}.html", {"chart": chart})


def picture(chart: BarChart | DivergingChart) -> ET.Element:
    """Return the picture as a program reads it; the legend below it is left out."""
    html = drawn(chart)
    svg = html[: html.rindex("</svg>", 0, html.find("<ul") if "<ul" in html else None) + len("</svg>")]
    return ET.fromstring(svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1))  # noqa: S314 -- ours


def texts(chart: BarChart | DivergingChart) -> list[str]:
    return ["".join(each.itertext()) for each in picture(chart).iter(f"{SVG}text")]


def likert(*items: Item) -> DivergingChart:
    return diverging_chart(name="c", title="Слагање", answers=FIVE, items=items)


@given(st.text(st.sampled_from("абвгд  -"), max_size=200))
def test_a_label_keeps_its_words_and_no_line_is_too_long(text: str) -> None:
    lines = wrapped(text)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert [line for line in lines if len(line) > MOST_LETTERS] == []


def test_words_are_not_cut_where_they_fit() -> None:
    assert wrapped("Радије бих купио производ социјалног предузећа", 20) == (
        "Радије бих купио",
        "производ социјалног",
        "предузећа",
    )


def test_a_bar_is_as_long_as_its_share_and_says_it_in_the_language_of_the_page() -> None:
    with override("sr"):
        chart = bar_chart(name="c", title="Чули", items=[Bar("Да", 43.2, 38.4, 48.1), Bar("Не", 56.8)])

        assert [(bar.width, bar.text) for bar in chart.bars] == [("43.2%", "43,2%"), ("56.8%", "56,8%")]
        assert texts(chart) == ["Да", "43,2%", "Не", "56,8%"]
        assert chart.summary == "Да: 43,2% (38,4%–48,1%); Не: 56,8%."


def test_a_withheld_share_has_no_length_whatever_it_was() -> None:
    with override("en"):
        chart = bars_of(TRUST, "en")

    assert chart is not None
    assert [(bar.width, bar.text) for bar in chart.bars] == [
        ("", "not shown"),
        ("", "not shown"),
        ("22.2%", "22.2%"),
        ("43.2%", "43.2%"),
        ("32.8%", "32.8%"),
    ]
    assert "Don't know" not in chart.summary


def test_labels_above_one_another_never_touch() -> None:
    long = "Радије бих купио производ социјалног предузећа него производ велике компаније"
    chart = bar_chart(name="c", title="t", items=[Bar(long, 10), Bar(long, 20)])
    tops = [float(each.y.removesuffix("em")) for bar in chart.bars for each in bar.words]

    assert len(tops) == 6
    assert min(after - before for before, after in pairwise(tops)) > 1.29
    assert float(chart.bars[0].top.removesuffix("em")) < tops[3] - 0.95


def test_the_neutral_answer_stands_on_the_middle_line() -> None:
    chart = likert(Item("а", (10, 20, 40, 20, 10)), Item("б", (5, 5, 10, 20, 60)))

    assert chart.middle == "37.04%"
    assert [item.parts[2].middle for item in chart.items] == ["37.04%", "37.04%"]
    assert [(item.x, item.width) for item in chart.items] == [("0%", "74.07%"), ("25.93%", "74.07%")]


def test_with_an_even_number_of_answers_the_line_parts_the_sides() -> None:
    chart = diverging_chart(name="c", title="t", answers=FIVE[:4], items=[Item("а", (10, 20, 30, 40))])

    assert (chart.middle, chart.items[0].parts[2].x) == ("30%", "30%")
    assert [mark.tone for mark in chart.legend] == [1, 2, 6, 7]


def test_an_item_with_a_withheld_share_is_named_and_not_drawn() -> None:
    with override("en"):
        chart = likert(Item("Hidden", (None, None, 20, 30, 40)), Item("Open", (10, 20, 40, 20, 10)))

        assert [len(item.parts) for item in chart.items] == [0, 5]
        assert "Hidden: not shown: too few answers." in chart.summary
        assert not {"20", "30", "40"} & set(texts(likert(Item("Hidden", (None, None, 20, 30, 40)))))


def test_only_withheld_items_make_a_chart_without_bars() -> None:
    assert likert(Item("а", (None,) * 5)).middle == "50%"


def test_a_share_of_nothing_draws_nothing() -> None:
    assert [part.tone for part in likert(Item("а", (0, 0, 0, 0, 100))).items[0].parts] == [7]


@pytest.mark.parametrize("answers", [1, 8])
def test_a_scale_without_colours_of_its_own_is_refused(answers: int) -> None:
    with pytest.raises(ValueError, match="scale"):
        diverging_chart(name="c", title="t", answers=("a",) * answers, items=())


_PERCENTS = st.lists(st.integers(0, 100), min_size=5, max_size=5).filter(any)


@given(st.lists(_PERCENTS, min_size=1, max_size=5))
def test_every_part_lies_inside_the_picture_beside_the_one_before(counts: list[list[int]]) -> None:
    items = [Item("а", tuple(100 * each / sum(row) for each in row)) for row in counts]
    for item in likert(*items).items:
        at = float(item.x.removesuffix("%"))
        for part in item.parts:
            assert abs(float(part.x.removesuffix("%")) - at) <= 0.02
            at = float(part.x.removesuffix("%")) + float(part.width.removesuffix("%"))
        assert -0.02 <= float(item.x.removesuffix("%")) <= at <= 100.05


def test_questions_on_one_scale_share_a_chart_and_others_do_not() -> None:
    lines = tuple(
        Line(category.code, category.label, (Shown(n=20, percent=20.0),)) for category in SUPPORT[:5]
    )
    first = replace(TRUST, lines=lines)
    second = replace(first, name="other", title={"sr": "Друго", "en": "Other"})
    chart = diverging_of([first, second], "en", title="Attitudes")

    assert chart is not None
    assert [item.words[0].text for item in chart.items] == ["Trust in social enterprises", "Other"]
    assert [mark.text for mark in chart.legend][::4] == ["Strongly disagree", "Strongly agree"]
    assert diverging_of([first, replace(second, lines=lines[:4])], "en") is None
    assert diverging_of([first, replace(second, measure=Measure.NOMINAL)], "en") is None
    assert diverging_of([], "en") is None


def test_waves_of_one_question_stand_below_one_another() -> None:
    cells = tuple(Shown(percent=percent) for percent in (50.0, 25.0))
    waves = Table(
        "w",
        TableKind.WAVES,
        {"sr": "Поверење", "en": "Trust"},
        (Head("1", {"sr": "2024"}), Head("2", {"sr": "2026"}), Head("diff", {"sr": "Разлика"})),
        (
            Line("no", {"sr": "не"}, (*cells, Shown(value=-25.0))),
            Line("yes", {"sr": "да"}, (*cells[::-1], Shown(value=25.0))),
        ),
        measure=Measure.ORDINAL,
    )
    chart = diverging_by_head(waves, "sr")

    assert chart is not None
    assert [item.words[0].text for item in chart.items] == ["2024", "2026"]


def test_a_table_of_means_has_no_bars() -> None:
    mean = Table("m", TableKind.SUMMARY, {}, (Head("all", {}),), (Line("mean", {}, (Shown(value=3.4),)),))

    assert (bars_of(mean, "sr"), diverging_by_head(BY_SEX, "sr")) == (None, None)


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_a_picture_has_a_name_a_description_and_nothing_that_a_strict_policy_forbids(language: str) -> None:
    bars = bars_of(TRUST, language)
    assert bars is not None
    with override(language):
        for chart in (bars, likert(Item("а & <б>", (10, 20, 40, 20, 10)))):
            svg = picture(chart)
            ids = [each.attrib["id"] for each in svg.iter() if "id" in each.attrib]

            assert (svg.attrib["role"], len(ids)) == ("img", len(set(ids)))
            assert svg.attrib["aria-labelledby"] == svg[0].attrib["id"]
            assert svg.attrib["aria-describedby"] == svg[1].attrib["id"]
            assert [svg[0].text, svg[1].text] == [chart.title, chart.summary]
            assert re.findall(r"style=|<script|\son\w+=|href=", drawn(chart)) == []


def _declared(css: str) -> dict[str, str]:
    return dict(re.findall(r"--((?:on-)?tone-\d): (#[0-9a-f]+)", css))


def _light(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_numbers_on_every_colour_of_the_scale_can_be_read_by_day_and_by_night() -> None:
    """WCAG 2.2, 1.4.3: at least 4.5."""
    day, night = CSS.read_text().split("@media", 1)
    for colours in (_declared(day), _declared(night)):
        pairs = [
            (_light(colours[f"tone-{tone}"]), _light(colours[f"on-tone-{tone}"])) for tone in range(1, 8)
        ]
        assert [
            tone for tone, pair in enumerate(pairs, 1) if (max(pair) + 0.05) / (min(pair) + 0.05) < 4.5
        ] == []
