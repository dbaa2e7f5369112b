"""From answers to published results: what is shown, once, frozen, and withdrawn for good."""

from collections import Counter
from dataclasses import replace
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.utils import timezone
from django.utils.translation import override

from research.choices import Mode, ReleaseState
from research.definition import Choice, Kind
from research.errors import SurveyRefused
from research.models import Release, ReleaseFile, Response
from research.services import releases
from research.services.surveys import reopen_survey
from research.services.weightings import add_weighting, change_weighting
from research.study import WITHHELD, Shown, Table, from_document
from research.study_files import FORMATS
from research.tabulation import Plan, Scale, plan_of
from tests.research.answered import SECRET, answered, drafted, made_up
from tests.research.surveys import definition, question, texts

pytestmark = pytest.mark.django_db


def table(release: Release, name: str) -> Table:
    return next(each for each in releases.preview(release).tables if each.name == name)


def cells(found: Table, column: int = 0) -> dict[str, Any]:
    return {line.code: line.cells[column] for line in found.lines}


def planned(release: Release, **fields: Any) -> Release:
    values = plan_of(release.questions, release.plan).__dict__ | fields
    return releases.change_plan(release=release, plan=Plan(**values), weighting=release.weighting)


def test_a_question_with_one_answer_is_counted_with_its_shares() -> None:
    rows = [{"heard": "yes"}] * 12 + [{"heard": "no"}] * 8 + [{"heard": None}] * 5 + [{}] * 6
    asks = definition(question(Kind.SELECT_ONE, "heard", choices="yes_no"))
    found = table(drafted(answered(rows, definition=asks)), "heard")
    assert cells(found) == {"yes": Shown(n=12, percent=60.0), "no": Shown(n=8, percent=40.0)}
    # Six were not asked: they are neither in the base nor among those who left it open.
    assert (found.heads[0].base, found.missing) == (20, 5)
    assert found.sentence == {"sr": "Најчешћи одговор: „Да“ (60,0%).", "en": "Most often: “Yes” (60.0%)."}


def test_dont_know_counts_as_no_answer() -> None:
    asks = definition(question(Kind.SELECT_ONE, "q", choices="known"))
    lists = {**asks.choices, "known": (*asks.choices["yes_no"], Choice("99", texts("Не знам", "Don't know")))}
    rows = [{"q": "yes"}] * 10 + [{"q": "no"}] * 10 + [{"q": "99"}] * 7
    plain = replace(asks, choices=lists)
    assert set(cells(table(drafted(answered(rows, definition=plain)), "q"))) == {"yes", "no", "99"}
    numbered = replace(
        asks,
        choices={
            "known": tuple(Choice(code, texts(code)) for code in ("1", "2", "99")),
        },
    )
    rows = [{"q": "1"}] * 10 + [{"q": "2"}] * 10 + [{"q": "99"}] * 7
    found = table(drafted(answered(rows, definition=numbered)), "q")
    assert cells(found) == {"1": Shown(n=10, percent=50.0), "2": Shown(n=10, percent=50.0)}
    assert found.missing == 7


def test_several_answers_have_shares_of_people_and_of_answers() -> None:
    rows = [{"where": ["tv", "net"]}] * 10 + [{"where": ["net"]}] * 10 + [{"where": None}] * 5
    asks = definition(question(Kind.SELECT_MULTIPLE, "where", choices="media"))
    found = table(drafted(answered(rows, definition=asks)), "where")
    assert cells(found) == {
        "tv": Shown(n=10, percent=50.0),
        "net": Shown(n=20, percent=100.0),
        "press": Shown(n=0, percent=0.0),
    }
    assert cells(found, 1)["net"] == Shown(percent=66.7)
    assert (found.heads[0].base, found.missing) == (20, 5)


