"""The page of a case in the admin: who sees what on it, what is written down, and in how many queries."""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from center.choices import Role
from center.models import AccessRecord, User
from center.services import accounts
from consultations import services
from consultations.choices import CaseOutcome, CaseStage
from consultations.models import Advisor, Case, CaseNote, CaseTask
from tests.conftest import MakeUser
from tests.consultations.cases import lead_of, make_case, make_document, make_note, make_task, staff_advisor
from tests.consultations.factories import MONDAY, local, make_topic, make_visit
from tests.entrepreneurs.factories import make_person
from tests.marks import seldom

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("monday_morning", "private_media", "no_tasks_of_stages", "office"),
]
AsUser = Callable[[User], Client]
SECRET = "Плаши се мужа."


@pytest.fixture
def lead(make_user: MakeUser) -> Advisor:
    return english(staff_advisor(make_user, "Јелена"))


@pytest.fixture
def other(make_user: MakeUser) -> Advisor:
    return english(staff_advisor(make_user, "Марко"))


@pytest.fixture
def case(lead: Advisor) -> Case:
    return make_case(lead, make_person("Рада Радић"), subject="Пекара")


def english(advisor: Advisor) -> Advisor:
    accounts.choose_language(user=advisor.user, language="en")
    return advisor


def page_of(case: Case) -> str:
    return reverse("admin:consultations_case_change", args=[case.pk])


def do(record: Case | CaseTask | CaseNote, verb: str) -> str:
    return reverse(f"admin:consultations_{record._meta.model_name}_do", args=[record.pk, verb])


def buttons(page: str) -> list[str]:
    return re.findall(r'class="verb verb-\w+"[^>]*>([^<]+)<', page)


def fill(case: Case, rows: int) -> None:
    """Put so many rows into every part of the page."""
    topic, lead = make_topic(), lead_of(case)
    lead.topics.add(topic)
    for number in range(rows):
        visit = make_visit(
            topic,
            local(MONDAY + timedelta(days=1), 9 + number),
            entrepreneur=case.person,
            email="rada@example.org",
            phone="",
            name="Рада Радић",
        )
        services.attach_visit(consultation=visit, case=case, by=lead.user)
        visit.refresh_from_db()
        make_note(case, f"Белешка {number}", visit=visit), make_task(case, f"Задатак {number}")
        make_task(case, f"Њен задатак {number}", advisor=None)
        services.mark_task_done(task=make_task(case, f"Урађено {number}"), by=lead.user)
        make_document(case)
        services.change_stage(
            case=case, stage=(CaseStage.IDEA, CaseStage.PLAN, CaseStage.REGISTRATION)[number], by=lead.user
        )


def test_the_lead_reads_everything_in_one_line_of_time_the_newest_first(
    case: Case, lead: Advisor, as_user: AsUser
) -> None:
    make_note(case, SECRET)
    with time_machine.travel("2026-09-07T09:00:00Z", tick=False):
        make_document(case, name="закуп.pdf")
        page = as_user(lead.user).get(page_of(case)).content.decode()
    titles = re.findall(r"<h4><a [^>]*>([^<]+)</a>", page)
    assert titles == ["Ugovor", "Note", "Case 2026-0001 opened"]
    assert SECRET in page
    assert buttons(page)[:7] == [
        "Add a task",
        "Upload a document",
        "Change the stage",
        "Record the consent to this case",
        "Plan",
        "Grants",
        "Book a visit",
    ]


def test_another_advisor_sees_number_stage_and_lead_and_can_ask(
    case: Case, other: Advisor, as_user: AsUser
) -> None:
    make_note(case, SECRET), make_task(case, "Позвати општину"), make_document(case, name="закуп.pdf")
    page = as_user(other.user).get(page_of(case)).content.decode()
    seen = ("2026-0001", "First talks", "Jelena", "Ask to read this case")
    hidden = ("Пекара", "Pekara", "Плаши", "općinu", "Позвати", "закуп", "What happened")
    assert ([word in page for word in seen], [word in page for word in hidden]) == (
        [True] * len(seen),
        [False] * len(hidden),
    )
    assert buttons(page) == ["Ask to read this case"]


