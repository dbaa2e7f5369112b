"""What somebody can compute who reads all that releases of a survey show, with their files side by side."""

import dataclasses
import io
import zipfile
from collections import Counter
from typing import Any

import pytest
from django.test import Client

from research.errors import SurveyRefused
from research.models import Release, Survey
from research.services import releases
from research.services.plans import suggested
from research.services.weightings import add_weighting
from research.statistics import Design
from research.study import WITHHELD, Shown, Table, from_document
from research.study_files import FORMATS
from research.tabulation import Plan, Scale, Weights, answers_of, plan_of, published, tabulate
from research.tabulation.weighted_shares import EXACT, decimals_of
from tests.research.answered import SECRET, answered, asks, drafted, made_up
from tests.research.surveys import texts

pytestmark = pytest.mark.django_db
VIEWS = Scale(texts("Став", "View"), ("view1", "view2"))


def crossed(**counts: int) -> list[dict[str, Any]]:
    """Return people by sex and whether they heard of it: f_yes=40 and so on."""
    return [
        dict(zip(("sex", "heard"), name.split("_"), strict=True))
        for name, people in counts.items()
        for _each in range(people)
    ]


def planned(survey: Survey, weighting: Any = None, **fields: Any) -> Release:
    release = drafted(survey, weighting=weighting)
    plan = Plan(**plan_of(release.questions, release.plan).__dict__ | fields)
    return releases.change_plan(release=release, plan=plan, weighting=weighting)


def table(release: Release, name: str) -> Table:
    return next(each for each in releases.preview(release).tables if each.name == name)


def shares(found: Table) -> list[float | None]:
    return [cell.percent for line in found.lines for cell in line.cells[:1] if cell is not WITHHELD]


def test_the_weighted_share_does_not_tell_how_many_men_gave_an_answer() -> None:
    # Weights 5/6 and 5/4: 43 people with 37,1 % can only be 40 women and 3 men.
    survey = answered(crossed(f_yes=40, f_no=20, m_yes=3, m_no=37))
    weighting = add_weighting(
        survey=survey, name="П", margins={"sex": {"f": 50, "m": 50}}, source="РЗС, попис 2022."
    )
    release = planned(survey, weighting, questions=("sex", "heard"), crosstabs=(("heard", "sex"),), data=())
    found = table(release, "heard")
    assert [line.cells for line in found.lines] == [(Shown(n=43),), (Shown(n=57),)]
    assert "they would tell of fewer than five people" in " ".join(text["en"] for text in found.method)
    crossed_ = table(release, "heard_by_sex")
    assert {cell.percent for line in crossed_.lines for cell in line.cells if cell is not WITHHELD} == {None}


def test_a_coarser_share_is_shown_where_it_leaves_room_for_four_numbers() -> None:
    people = ["a"] * 597 + ["b"] * 3 + ["a"] * 300 + ["b"] * 100
    assert decimals_of([0.8] * 600 + [1.3] * 400, people, ["a", "b"]) == 0
    assert decimals_of([0.8] * 600 + [1.3] * 400, ["a"] * 590 + ["b"] * 410, ["a", "b"]) == EXACT
    assert decimals_of([1.0] * 1000, people, ["a", "b"]) == EXACT


@pytest.mark.parametrize("decimals", [1, 0])
@pytest.mark.each
def test_every_split_that_shows_the_same_is_found_by_trying(decimals: int) -> None:
    # The same question by brute force: all splits of two answers between two weights.
    for men in (2, 4):
        people, weights = ["a"] * 37 + ["b"] * 23 + ["a"] * men + ["b"] * 30, [0.9] * 60 + [1.2] * (men + 30)
        whole = sum(weights)

        def share(of_men: int, all_of: int = 37 + men, whole: float = whole) -> float:
            return round(((all_of - of_men) * 0.9 + of_men * 1.2) / whole * 100, decimals)

        possible = [each for each in range(men + 31) if share(each) == share(men)]
        is_wide = max(possible) - min(possible) >= 3
        found = decimals_of(weights, people, ["a", "b"])
        assert (found is not None and found >= decimals) == is_wide


def test_rows_that_were_published_do_not_tell_what_a_later_cross_tab_withholds() -> None:
    survey = answered(crossed(f_yes=40, f_no=20, m_yes=3, m_no=37))
    both = ("sex", "heard")
    first = releases.publish(release=planned(survey, questions=both, data=both, quasi_identifiers=("sex",)))
    rows = from_document(first.document or {}).data.rows
    assert min(Counter(rows).values()) == 3
    later = planned(survey, questions=both, crosstabs=(("heard", "sex"),), data=())
    with pytest.raises(SurveyRefused):
        releases.preview(later)
    # Also when they are withdrawn: somebody has a copy.
    releases.withdraw(release=first, reason_sr="Грешка.")
    with pytest.raises(SurveyRefused):
        releases.preview(later)


@pytest.mark.parametrize("number", [5, 7, 11])
@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.each
def test_of_a_handful_of_people_there_are_results_without_a_lonely_gap(number: int, seed: int) -> None:
    # Table itself refuses a withheld cell that can be subtracted.
    definition = asks()
    answers = answers_of(published(definition), made_up(number, seed))
    plan = dataclasses.replace(
        suggested(definition),
        # What is worked out has a list of those answers only that were given.
        questions=tuple(answers.questions),
        crosstabs=(("heard", "sex"), ("view1", "sex"), ("is_young", "heard")),
        scales=(VIEWS,),
    )
    found = tabulate(
        definition, answers, plan, design=Design(is_probability_sample=False), weights=Weights(), label={}
    )
    for each in found.tables:
        lone = [line for line in each.lines if line.cells[:1] == (WITHHELD,)]
        assert len(lone) != 1 or not each.is_whole or each.heads[0].base is WITHHELD


def test_fewer_than_five_answers_are_not_published() -> None:
    with pytest.raises(SurveyRefused):
        releases.publish(release=drafted(answered(made_up(4))))


@pytest.mark.parametrize("number", [7, 40])
@pytest.mark.each
def test_a_small_survey_has_a_page_and_all_files_without_free_texts(number: int, client: Client) -> None:
    survey = answered(made_up(number))
    release = releases.publish(
        release=planned(survey, crosstabs=(("heard", "sex"), ("view1", "heard")), scales=(VIEWS,))
    )
    for language in ("sr", "sr-latn", "en"):
        answer = client.get(f"/{language}/research/results/{survey.slug}/{release.number}/")
        assert (answer.status_code, SECRET in answer.content.decode()) == (200, False)
        for form in FORMATS:
            try:
                made = bytes(releases.file_of(release=release, kind=form.code, language=language).content)
            except SurveyRefused:
                assert form.has_data
                continue
            assert SECRET.encode() not in unpacked(made)


def unpacked(content: bytes) -> bytes:
    """Return all that a file holds, of archives what is in them."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())