def test_numbers_are_summed_up_without_single_people() -> None:
    rows = [{"age": age} for age in (20, 30, 40, 50) for _each in range(10)]
    asks = definition(question(Kind.INTEGER, "age"))
    found = cells(table(drafted(answered(rows, definition=asks)), "age"))
    assert found["mean"] == Shown(value=35.0)
    assert found["median"] == Shown(value=35.0)
    assert (found["min"], found["max"]) == (Shown(value=20.0), Shown(value=50.0))
    lonely = [*rows, {"age": 99}]
    found = cells(table(drafted(answered(lonely, definition=asks)), "age"))
    assert found["max"] is WITHHELD


def test_an_order_has_first_places_and_mean_places() -> None:
    rows = [{"o": ["tv", "net"]}] * 10 + [{"o": ["net", "tv"]}] * 5
    asks = definition(question(Kind.RANK, "o", choices="media"))
    found = table(drafted(answered(rows, definition=asks)), "o")
    assert cells(found)["tv"] == Shown(n=10, percent=66.7)
    assert cells(found, 1)["tv"] == Shown(n=15, value=1.33)


def test_a_small_answer_is_withheld_with_a_second_one() -> None:
    rows = [{"q": "1"}] * 3 + [{"q": "2"}] * 9 + [{"q": "3"}] * 40
    asks = definition(question(Kind.SELECT_ONE, "q", choices="agree"))
    found = table(drafted(answered(rows, definition=asks)), "q")
    assert cells(found) == {
        "1": WITHHELD,
        "2": WITHHELD,
        "3": Shown(n=40, percent=76.9),
        "4": Shown(n=0, percent=0.0),
        "5": Shown(n=0, percent=0.0),
    }
    assert found.heads[0].base == 52
    # The answer that was given most often could be read out of a sentence.
    assert found.sentence == {}


def test_a_cross_tab_has_the_shares_of_each_group() -> None:
    rows = [
        {"sex": sex, "heard": heard}
        for sex, heard, times in (("f", "yes", 30), ("f", "no", 10), ("m", "yes", 20), ("m", "no", 20))
        for _each in range(times)
    ]
    survey = answered(rows)
    release = planned(drafted(survey), questions=("sex", "heard"), crosstabs=(("heard", "sex"),), data=())
    found = table(release, "heard_by_sex")
    assert [head.base for head in found.heads] == [40, 40, 80]
    assert [line.cells for line in found.lines] == [
        (Shown(n=30, percent=75.0), Shown(n=20, percent=50.0), Shown(n=50, percent=62.5)),
        (Shown(n=10, percent=25.0), Shown(n=20, percent=50.0), Shown(n=30, percent=37.5)),
    ]
    # chi² = 80 (30·20 − 10·20)² / (40·40·50·30) = 16/3, V = √(16/3 / 80); an open link has no test.
    assert {each.code: each.value for each in found.statistics} == {"cramers_v": 0.258}
    words = " ".join(sentence["en"] for sentence in found.method)
    assert "those who answered were not drawn by chance" in words


def test_a_scale_has_alpha_and_turned_items() -> None:
    # Perfectly against one another; turned they are one thing.
    rows = [{"view1": str(code), "view2": str(6 - code)} for code in (1, 2, 3, 4, 5) for _each in range(10)]
    survey = answered(rows)
    scale = Scale(texts("Став", "View"), ("view1", "view2"), frozenset({"view2"}))
    release = planned(drafted(survey), questions=("view1", "view2"), scales=(scale,), data=())
    found = table(release, "scale_1")
    assert found.statistics[0].value == 1.0
    assert [line.cells[0] for line in found.lines] == [Shown(value=1.0), Shown(value=1.0)]
    assert found.heads[0].base == 50


def test_weights_make_the_sexes_as_they_are_in_the_population() -> None:
    rows = [{"sex": "f", "heard": "yes"}] * 60 + [{"sex": "m", "heard": "no"}] * 40
    survey = answered(rows)
    weighting = add_weighting(
        survey=survey, name="Попис", margins={"sex": {"f": 50, "m": 50}}, source="РЗС, попис 2022."
    )
    release = planned(drafted(survey, weighting=weighting), questions=("sex", "heard"), data=())
    study = releases.preview(release)
    found = cells(next(each for each in study.tables if each.name == "heard"))
    assert found == {"yes": Shown(n=60, percent=50.0), "no": Shown(n=40, percent=50.0)}
    # Weights 5/6 and 5/4: effective n = 100² / (60·25/36 + 40·25/16) = 96.
    assert (study.design.effective_n, study.design.design_effect) == (96.0, 1.042)


