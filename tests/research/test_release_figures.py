"""The figures of a release, computed a second time by other means from the stored answers."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from django.utils import timezone
from scipy import optimize, stats

from center.choices import Role
from research.choices import Mode, Population, SampleMethod
from research.definition import Kind
from research.demo_data import citizens, results
from research.models import Release, Response, Sample, SpentInvitation, Survey
from research.services import releases
from research.services.surveys import close_survey
from research.study import WITHHELD, Study, Table, from_document
from research.tabulation import Plan, plan_of
from tests.research.surveys import definition, make_invitation, make_survey, question

pytestmark = pytest.mark.django_db
MARGINS = {"age": {"1": 17, "2": 25, "3": 26, "4": 32}, "sex": {"f": 51, "m": 47, "x": 2}}
VIEWS = ["useful", "quality", "price", "city", "work", "trust"]


def study_of(release: Release) -> Study:
    return from_document(release.document or {})


def by_name(study: Study, name: str) -> Table:
    return next(each for each in study.tables if each.name == name)


def figure(found: Table, code: str, column: int = 0, what: str = "percent") -> Any:
    line = next(each for each in found.lines if each.code == code)
    cell = line.cells[column]
    return WITHHELD if cell is WITHHELD else getattr(cell, what)


def answers_in(survey: Survey) -> pd.DataFrame:
    rows = Response.objects.filter(survey=survey).values_list("answers", flat=True)
    return pd.DataFrame(list(rows))


def raked(people: pd.DataFrame) -> pd.Series:
    """Multiply by what is wanted over what is there, by turns, until nothing changes (Deming and Stephan 1940)."""
    told = people.dropna(subset=list(MARGINS))
    weights = pd.Series(1.0, index=told.index)
    for _turn in range(500):
        for name, wanted in MARGINS.items():
            there = weights.groupby(told[name]).sum() / weights.sum() * 100
            weights *= told[name].map(pd.Series(wanted) / there)
    weights *= len(told) / weights.sum()
    assert weights.between(0.3, 3).all()
    return weights.reindex(people.index, fill_value=1.0)


@pytest.fixture
def demo(make_user: Any) -> tuple[Study, pd.DataFrame]:
    by = make_user(Role.RESEARCHER)
    survey = citizens.load(by, timezone.now())
    found = answers_in(survey)
    found["w"] = raked(found)
    published = survey.releases.filter(state="published").first() or results.load(survey, by)
    return study_of(published), found


def test_shares_of_the_demo_are_those_of_pandas(demo: tuple[Study, pd.DataFrame]) -> None:
    study, people = demo
    compared = 0
    for name in ("age", "place", "school", "heard", "bought", *VIEWS):
        found = by_name(study, name)
        answered = people[people[name].notna()]
        counts = answered[name].value_counts()
        weighted = answered.groupby(name).w.sum() / answered.w.sum() * 100
        assert (found.heads[0].base, found.missing) == (len(answered), len(people) - len(answered))
        for code in counts.index:
            if figure(found, code) is WITHHELD:
                continue
            assert figure(found, code, what="n") == counts[code]
            assert figure(found, code) == pytest.approx(weighted[code], abs=0.0501)
            assert figure(found, code, what="low") is None
            compared += 1
    assert compared >= 30


@pytest.mark.long
def test_the_shares_of_a_question_add_up(demo: tuple[Study, pd.DataFrame]) -> None:
    for found in demo[0].tables:
        cells = [line.cells[0] for line in found.lines]
        if found.is_whole and found.kind == "frequency" and not found.has_withheld:
            total = sum(cell.percent or 0 for cell in cells if cell is not WITHHELD)
            assert total == pytest.approx(100, abs=0.05 * len(cells) + 1e-9)


@pytest.mark.long
def test_several_answers_of_the_demo_are_those_of_pandas(demo: tuple[Study, pd.DataFrame]) -> None:
    study, people = demo
    found = by_name(study, "where")
    asked = people[people["where"].map(lambda value: isinstance(value, list))]
    long = asked.explode("where")
    for code, count in long["where"].value_counts().items():
        assert figure(found, code, what="n") == count
        chosen = long[long["where"] == code].w.sum()
        assert figure(found, code) == pytest.approx(chosen / asked.w.sum() * 100, abs=0.0501)
        assert figure(found, code, 1) == pytest.approx(chosen / long.w.sum() * 100, abs=0.0501)


@pytest.mark.long
def test_means_of_the_demo_are_those_of_numpy(demo: tuple[Study, pd.DataFrame]) -> None:
    study, people = demo
    for name in ("spent", "recommend"):
        found, told = by_name(study, name), people[people[name].notna()]
        values, weights = told[name].astype(float), told.w
        mean = np.average(values, weights=weights)
        assert found.heads[0].base == len(told)
        assert figure(found, "mean", what="value") == pytest.approx(mean, abs=0.0051)
        spread = np.sqrt(np.cov(values, aweights=weights))
        assert figure(found, "sd", what="value") == pytest.approx(spread, rel=0.01)


@pytest.mark.long
def test_the_cross_tab_of_the_demo_is_that_of_pandas(demo: tuple[Study, pd.DataFrame]) -> None:
    study, people = demo
    found = by_name(study, "trust_by_heard")
    weighted = pd.crosstab(people.trust, people.heard, values=people.w, aggfunc="sum").fillna(0)
    counts = pd.crosstab(people.trust, people.heard)
    compared = 0
    for place, head in enumerate(found.heads[:-1]):
        assert head.base in (counts[head.code].sum(), WITHHELD)
        for code in weighted.index:
            if figure(found, code, place) not in (WITHHELD, None):
                share = weighted[head.code][code] / weighted[head.code].sum() * 100
                assert figure(found, code, place) == pytest.approx(share, abs=0.0501)
                assert figure(found, code, place, "n") == counts[head.code][code]
                compared += 1
    assert compared >= 6
    heard = by_name(study, "heard_by_age")
    table = pd.crosstab(people.heard, people.age, values=people.w, aggfunc="sum").to_numpy()
    square = stats.chi2_contingency(table, correction=False).statistic
    told = {each.code: each.value for each in heard.statistics}
    # An open link: strength, no test.
    if told:
        assert told == {"cramers_v": pytest.approx(np.sqrt(square / table.sum() / 2), abs=0.0006)}


@pytest.mark.long
def test_alpha_and_the_design_of_the_demo_are_right(demo: tuple[Study, pd.DataFrame]) -> None:
    study, people = demo
    items = people[VIEWS].dropna().astype(float)
    items["work"] = 6 - items.work
    weights = people.w[items.index]
    total = items.sum(axis=1)
    parts = sum(float(np.cov(items[name], aweights=weights)) for name in VIEWS)
    alpha = 6 / 5 * (1 - parts / float(np.cov(total, aweights=weights)))
    found = by_name(study, "scale_1")
    assert found.statistics[0].value == pytest.approx(alpha, abs=0.0051)
    assert found.heads[0].base == len(items)
    effective = people.w.sum() ** 2 / (people.w**2).sum()
    assert study.design.effective_n == pytest.approx(effective, abs=0.051)
    assert study.design.design_effect == pytest.approx(len(people) / effective, abs=0.00051)
    assert (study.design.answered, study.design.response_rate) == (400, None)


@pytest.mark.long
def test_nothing_of_an_open_link_has_an_interval_or_a_p(demo: tuple[Study, pd.DataFrame]) -> None:
    for found in demo[0].tables:
        assert not {"p", "chi_square", "f", "fisher_p", "df"} & {each.code for each in found.statistics}
        for line in found.lines:
            for cell in line.cells:
                assert cell is WITHHELD or (cell.low, cell.high, cell.residual) == (None, None, None)


# A sample of 90 out of a frame of 150 was invited; 60 answered.
PEOPLE = [
    *[{"sells": "yes", "view1": str(code), "staff": size} for code in (4, 5) for size in range(1, 16)],
    *[{"sells": "yes", "view1": "2", "staff": 9}] * 10,
    *[{"sells": "no", "view1": "2", "staff": 3}] * 10,
    *[{"sells": "no", "view1": "5", "staff": 7}] * 10,
]
FRAME, INVITED = 150, 90


@pytest.fixture
def sample() -> Study:
    asks = definition(
        question(Kind.SELECT_ONE, "sells", choices="yes_no"),
        question(Kind.SELECT_ONE, "view1", choices="agree"),
        question(Kind.INTEGER, "staff"),
    )
    survey = make_survey(
        Mode.CODE,
        asks=asks,
        population=Population.ENTERPRISES,
        is_anonymous=True,
        population_size=FRAME,
        is_open=True,
    )
    Sample.objects.create(
        survey=survey,
        method=SampleMethod.RANDOM,
        seed="1",
        frame_on=timezone.localdate(),
        frame_size=FRAME,
        strata=[{"key": "", "label_sr": "", "population": FRAME, "drawn": INVITED}],
    )
    for number in range(INVITED):
        invitation, _code = make_invitation(survey, Mode.CODE)
        if number < len(PEOPLE):
            SpentInvitation.objects.create(invitation=invitation)
    Response.objects.bulk_create(
        Response(
            survey=survey,
            is_anonymous=True,
            mode=Mode.CODE,
            language="sr",
            day=timezone.localdate(),
            answers=row,
        )
        for row in PEOPLE
    )
    closed = close_survey(survey=Survey.objects.get(pk=survey.pk))
    draft = releases.draft(survey=closed, title_sr="Предузећа", title_en="Enterprises")
    plan = plan_of(draft.questions, draft.plan).__dict__ | {"crosstabs": (("view1", "sells"),), "data": ()}
    return study_of(releases.publish(release=releases.change_plan(release=draft, plan=Plan(**plan))))


def score_limits(share: float, n: int) -> list[float]:
    """Return those shares of the frame that are 1.96 standard errors away, drawn without replacement."""

    def distance(true: float) -> float:
        error = np.sqrt(true * (1 - true) / n * (FRAME - n) / (FRAME - 1))
        return float(abs(share - true) - stats.norm.ppf(0.975) * error)

    return [optimize.brentq(distance, 1e-9, share), optimize.brentq(distance, share, 1 - 1e-9)]


def test_intervals_of_a_sample_shrink_by_the_frame(sample: Study) -> None:
    found = by_name(sample, "sells")
    low, high = score_limits(40 / 60, 60)
    assert figure(found, "yes") == 66.7
    assert figure(found, "yes", what="low") == pytest.approx(low * 100, abs=0.0501)
    assert figure(found, "yes", what="high") == pytest.approx(high * 100, abs=0.0501)
    assert (sample.design.invited, sample.design.response_rate) == (90, 66.7)
    staff = pd.Series([row["staff"] for row in PEOPLE], dtype=float)
    half = stats.t.ppf(0.975, 59) * staff.std() / np.sqrt(60) * np.sqrt(1 - 60 / FRAME)
    numbers = by_name(sample, "staff")
    assert figure(numbers, "mean", what="value") == pytest.approx(staff.mean(), abs=0.0051)
    assert figure(numbers, "mean", what="low") == pytest.approx(staff.mean() - half, abs=0.0051)
    assert figure(numbers, "mean", what="high") == pytest.approx(staff.mean() + half, abs=0.0051)


def test_the_test_and_the_residuals_of_a_sample_are_those_of_scipy(sample: Study) -> None:
    found = by_name(sample, "view1_by_sells")
    people = pd.DataFrame(PEOPLE)
    table = pd.crosstab(people.view1, people.sells)
    test = stats.chi2_contingency(table, correction=False)
    told = {each.code: each.value for each in found.statistics}
    assert told["chi_square"] == pytest.approx(test.statistic, abs=0.00051)
    assert told["p"] == pytest.approx(test.pvalue, abs=0.000051)
    assert told["cramers_v"] == pytest.approx(
        stats.contingency.association(table, method="cramer", correction=False), abs=0.00051
    )
    expected, n = test.expected_freq, 60
    for place, head in enumerate(found.heads[:-1]):
        for line, code in enumerate(table.index):
            column = list(table.columns).index(head.code)
            row, across = table.loc[code].sum() / n, table[head.code].sum() / n
            residual = (table[head.code][code] - expected[line, column]) / np.sqrt(
                expected[line, column] * (1 - row) * (1 - across)
            )
            assert figure(found, code, place, "residual") == pytest.approx(residual, abs=0.0051)