def test_every_look_at_a_case_and_at_each_note_shown_is_written_down(
    case: Case, lead: Advisor, other: Advisor, as_user: AsUser
) -> None:
    note = make_note(case)
    as_user(lead.user).get(page_of(case))
    as_user(other.user).get(page_of(case))
    as_user(lead.user).get(page_of(case) + "?kind=stage")
    looks = AccessRecord.objects.order_by("pk").values_list("user", "model", "object_id", "purpose")
    opened = ("consultations.case", case.pk, "opened")
    assert list(looks) == [
        (lead.user.pk, *opened),
        (lead.user.pk, "consultations.casenote", note.pk, "read on the page of the case"),
        (other.user.pk, *opened),
        (lead.user.pk, *opened),
    ]


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_page_takes_the_same_number_of_queries(
    rows: int, case: Case, lead: Advisor, as_user: AsUser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(case, rows)
    client = as_user(lead.user)
    client.get(page_of(case))  # Django learns its own tables once
    with django_assert_num_queries(50):
        page = client.get(page_of(case)).content.decode()
    assert page.count('class="line-note"') == rows


def test_the_line_of_time_shows_one_kind_and_goes_on_over_pages(
    case: Case, lead: Advisor, as_user: AsUser
) -> None:
    for number in range(25):
        make_note(case, f"Белешка број {number}.")
    client = as_user(lead.user)
    first, second = (
        client.get(page_of(case), {"kind": "note", "page": page}).content.decode() for page in (1, 2)
    )
    assert (first.count('class="line-note"'), second.count('class="line-note"')) == (20, 5)
    assert 'class="line-stage"' not in first
    assert "?kind=note&amp;page=2" in first
    junk = client.get(page_of(case), {"kind": "<b>", "page": "x"})
    assert junk.status_code == HTTPStatus.OK


def test_a_note_written_on_the_page_is_kept_and_a_double_click_keeps_one(
    case: Case, lead: Advisor, as_user: AsUser
) -> None:
    client, form = as_user(lead.user), {"text": "Купили су пећ.", "submission": str(uuid.uuid4())}
    for _time in range(2):
        answer = client.post(do(case, "note"), form)
        assert (answer.status_code, answer["location"]) == (HTTPStatus.FOUND, page_of(case))
    assert [note.text for note in CaseNote.objects.all()] == ["Купили су пећ."]


def test_an_empty_note_keeps_the_form_and_says_so(case: Case, lead: Advisor, as_user: AsUser) -> None:
    answer = as_user(lead.user).post(do(case, "note"), {"text": "", "submission": str(uuid.uuid4())})
    assert (answer.status_code, "This field is required." in answer.content.decode()) == (200, True)


def test_the_buttons_lead_a_case_to_its_end_and_back(case: Case, lead: Advisor, as_user: AsUser) -> None:
    client = as_user(lead.user)
    client.post(do(case, "stage"), {"stage": "plan", "day": "7.9.2026", "reason": "", "seen": "intake"})
    client.post(do(case, "close"), {"outcome": "work", "day": "7.9.2026", "reason": "Шије у радионици."})
    case.refresh_from_db()
    assert (case.outcome, buttons(client.get(page_of(case)).content.decode())[:2]) == (
        "work",
        ["Upload a document", "Take the case up again"],
    )
    client.post(do(case, "reopen"), {"reason": "Отказали су јој."})
    case.refresh_from_db()
    assert case.stage == CaseStage.PLAN


def test_a_stage_changed_by_somebody_else_meanwhile_is_told(
    case: Case, lead: Advisor, as_user: AsUser
) -> None:
    services.change_stage(case=case, stage=CaseStage.IDEA, by=lead.user)
    form = {"stage": "plan", "day": "7.9.2026", "reason": "", "seen": "intake"}
    page = as_user(lead.user).post(do(case, "stage"), form).content.decode()
    assert "Somebody else has moved this case meanwhile. It stands at: Idea." in page


@pytest.mark.parametrize(
    "verb", ["note", "task", "document", "stage", "facts", "colleague", "hand-over", "close"]
)
def test_no_button_of_a_case_works_for_another_advisor(
    verb: str, case: Case, other: Advisor, as_user: AsUser
) -> None:
    client = as_user(other.user)
    assert [getattr(client, method)(do(case, verb)).status_code for method in ("get", "post")] == [403, 403]


def test_who_works_along_writes_but_does_not_hand_over(
    case: Case, lead: Advisor, other: Advisor, as_user: AsUser
) -> None:
    services.add_colleague(case=case, advisor=other, by=lead.user)
    client = as_user(other.user)
    assert [client.get(do(case, verb)).status_code for verb in ("note", "hand-over", "colleague")] == [
        200,
        403,
        403,
    ]


def test_a_granted_colleague_reads_the_page_and_has_no_buttons(
    case: Case, lead: Advisor, other: Advisor, as_user: AsUser
) -> None:
    make_note(case, SECRET)
    asked = services.ask_access(case=case, reason="Замена.", by=other.user)
    services.grant_access(request=asked, until=MONDAY, by=lead.user)
    page = as_user(other.user).get(page_of(case)).content.decode()
    assert (SECRET in page, buttons(page)) == (True, ["Plan", "Grants", "Book a visit"])


def test_the_history_of_a_case_is_for_those_who_read_it(
    case: Case, lead: Advisor, other: Advisor, as_user: AsUser
) -> None:
    """What became of the person, step by step, stands in it."""
    services.change_stage(case=case, stage=CaseStage.IDEA, by=lead.user)
    page = reverse("admin:consultations_case_history", args=[case.pk])
    read, refused = (as_user(each.user).get(page) for each in (lead, other))
    assert [(each.status_code, "Change of stage" in each.content.decode()) for each in (read, refused)] == [
        (200, True),
        (403, False),
    ]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.RESEARCHER, None])