def test_margins_are_refused_with_a_sentence_for_each_mistake() -> None:
    survey = answered(made_up(10))
    with pytest.raises(ValidationError) as refused, override("en"):
        add_weighting(
            survey=survey,
            name="x",
            margins={"sex": {"f": 50, "x": 30}, "heard": {"yes": 30, "no": 30}, "what": {"a": 100}},
            source="РЗС",
        )
    assert len(refused.value.message_dict["margins"]) == 4


def test_a_weighting_of_published_results_stays() -> None:
    survey = answered(made_up(60))
    weighting = add_weighting(survey=survey, name="П", margins={"sex": {"f": 52, "m": 48}}, source="РЗС")
    releases.publish(release=drafted(survey, weighting=weighting))
    with pytest.raises(SurveyRefused):
        change_weighting(
            weighting=weighting,
            name="П",
            margins={"sex": {"f": 50, "m": 50}},
            source="РЗС",
            lowest=0.3,
            highest=3,
        )


def test_results_are_frozen_in_one_step_and_get_the_next_number() -> None:
    survey = answered(made_up(80))
    first, second = drafted(survey), drafted(survey)
    published = releases.publish(release=second)
    assert (published.state, published.number) == (ReleaseState.PUBLISHED, 2)
    # The one that was begun earlier comes out later, so it is the newer one.
    assert releases.publish(release=first).number == 3
    with pytest.raises(SurveyRefused):
        releases.publish(release=second)
    with pytest.raises(SurveyRefused):
        planned(Release.objects.get(pk=second.pk), questions=("sex",))


def test_what_is_published_is_what_the_preview_showed() -> None:
    release = planned(drafted(answered(made_up(120))), crosstabs=(("heard", "sex"),))
    before = releases.preview(release)
    assert from_document(releases.publish(release=release).document or {}) == before


def test_a_running_survey_publishes_nothing() -> None:
    release = drafted(answered(made_up(30), closed=False))
    with pytest.raises(SurveyRefused):
        releases.publish(release=release)


def test_free_texts_and_what_is_made_of_them_are_nowhere() -> None:
    release = releases.publish(release=drafted(answered(made_up(120))))
    assert SECRET not in str(release.document)
    assert not {"what", "leak", "where_other"} & set(release.questions)
    with pytest.raises(SurveyRefused):
        releases.change_plan(release=drafted(release.survey), plan=Plan(questions=("what",)))
    for form in FORMATS:
        made = releases.file_of(release=release, kind=form.code, language="sr")
        assert SECRET.encode() not in bytes(made.content)


def test_withdrawing_empties_document_and_files() -> None:
    release = releases.publish(release=drafted(answered(made_up(80))))
    releases.file_of(release=release, kind="tables", language="sr")
    with pytest.raises(SurveyRefused):
        releases.withdraw(release=release, reason_sr=" ")
    gone = releases.withdraw(release=release, reason_sr="Погрешан упитник.")
    assert (gone.state, gone.document, ReleaseFile.objects.count()) == (ReleaseState.WITHDRAWN, None, 0)
    with pytest.raises(SurveyRefused):
        releases.file_of(release=release, kind="tables", language="sr")


def test_a_file_is_made_once() -> None:
    release = releases.publish(release=drafted(answered(made_up(80))))
    first = releases.file_of(release=release, kind="tables", language="en")
    assert releases.file_of(release=release, kind="tables", language="en").pk == first.pk
    assert releases.make_files(release_id=release.pk) == 3 * len(FORMATS) == ReleaseFile.objects.count()


