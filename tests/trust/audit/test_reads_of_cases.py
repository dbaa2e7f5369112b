"""Whoever reads what stands in a case is written down once for each thing that was shown, whichever way they came.

Lists show what every advisor may know of a case and are not written down; a list that is taken away is. The person of
a case reads it in the own account, where nobody else does.
"""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from center.models import AccessRecord, User
from consultations.models import Case
from tests.conftest import MakeUser
from tests.consultations.cases import lead_of, make_case, make_document, make_note, make_task, staff_advisor
from tests.consultations.plans import say, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_media", "no_tasks_of_stages", "office")]
AsUser = Callable[[User], Client]
CASE, NOTE, DOCUMENT, PLAN, COMMENT = "case", "casenote", "casedocument", "businessplan", "plancomment"
# By way: the name of its address, of what that has the number, and what is written down as read.
WAYS = {
    "the page with its timeline": ("case_change", CASE, [CASE, NOTE, COMMENT]),
    "the page, of notes alone": ("case_change", CASE, [CASE, NOTE]),
    "the history": ("case_history", CASE, [CASE]),
    "the plan": ("case_plan", CASE, [PLAN]),
    "the plan on paper": ("case_plan_paper", CASE, [PLAN]),
    "the budget": ("case_plan_budget", CASE, [PLAN]),
    "the history of the plan": ("businessplan_history", PLAN, [PLAN]),
    "a note": ("casenote_change", NOTE, [NOTE]),
    "the history of a note": ("casenote_history", NOTE, [NOTE]),
    "the notes, taken away": ("casenote_changelist", "", [NOTE]),
    "a document": ("casedocument_change", DOCUMENT, [DOCUMENT]),
    "the file of a document": ("casedocument_file", DOCUMENT, [DOCUMENT]),
    "the history of a document": ("casedocument_history", DOCUMENT, [DOCUMENT]),
}
MORE = {"the page, of notes alone": "?kind=note", "the notes, taken away": "?_export=csv"}


@pytest.fixture
def case(make_user: MakeUser) -> Case:
    made = make_case(staff_advisor(make_user, "Јелена"))
    make_note(made)
    make_document(made)
    make_task(made)
    write(made, "Пеку сестра и она.")
    say(made, "Колико кошта пећ?")
    return made


def address_of(way: str, case: Case) -> str:
    name, of, _read = WAYS[way]
    numbers = {
        CASE: case.pk,
        NOTE: case.notes.get().pk,
        DOCUMENT: case.documents.get().pk,
        PLAN: case.plan.pk,
    }
    return reverse(f"admin:consultations_{name}", args=[numbers[of]] if of else []) + MORE.get(way, "")


def read_by(user: User) -> list[str]:
    looks = AccessRecord.objects.filter(user=user).values_list("model", flat=True)
    return sorted(model.removeprefix("consultations.") for model in looks)


@pytest.mark.each
@pytest.mark.parametrize("way", sorted(WAYS))
def test_each_way_to_read_a_case_is_written_down_once_and_who_may_not_read_leaves_no_line(
    way: str, case: Case, make_user: MakeUser, as_user: AsUser
) -> None:
    lead, other = lead_of(case).user, staff_advisor(make_user, "Милош").user
    clients = [as_user(user) for user in (lead, other)]
    answers = [client.get(address_of(way, case)) for client in clients]
    # A file is open until it has been read.
    pages = [each.getvalue().decode(errors="replace") for each in answers]
    assert (answers[0].status_code, read_by(lead)) == (200, sorted(WAYS[way][2]))
    if WAYS[way][0] == "case_change":
        # Every advisor sees the number, the stage and whom to ask; that look is written down too.
        assert (answers[1].status_code, read_by(other)) == (200, [CASE])
    elif WAYS[way][0] == "casenote_changelist":
        assert ([case.number in page for page in pages], read_by(other)) == (
            [True, False],
            [],
        )
    else:
        assert (answers[1].status_code in {302, 403, 404}, read_by(other)) == (True, [])


def test_the_search_of_the_portal_finds_no_case_and_writes_nothing_down(case: Case, as_user: AsUser) -> None:
    lead = lead_of(case).user
    for asked in (case.number, case.subject, "Рада Радић"):
        page = as_user(lead).get("/en/search/", {"q": asked}).content.decode()
        assert f"/case/{case.pk}/" not in page
    assert read_by(lead) == []