def test_others_find_no_case(role: Role | None, case: Case, make_user: MakeUser, as_user: AsUser) -> None:
    answer = as_user(make_user(role)).get(page_of(case))
    assert (answer.status_code, "2026-0001" in answer.content.decode()) == (403 if role else 302, False)


def test_whoever_runs_the_server_finds_no_case(case: Case, as_user: AsUser) -> None:
    root = User.objects.create_superuser("root@example.org", "a long password")
    note = make_note(case)
    client = as_user(root)
    addresses = [
        page_of(case),
        reverse("admin:consultations_casenote_change", args=[note.pk]),
        reverse("admin:consultations_casenote_history", args=[note.pk]),
        do(case, "note"),
    ]
    assert [client.get(address).status_code for address in addresses] == [302, 302, 302, 404]


def test_the_name_stays_out_of_the_title_of_the_browser(case: Case, lead: Advisor, as_user: AsUser) -> None:
    page = as_user(lead.user).get(page_of(case)).content.decode()
    title = re.findall(r"<title>([^<]+)</title>", page)[0]
    assert ("2026-0001" in title, "Rad" in title) == (True, False)


# --- The list ---


def rows_of(page: str) -> list[str]:
    return re.findall(r'field-shown_number"><a [^>]*>([^<]+)<', page)


def test_the_list_begins_with_ones_own_open_cases_and_search_finds_all(
    case: Case, lead: Advisor, other: Advisor, as_user: AsUser
) -> None:
    closed = make_case(lead, make_person("Ана"))
    services.close_case(case=closed, outcome=CaseOutcome.LOST, by=lead.user)
    make_case(other, make_person("Вук Вуковић"))
    client, address = as_user(lead.user), reverse("admin:consultations_case_changelist")
    found = {
        query: rows_of(client.get(address + query).content.decode())
        for query in ("", "?whose=all", "?whose=all&stage=all", "?stage=closed", "?q=vuk", "?q=2026-0002")
    }
    assert {query: sorted(numbers) for query, numbers in found.items()} == {
        "": ["2026-0001"],
        "?whose=all": ["2026-0001", "2026-0003"],
        "?whose=all&stage=all": ["2026-0001", "2026-0002", "2026-0003"],
        "?stage=closed": ["2026-0002"],
        "?q=vuk": ["2026-0003"],
        "?q=2026-0002": ["2026-0002"],
    }


