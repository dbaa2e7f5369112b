"""The drawing of a plan: readable on a phone, told to a screen reader, the same few queries for any fair."""

import re
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from center.models import User
from events.ground import row_of
from events.plan_table import Size, StandRow
from events.plans import Exhibitor, drawn, drawn_rows
from tests.events.fair_plans import ROW, SQUARE, STAGE, make_plan

HONEY = Exhibitor("Мед са брда", "Мед и свеће", "/sr/enterprises/med/")


def rows(count: int, size: int = 300) -> list[StandRow]:
    """Return so many stands, twenty in a row."""
    return [
        StandRow(str(20 * line + place + 1), spot.x, spot.y, spot.width, spot.height)
        for line in range(-(-count // 20))
        for place, (_number, spot) in enumerate(
            row_of(count=20, width=size, height=size, x=100, y=100 + line * 2 * size, gap=20, first="1")
        )
    ][:count]


def test_a_stand_leads_to_its_row_and_names_who_is_there() -> None:
    numbered = [replace(row, pk=number) for number, row in enumerate(ROW)]
    with translation.override("en"):
        drawing = drawn_rows(SQUARE, numbered, [STAGE], {6: HONEY})
        html = render_to_string("events/parts/plan_drawing.html", {"drawing": drawing})
    assert re.findall(r'<a class="fair-stand" href="(.*?)" data-row=".*?" aria-label="(.*?)">', html) == [
        ("#stand-7", "Stand 7: Мед са брда")
    ]
    assert html.count('role="img" aria-label="Stand') == 6
    assert "30 by 20 m. Stands: 7, taken: 1." in html


def test_numbers_are_readable_on_a_phone_without_pushing_where_the_stands_are_large_enough() -> None:
    assert drawn_rows(SQUARE, ROW, [], {}).step == 1
    large = Size(10_000, 6_000)
    assert [drawn_rows(large, rows(60, size), [], {}).step for size in (300, 150)] == [3, 6]


def test_lengths_are_written_with_points_in_every_language() -> None:
    drawing = drawn_rows(SQUARE, [replace(ROW[0], width=255)], [STAGE], {})
    with translation.override("sr"):
        html = render_to_string("events/parts/plan_drawing.html", {"drawing": drawing})
    assert not re.search(r'(?:x|y|width|height|font-size)="\d+,\d', html)
    assert 'x="227.5"' in html


def test_what_people_typed_is_escaped() -> None:
    row = replace(ROW[0], pk=1)
    drawing = drawn_rows(SQUARE, [row], [replace(STAGE, label_sr="<b>")], {1: Exhibitor('"><script>')})
    html = render_to_string("events/parts/plan.html", {"drawing": drawing})
    assert "<script>" not in html
    assert "<b>" not in html


def test_the_legend_names_each_kind_once() -> None:
    things = [STAGE, replace(STAGE, kind="tree"), replace(STAGE, kind="tree", x=0)]
    with translation.override("en"):
        drawing = drawn_rows(SQUARE, [], things, {})
        assert [thing.name for thing in drawing.legend] == ["Stage", "Tree"]


@pytest.mark.django_db
def test_two_hundred_stands_take_two_queries(
    coordinator: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = make_plan(coordinator, size=Size(10_000, 10_000), stands=rows(200))
    everybody = {stand.pk: HONEY for stand in plan.stands.all()}
    with django_assert_num_queries(2):
        drawing = drawn(plan, everybody)
    assert len(drawing.stands) == 200
    assert [stand.number for stand in drawing.stands[:3]] == ["1", "2", "3"]
