"""Who may do what with consultations, and whose absences an advisor edits."""

import pytest

from center.models import User
from consultations.models import Absence
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic

pytestmark = pytest.mark.django_db
CALLS = ["view_call", "change_call", "view_callattempt"]
GROUPS = [
    f"{verb}_{model}" for verb in ("view", "add", "change") for model in ("groupsession", "participation")
]
CASE_PARTS = ("casenote", "casedocument", "casetask", "accessrequest", "caseadvisor")
CASES = [
    "view_case",
    "add_case",
    "change_case",
    *(f"{verb}_{part}" for verb in ("view", "change") for part in CASE_PARTS),
    "view_businessplan",
]
VISITS = ["view_consultation", "add_consultation", "change_consultation"]


def may(user: User) -> set[str]:
    return {
        name.removeprefix("consultations.") for name in user.get_all_permissions() if "consultations." in name
    }


def test_advisors_work_with_visits_and_plan_themselves_and_read_the_rest(advisor_user: User) -> None:
    assert may(advisor_user) == {
        *VISITS,
        *(
            f"{verb}_{model}"
            for verb in ("view", "add", "change", "delete")
            for model in ("absence", "extrahours")
        ),
        *(f"view_{model}" for model in ("topic", "advisor", "openinghours", "closure", "resource")),
        *(f"{verb}_{model}" for verb in ("view", "change") for model in ("calendarfeed", "busycalendar")),
        *CALLS,
        *CASES,
        *GROUPS,
        "view_tasktemplate",
    }


def test_coordinators_do_everything_but_deleting_visits_topics_and_advisors(coordinator: User) -> None:
    assert may(coordinator) == {
        *(
            f"{verb}_{model}"
            for verb in ("view", "add", "change")
            for model in ("topic", "advisor", "consultation", "resource")
        ),
        *(f"{verb}_bookingsettings" for verb in ("view", "change")),
        *CALLS,
        *CASES,
        *GROUPS,
        *(f"{verb}_tasktemplate" for verb in ("view", "add", "change")),
        *(
            f"{verb}_{model}"
            for verb in ("view", "add", "change", "delete")
            for model in ("openinghours", "extrahours", "absence", "closure")
        ),
        *(f"{verb}_{model}" for verb in ("view", "change") for model in ("calendarfeed", "busycalendar")),
    }


def test_editors_and_researchers_have_no_business_here(editor: User, researcher: User) -> None:
    assert (may(editor), may(researcher)) == (set(), set())


def test_an_advisor_edits_the_own_absences_and_a_coordinator_all(
    advisor_user: User, coordinator: User
) -> None:
    topic = make_topic()
    own, other = (
        Absence.objects.create(
            advisor=advisor, starts_at=local(MONDAY, 9), ends_at=local(MONDAY, 10), note="Лекар"
        )
        for advisor in (make_advisor(topic, user=advisor_user), make_advisor(topic))
    )
    assert list(Absence.objects.editable_by(advisor_user)) == [own]
    assert set(Absence.objects.editable_by(coordinator)) == {own, other}