def test_a_coordinator_who_advises_nobody_sees_all_open_cases_and_those_without_a_lead(
    case: Case, coordinator: User, lead: Advisor, as_user: AsUser
) -> None:
    client, address = as_user(coordinator), reverse("admin:consultations_case_changelist")
    assert rows_of(client.get(address).content.decode()) == ["2026-0001"]
    assert rows_of(client.get(address + "?whose=nobody").content.decode()) == []
    User.objects.filter(pk=lead.user_id).update(is_active=False)
    assert rows_of(client.get(address + "?whose=nobody").content.decode()) == ["2026-0001"]


def test_the_list_shows_next_visit_and_overdue_task_only_of_cases_that_one_reads(
    case: Case, lead: Advisor, other: Advisor, as_user: AsUser
) -> None:
    make_task(case, due_on=MONDAY - timedelta(days=1))
    address = reverse("admin:consultations_case_changelist") + "?whose=all"
    pages = [as_user(advisor.user).get(address).content.decode() for advisor in (lead, other)]
    assert [("Overdue" in page, "Pekara" in page) for page in pages] == [(True, True), (False, False)]


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_list_takes_the_same_number_of_queries(
    rows: int, lead: Advisor, as_user: AsUser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        make_task(make_case(lead, make_person(f"Особа {number}")))
    client = as_user(lead.user)
    with django_assert_num_queries(12):
        page = client.get(reverse("admin:consultations_case_changelist")).content.decode()
    assert len(rows_of(page)) == rows


# --- How a case begins ---


def test_a_booking_becomes_a_case_by_one_button(lead: Advisor, as_user: AsUser) -> None:
    topic = make_topic()
    lead.topics.add(topic)
    visit = make_visit(topic, local(MONDAY, 9), advisor=lead)
    client = as_user(lead.user)
    address = reverse("admin:consultations_consultation_do", args=[visit.pk, "open-case"])
    answer = client.post(address)
    case = Case.objects.get()
    assert (answer["location"], list(case.visits.all())) == (page_of(case), [visit])
    page = client.get(reverse("admin:consultations_consultation_change", args=[visit.pk])).content.decode()
    assert (page_of(case) in page, "Open a case" in page) == (True, False)


def test_a_case_is_opened_from_the_record_of_a_person_once(
    lead: Advisor, other: Advisor, as_user: AsUser
) -> None:
    person = make_person("Ана Анић")
    client = as_user(lead.user)
    address = f"{reverse('admin:consultations_case_add')}?person={person.pk}"
    record = client.get(reverse("admin:entrepreneurs_entrepreneur_change", args=[person.pk])).content.decode()
    assert address in record
    form = {"subject": "Ткање", "advisor": other.pk, "opened_on": "1.9.2026"}
    client.post(address, form)
    case = Case.objects.get()
    assert (case.subject, lead_of(case), str(case.opened_on)) == ("Ткање", other, "2026-09-01")
    again = client.post(address, form)
    assert (again["location"], Case.objects.count()) == (page_of(case), 1)


def test_without_a_person_one_is_found_first(lead: Advisor, as_user: AsUser) -> None:
    person = make_person("Ана Анић")
    client, address = as_user(lead.user), reverse("admin:consultations_case_add")
    assert "Ana Anić" in client.post(address, {"words": "ana"}).content.decode()
    answer = client.post(address, {"words": "ana", "person": person.pk})
    assert answer["location"] == f"{address}?person={person.pk}"


@pytest.mark.parametrize("junk", ["", "x", "٣", "999999999999999", "-1", "0"])
def test_an_unknown_person_in_the_address_is_as_none(junk: str, lead: Advisor, as_user: AsUser) -> None:
    page = as_user(lead.user).get(reverse("admin:consultations_case_add"), {"person": junk})
    assert (page.status_code, "Find the person" in page.content.decode()) == (200, True)