def test_a_second_release_withholds_what_the_first_one_would_give_away() -> None:
    # By sex nobody is small; together with who heard, one cell is.
    rows = [
        {"sex": sex, "heard": heard, "view1": "1"}
        for sex, heard, times in (("f", "yes", 40), ("f", "no", 3), ("m", "yes", 30), ("m", "no", 20))
        for _each in range(times)
    ]
    survey = answered(rows)
    first = planned(drafted(survey), questions=("sex", "heard"), data=())
    releases.publish(release=first)
    second = planned(
        drafted(survey), questions=("sex", "heard", "view1"), crosstabs=(("heard", "sex"),), data=()
    )
    found = table(second, "heard_by_sex")
    # The margins are known from the first release, so the whole inside goes.
    assert [cell is WITHHELD for line in found.lines for cell in line.cells] == [True, True, False] * 2


def test_a_few_late_answers_do_not_become_a_difference_of_two_releases() -> None:
    survey = answered(made_up(40))
    first = releases.publish(release=drafted(survey))
    releases.withdraw(release=first, reason_sr="Грешка.")
    reopened = reopen_survey(survey=survey, closes_at=None)
    Response.objects.create(
        survey=reopened,
        is_anonymous=True,
        mode=Mode.LINK,
        language="sr",
        day=timezone.localdate(),
        answers=made_up(1)[0],
    )
    with pytest.raises(SurveyRefused):
        releases.preview(drafted(survey))


def test_rows_are_published_in_one_form_only() -> None:
    survey = answered(made_up(150))
    releases.publish(release=drafted(survey))
    other = planned(drafted(survey), data=("sex", "heard"), quasi_identifiers=())
    with pytest.raises(SurveyRefused):
        releases.preview(other)
    assert releases.preview(planned(other, data=())).data.rows == ()


def test_each_row_of_the_data_looks_like_four_others() -> None:
    study = releases.preview(drafted(answered(made_up(200))))
    places = [
        number
        for number, column in enumerate(study.data.columns)
        if study.by_name[column.variable].is_quasi_identifier
    ]
    assert places
    seen: dict[tuple[Any, ...], int] = {}
    for row in study.data.rows:
        key = tuple(row[place] for place in places)
        seen[key] = seen.get(key, 0) + 1
    assert min(seen.values()) >= 5
    assert len(study.data.rows) == 200
    assert "since" not in study.by_name


def test_one_characteristic_that_is_too_rare_does_not_take_the_others_along() -> None:
    """Six people who left their sex open are rare in every group; what else is known of people can stay."""
    rows = made_up(300)
    for row in rows[:6]:
        row["sex"] = None
    known = ("sex", "heard", "view1")
    release = planned(drafted(answered(rows)), data=known, quasi_identifiers=known)
    data = releases.preview(release).data
    names = [column.name for column in data.columns]
    kept = {name: {row[place] for row in data.rows} for place, name in enumerate(names)}
    assert sorted(kept) == ["heard", "view1"]
    assert kept["heard"] == {"yes", "no"}
    assert len(kept["view1"]) > 1
    assert min(Counter(data.rows).values()) >= 5


def test_two_people_do_not_overwrite_each_others_choice() -> None:
    release = drafted(answered(made_up(30)))
    seen = releases.mark_of(release)
    planned(release, questions=("sex",), data=())
    with pytest.raises(SurveyRefused):
        releases.change_plan(release=release, plan=Plan(questions=("heard",)), seen=seen)


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_publish_once_and_a_file_is_made_once() -> None:
    release = drafted(answered(made_up(60)))
    outcomes: list[str] = []
    barrier = Barrier(2)

    def run(what: Any) -> None:
        barrier.wait(timeout=30)
        try:
            what()
            outcomes.append("done")
        except SurveyRefused:
            outcomes.append("refused")
        connections.close_all()

    def both(what: Any) -> list[str]:
        outcomes.clear()
        threads = [Thread(target=run, args=(what,)) for _each in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(outcomes)

    assert both(lambda: releases.publish(release=release)) == ["done", "refused"]
    release.refresh_from_db()
    assert both(lambda: releases.file_of(release=release, kind="workbook", language="sr")) == ["done", "done"]
    assert ReleaseFile.objects.count() == 1
