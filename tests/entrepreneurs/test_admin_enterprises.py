"""Enterprises in the admin: what staff find, change and decide."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from center.choices import Role
from center.models import AccessRecord, User
from entrepreneurs.choices import ConsentWay, LegalForm, MemberRole, Purpose, StatusKind
from entrepreneurs.models import (
    Channel,
    Consent,
    Enterprise,
    LegalStatus,
    Membership,
    RegisteredForm,
    Seat,
    VulnerableGroup,
)
from entrepreneurs.services import add_member, end_membership, give_consent, record_fact
from tests.conftest import MakeUser
from tests.entrepreneurs.claims import edit, make_editor
from tests.entrepreneurs.factories import make_enterprise, make_person, place, published, reach, serve
from tests.entrepreneurs.typed_forms import typed
from tests.marks import seldom

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
LIST = "/admin/entrepreneurs/enterprise/"


@pytest.fixture
def desk(coordinator: User, as_user: AsUser) -> Client:
    coordinator.language, coordinator.name = "en", "Марија"
    coordinator.save()
    return as_user(coordinator)


def record(enterprise: Enterprise) -> str:
    return reverse("admin:entrepreneurs_enterprise_change", args=[enterprise.pk])


def do(enterprise: Enterprise, verb: str) -> str:
    return reverse("admin:entrepreneurs_enterprise_do", args=[enterprise.pk, verb])


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def names(client: Client, **query: Any) -> list[str]:
    return [each.name_sr for each in client.get(LIST, query).context["cl"].result_list]


def errors(response: Any) -> list[str]:
    return re.findall(r'<ul class="errorlist[^"]*"[^>]*><li>(.*?)</li>', response.content.decode())


# --- the list


def test_the_list_stands_in_the_order_of_the_alphabet_that_is_shown(desk: Client, coordinator: User) -> None:
    for name in ("Ћошак", "Џез", "Авала", "Љиљан", "Липа", "Чаура"):
        make_enterprise(name)
    assert names(desk) == ["Авала", "Чаура", "Ћошак", "Џез", "Липа", "Љиљан"]
    coordinator.language = "sr"
    coordinator.save()
    assert names(desk) == ["Авала", "Липа", "Љиљан", "Ћошак", "Чаура", "Џез"]


def test_a_row_says_where_what_and_whether_people_see_it(desk: Client) -> None:
    enterprise = published("Зимница")
    serve(enterprise, "roma")
    html = desk.get(LIST).content.decode()
    (row,) = re.findall(r"<tbody>(.*?)</tbody>", html, re.DOTALL)
    assert words(row).startswith("Zimnica Kruševac Association Self-declared Published")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Јабука", "Крушка"]),
        ({"state": "archived"}, ["Дуња"]),
        ({"state": "all"}, ["Дуња", "Јабука", "Крушка"]),
        ({"state": "published"}, ["Јабука"]),
        ({"status": "self_declared"}, ["Јабука"]),
        ({"status": "none"}, ["Крушка"]),
        ({"form": "association"}, ["Јабука"]),
        ({"checked": "never"}, ["Крушка"]),
        ({"checked": "year"}, ["Јабука"]),
        ({"checked": "old"}, ["Крушка"]),
        ({"lacks": "consent"}, ["Крушка"]),
        ({"lacks": "point"}, ["Јабука", "Крушка"]),
        ({"q": "jabuka"}, ["Јабука"]),
        ({"q": "Бела Вода"}, ["Јабука"]),
        ({"q": "ljubica"}, ["Крушка"]),
        ({"q": "101134702"}, ["Крушка"]),
        ({"q": "nista"}, []),
    ],
)
def test_filters_and_search_find_what_staff_mean(
    query: dict[str, str], found: list[str], desk: Client
) -> None:
    apple = published("Јабука", settlement="Бела Вода")
    serve(apple)
    pear = make_enterprise("Крушка", tax_number="101134702")
    add_member(person=make_person("Љубица Њежић"), enterprise=pear, role=MemberRole.CONTACT)
    quince = make_enterprise("Дуња")
    desk.post(do(quince, "archive"))
    assert names(desk, **query) == found


def test_who_may_not_see_people_does_not_find_them_either(editor: User, as_user: AsUser) -> None:
    pear = make_enterprise("Крушка")
    add_member(person=make_person("Љубица Њежић"), enterprise=pear, role=MemberRole.CONTACT)
    assert names(as_user(editor), q="ljubica") == []


def test_the_list_of_one_settlement_shows_those_seated_there_today(desk: Client) -> None:
    published("Јабука", settlement="Бела Вода")
    published("Крушка")
    assert names(desk, settlement=str(place("Бела Вода").pk)) == ["Јабука"]


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_list_takes_the_same_number_of_queries(
    rows: int, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(rows):
        serve(published(), "roma")
    with django_assert_num_queries(13):
        assert len(desk.get(LIST).context["cl"].result_list) == rows


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_record_takes_the_same_number_of_queries(
    rows: int, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    enterprise = published()
    for number in range(rows):
        since = date(2021 + number, 1, 1)
        record_fact(RegisteredForm, enterprise=enterprise, since=since, form=LegalForm.COOPERATIVE)
        record_fact(Seat, enterprise=enterprise, since=since, settlement=place("Бела Вода"))
        record_fact(LegalStatus, enterprise=enterprise, since=since, status=StatusKind.PREPARING)
        reach(enterprise, email=f"a{number}@example.org")
        add_member(person=make_person(f"Члан {number}"), enterprise=enterprise, role=MemberRole.EMPLOYEE)
    desk.get(record(enterprise))
    with django_assert_num_queries(38):
        desk.get(record(enterprise))


# --- adding and changing


def test_a_new_record_gets_its_address_from_the_name_and_says_who_added_it(
    desk: Client, coordinator: User
) -> None:
    page = desk.get(LIST + "add/")
    data = typed(page) | {"name_sr": "Đurđevak", "summary_sr": "Cveće", "point": "43.58, 21.334"}
    data |= {"registeredform_facts-0-form": "association", "registeredform_facts-0-since": "1. 5. 2024."}
    answer = desk.post(LIST + "add/", data)
    assert (answer.status_code, errors(answer)) == (302, [])
    made = Enterprise.objects.get()
    assert (made.name_sr, made.slug, made.added_by, float(made.latitude or 0)) == (
        "Ђурђевак",
        "djurdjevak",
        coordinator,
        43.58,
    )
    fact = RegisteredForm.objects.get()
    assert (fact.form, fact.valid, fact.recorded_by) == (
        "association",
        DateRange(date(2024, 5, 1), None),
        coordinator,
    )


def test_a_changed_short_name_keeps_leading_here(desk: Client) -> None:
    enterprise = make_enterprise("Јабука")
    data = typed(desk.get(record(enterprise))) | {"slug": "zlatna-jabuka"}
    desk.post(record(enterprise), data)
    enterprise.refresh_from_db()
    assert (enterprise.slug, [each.slug for each in enterprise.former_slugs.all()]) == (
        "zlatna-jabuka",
        ["jabuka"],
    )


@pytest.mark.long
def test_an_address_that_leads_to_another_enterprise_is_refused_at_its_field(desk: Client) -> None:
    one, two = make_enterprise("Јабука"), make_enterprise("Крушка")
    desk.post(record(one), typed(desk.get(record(one))) | {"slug": "zlatna-jabuka"})
    answer = desk.post(record(two), typed(desk.get(record(two))) | {"slug": "jabuka"})
    assert "This address leads to another enterprise." in errors(answer)


def test_saving_without_a_change_does_not_touch_the_record(desk: Client) -> None:
    enterprise = published("Јабука")
    before = Enterprise.objects.get().changed_at
    assert desk.post(record(enterprise), typed(desk.get(record(enterprise)))).status_code == 302
    assert Enterprise.objects.get().changed_at == before


def test_what_is_saved_stands_in_the_directory_at_once(desk: Client) -> None:
    enterprise = published("Јабука")
    data = typed(desk.get(record(enterprise))) | {"summary_sr": "Сада сушимо јабуке."}
    desk.post(record(enterprise), data)
    assert enterprise.entry.summary_sr == "Сада сушимо јабуке."


def test_two_colleagues_the_second_sees_what_the_first_saved_and_loses_nothing(desk: Client) -> None:
    enterprise = make_enterprise("Јабука")
    first = typed(desk.get(record(enterprise))) | {"internal_note": "први"}
    second = typed(desk.get(record(enterprise))) | {"internal_note": "други"}
    desk.post(record(enterprise), first)
    answer = desk.post(record(enterprise), second)
    assert answer.status_code == 200
    assert "Somebody saved this record after you opened it." in words(answer.content.decode())
    assert desk.post(record(enterprise), typed(answer)).status_code == 302
    assert Enterprise.objects.get().internal_note == "други"


@pytest.mark.long
def test_a_row_of_a_list_is_part_of_the_version(desk: Client) -> None:
    enterprise = make_enterprise("Јабука")
    data = typed(desk.get(record(enterprise)))
    record_fact(RegisteredForm, enterprise=enterprise, since=None, form=LegalForm.ASSOCIATION)
    assert desk.post(record(enterprise), data).status_code == 200


# --- dated facts


def forms_of(enterprise: Enterprise) -> list[tuple[str, date | None, date | None]]:
    rows = RegisteredForm.objects.filter(enterprise=enterprise).order_by("valid")
    return [(row.form, row.valid.lower, row.valid.upper) for row in rows]


def test_a_new_value_ends_the_open_one(desk: Client) -> None:
    enterprise = make_enterprise()
    record_fact(RegisteredForm, enterprise=enterprise, since=date(2020, 1, 1), form=LegalForm.ASSOCIATION)
    data = typed(desk.get(record(enterprise)))
    data |= {"registeredform_facts-1-form": "limited", "registeredform_facts-1-since": "2024-05-01"}
    assert errors(desk.post(record(enterprise), data)) == []
    assert forms_of(enterprise) == [
        ("association", date(2020, 1, 1), date(2024, 5, 1)),
        ("limited", date(2024, 5, 1), None),
    ]


@pytest.mark.long
def test_the_last_day_is_included(desk: Client) -> None:
    enterprise = make_enterprise()
    data = typed(desk.get(record(enterprise)))
    data |= {
        "registeredform_facts-0-form": "limited",
        "registeredform_facts-0-since": "2024-05-01",
        "registeredform_facts-0-until": "2024-05-31",
    }
    desk.post(record(enterprise), data)
    assert forms_of(enterprise) == [("limited", date(2024, 5, 1), date(2024, 6, 1))]
    assert typed(desk.get(record(enterprise)))["registeredform_facts-0-until"] == "31.05.2024."


def test_a_mistake_is_corrected_in_its_row(desk: Client) -> None:
    enterprise = make_enterprise()
    record_fact(RegisteredForm, enterprise=enterprise, since=date(2020, 1, 1), form=LegalForm.ASSOCIATION)
    record_fact(RegisteredForm, enterprise=enterprise, since=date(2024, 1, 1), form=LegalForm.LIMITED)
    data = typed(desk.get(record(enterprise)))
    # The change came three months later: the second row shrinks before the first one grows.
    data |= {
        "registeredform_facts-0-until": "2024-03-31",
        "registeredform_facts-1-since": "2024-04-01",
    }
    assert errors(desk.post(record(enterprise), data)) == []
    assert forms_of(enterprise) == [
        ("association", date(2020, 1, 1), date(2024, 4, 1)),
        ("limited", date(2024, 4, 1), None),
    ]


@pytest.mark.long
@pytest.mark.parametrize(
    "row",
    [
        {"1-form": "limited", "1-since": "2019-05-01"},
        {"1-form": "limited"},
    ],
)
def test_days_that_overlap_are_refused_at_the_row(row: dict[str, str], desk: Client) -> None:
    enterprise = make_enterprise()
    record_fact(RegisteredForm, enterprise=enterprise, since=date(2020, 1, 1), form=LegalForm.ASSOCIATION)
    data = typed(desk.get(record(enterprise)))
    data |= {f"registeredform_facts-{name}": value for name, value in row.items()}
    assert "These days overlap with another row of the same kind." in errors(
        desk.post(record(enterprise), data)
    )
    assert len(forms_of(enterprise)) == 1


def test_a_last_day_before_the_first_is_refused_at_its_field(desk: Client) -> None:
    enterprise = make_enterprise()
    data = typed(desk.get(record(enterprise)))
    data |= {
        "registeredform_facts-0-form": "limited",
        "registeredform_facts-0-since": "2024-05-02",
        "registeredform_facts-0-until": "2024-05-01",
    }
    assert errors(desk.post(record(enterprise), data)) == ["The last day must not be before the first."]


@pytest.mark.long
def test_only_an_entrepreneur_is_flat_rate_taxed(desk: Client) -> None:
    enterprise = make_enterprise()
    data = typed(desk.get(record(enterprise)))
    data |= {"registeredform_facts-0-form": "limited", "registeredform_facts-0-is_flat_rate": "true"}
    assert "Only an entrepreneur is flat-rate taxed or not." in errors(desk.post(record(enterprise), data))


@pytest.mark.long
def test_a_standing_keeps_its_ways_areas_groups_and_who_checked_it(desk: Client, coordinator: User) -> None:
    enterprise = make_enterprise()
    roma, old = (VulnerableGroup.objects.get(code=code).pk for code in ("roma", "over-50"))
    data = typed(desk.get(record(enterprise)))
    row = {
        "since": "2024-01-01",
        "status": "registered",
        "decided_on": "2023-12-20",
        "decision_number": "БД 1/2023",
        "ways": ["work_integration"],
        "areas": ["work", "social"],
        "served": [roma, old],
        "checked_on": "2026-01-02",
    }
    data |= {f"legalstatus_facts-0-{name}": value for name, value in row.items()}
    assert errors(desk.post(record(enterprise), data)) == []
    status = LegalStatus.objects.get()
    assert (status.status, status.ways, status.areas, status.checked_by) == (
        "registered",
        ["work_integration"],
        ["work", "social"],
        coordinator,
    )
    assert sorted(each.group_id for each in status.served_groups.all()) == sorted([roma, old])
    data = typed(desk.get(record(enterprise))) | {"legalstatus_facts-0-served": [roma]}
    desk.post(record(enterprise), data)
    assert [each.group_id for each in status.served_groups.all()] == [roma]


def test_a_registered_standing_without_its_decision_is_refused_at_its_row(desk: Client) -> None:
    enterprise = make_enterprise()
    data = typed(desk.get(record(enterprise))) | {"legalstatus_facts-0-status": "registered"}
    assert (
        "A registered status needs the date and number of the decision, and who checked it when."
        in errors(desk.post(record(enterprise), data))
    )


# --- contact and members


def test_a_phone_is_public_by_the_consent_of_the_enterprise_only(desk: Client) -> None:
    enterprise = make_enterprise()
    row = {"channels-0-kind": "phone", "channels-0-phone": "037 123 456", "channels-0-is_public": "on"}
    answer = desk.post(record(enterprise), typed(desk.get(record(enterprise))) | row)
    assert errors(answer) == ["First record the consent of the enterprise to be published."]
    consent = give_consent(
        person=make_person(), purpose=Purpose.PUBLICATION, how=ConsentWay.PAPER, enterprise=enterprise
    )
    desk.post(record(enterprise), typed(desk.get(record(enterprise))) | row)
    assert Channel.objects.get().publication_consent == consent


@pytest.mark.long
def test_the_address_that_receives_messages_changes_in_one_save(desk: Client) -> None:
    enterprise = published()
    old = reach(enterprise, email="old@example.org", receives_messages=True)
    new = reach(enterprise, email="new@example.org")
    data = typed(desk.get(record(enterprise)))
    del data["channels-0-receives_messages"]
    desk.post(record(enterprise), data | {"channels-1-receives_messages": "on"})
    assert [Channel.objects.get(pk=each.pk).receives_messages for each in (old, new)] == [False, True]
    data = typed(desk.get(record(enterprise))) | {"channels-0-receives_messages": "on"}
    assert "One address receives the messages." in errors(desk.post(record(enterprise), data))


def test_a_member_is_found_by_name_chosen_and_the_look_is_written_down(desk: Client) -> None:
    enterprise, person = make_enterprise(), make_person("Љубица Њежић")
    page = desk.post(do(enterprise, "add-member"), {"words": "ljubica", "role": "founder"})
    assert "Ljubica Nježić, 037 123456" in words(page.content.decode())
    assert AccessRecord.objects.filter(object_id=person.pk, purpose="proposed as a member").count() == 1
    desk.post(do(enterprise, "add-member"), {"words": "ljubica", "person": person.pk, "role": "founder"})
    member = Membership.objects.get()
    assert (member.person, member.role, member.may_edit) == (person, "founder", False)


def test_the_same_role_twice_is_refused_at_its_row(desk: Client) -> None:
    enterprise, person = make_enterprise(), make_person()
    add_member(person=person, enterprise=enterprise, role=MemberRole.FOUNDER)
    add_member(person=person, enterprise=enterprise, role=MemberRole.CONTACT)
    data = typed(desk.get(record(enterprise))) | {"memberships-1-role": "founder"}
    assert errors(desk.post(record(enterprise), data)) == [
        "This person has this role in this enterprise already."
    ]


@pytest.mark.long
def test_a_membership_ends_by_its_button_and_stays_in_the_list_of_members(desk: Client) -> None:
    enterprise = make_enterprise()
    member = add_member(person=make_person(), enterprise=enterprise, role=MemberRole.FOUNDER, may_edit=True)
    address = reverse("admin:entrepreneurs_membership_do", args=[member.pk, "end"])
    assert f"{address}?next=" in desk.get(record(enterprise)).content.decode()
    assert desk.post(address, {"next": record(enterprise)})["Location"] == record(enterprise)
    member.refresh_from_db()
    assert (member.ended_on, member.may_edit) == (timezone.localdate(), False)
    assert "memberships-0-role" not in typed(desk.get(record(enterprise)))
    end_membership(membership=member)
    assert "Rada Radić" in words(desk.get("/admin/entrepreneurs/membership/?now=no").content.decode())


# --- verbs


def test_publishing_asks_who_agreed_when_and_how(desk: Client, coordinator: User) -> None:
    enterprise, person = make_enterprise(), make_person()
    add_member(person=person, enterprise=enterprise, role=MemberRole.FOUNDER)
    answer = desk.post(do(enterprise, "publish"), {"day": "2030-01-01", "how": "paper"})
    assert errors(answer) == ["Choose who agreed.", "A consent cannot be given in the future."]
    yesterday = timezone.localdate() - timedelta(days=1)
    desk.post(do(enterprise, "publish"), {"person": person.pk, "day": str(yesterday), "how": "paper"})
    consent = Consent.objects.get()
    enterprise.refresh_from_db()
    assert (enterprise.state, enterprise.publication_consent, consent.recorded_by) == (
        "published",
        consent,
        coordinator,
    )
    assert timezone.localdate(consent.given_at) == yesterday


def test_nobody_agrees_when_publishing_is_refused(desk: Client) -> None:
    enterprise, person = make_enterprise(summary_sr=""), make_person()
    add_member(person=person, enterprise=enterprise, role=MemberRole.FOUNDER)
    data = {"person": person.pk, "day": str(timezone.localdate()), "how": "paper"}
    assert errors(desk.post(do(enterprise, "publish"), data)) == [
        "First write one sentence about the enterprise."
    ]
    assert Consent.objects.count() == 0


def test_with_a_consent_in_force_publishing_asks_nothing_more(editor: User, as_user: AsUser) -> None:
    enterprise = published()
    client = as_user(editor)
    client.post(do(enterprise, "take-back"))
    enterprise.refresh_from_db()
    assert enterprise.state == "draft"
    client.post(do(enterprise, "publish"))
    enterprise.refresh_from_db()
    assert enterprise.state == "published"


def test_what_an_enterprise_changed_meanwhile_is_read_again_before_it_is_published(
    editor: User, as_user: AsUser
) -> None:
    enterprise = published()
    client = as_user(editor)
    client.post(do(enterprise, "take-back"))
    found = re.search(r'name="seen" value="(\w+)"', client.get(record(enterprise)).content.decode())
    assert found
    edit(enterprise, make_editor(enterprise), summary_sr="Сасвим друге речи.")
    old = f"{do(enterprise, 'publish')}?seen={found[1]}"
    assert (client.get(old).status_code, client.post(old).status_code) == (302, 302)
    enterprise.refresh_from_db()
    assert enterprise.state == "draft"


def test_the_editor_publishes_only_what_somebody_agreed_to(editor: User, as_user: AsUser) -> None:
    enterprise = make_enterprise()
    answer = as_user(editor).post(do(enterprise, "publish"))
    assert errors(answer) == ["Прво упишите сагласност предузећа да буде објављено."]


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.ADVISOR, 403), (Role.RESEARCHER, 403), (Role.EDITOR, 200), (Role.COORDINATOR, 200)],
)
def test_the_coordinator_and_the_editor_decide_what_the_public_sees(
    role: Role, status: int, make_user: MakeUser, as_user: AsUser
) -> None:
    enterprise = published()
    client = as_user(make_user(role))
    assert client.get(do(enterprise, "take-back")).status_code == status
    assert ("/do/take-back/" in client.get(record(enterprise)).content.decode()) == (status == 200)


@pytest.mark.parametrize(
    ("verb", "state"), [("take-back", "draft"), ("archive", "archived"), ("checked", "published")]
)
def test_each_button_does_what_it_says(verb: str, state: str, desk: Client) -> None:
    enterprise = published()
    Enterprise.objects.update(confirmed_on=date(2020, 1, 1))
    desk.post(do(enterprise, verb))
    enterprise.refresh_from_db()
    assert (enterprise.state, enterprise.confirmed_on == timezone.localdate()) == (state, verb == "checked")
    assert f"Button “{dict(LABELS)[verb]}”" in words(
        desk.get(record(enterprise).replace("change", "history")).content.decode()
    )


LABELS = [("take-back", "Take out of the directory"), ("archive", "Archive"), ("checked", "Checked today")]


def test_a_published_record_leads_to_its_page_in_the_language_of_the_colleague(desk: Client) -> None:
    enterprise = published("Јабука")
    assert 'href="/en/enterprises/jabuka/"' in desk.get(record(enterprise)).content.decode()
    desk.post(do(enterprise, "take-back"))
    assert 'href="/en/enterprises/jabuka/"' not in desk.get(record(enterprise)).content.decode()


def test_a_withdrawn_consent_takes_the_enterprise_out_of_the_directory(desk: Client) -> None:
    enterprise = published()
    consent = Consent.objects.get()
    desk.post(reverse("admin:entrepreneurs_consent_do", args=[consent.pk, "withdraw"]))
    enterprise.refresh_from_db()
    assert (enterprise.state, Consent.objects.in_force().count()) == ("draft", 0)


# --- who sees what


def test_the_researcher_reads_the_registry_without_a_person_in_it(researcher: User, as_user: AsUser) -> None:
    enterprise = published("Јабука", internal_note="Лично: болест")
    add_member(person=make_person("Љубица Њежић"), enterprise=enterprise, role=MemberRole.CONTACT)
    reach(enterprise, phone="+38164555333")
    page = words(as_user(researcher).get(record(enterprise)).content.decode())
    assert [text for text in ("Љубица", "064 5553333", "болест", "Оснивач") if text in page] == []
    assert "Јабука" in page


def test_the_editor_changes_the_profile_and_sees_no_member(editor: User, as_user: AsUser) -> None:
    enterprise = published("Јабука")
    client = as_user(editor)
    page = client.get(record(enterprise))
    assert "memberships-TOTAL_FORMS" not in typed(page)
    assert "Оснивач" not in words(page.content.decode())
    client.post(record(enterprise), typed(page) | {"summary_sr": "Ново"})
    enterprise.refresh_from_db()
    assert (enterprise.summary_sr, enterprise.memberships.count()) == ("Ново", 1)
