"""Staff find the second record, compare both, merge and undo."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from center.base.phones import display_phone
from center.models import AccessRecord, User
from entrepreneurs.models import Enterprise, Entrepreneur, Merge
from entrepreneurs.services import merge_enterprises, merge_entrepreneurs
from tests.entrepreneurs.factories import make_enterprise, make_person, offer, published
from tests.marks import seldom

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


@pytest.fixture
def desk(coordinator: User, as_user: AsUser) -> Client:
    coordinator.language = "en"
    coordinator.save()
    return as_user(coordinator)


def pair(kept: Any, merged: Any) -> str:
    kind = "enterprise" if isinstance(kept, Enterprise) else "person"
    return reverse("admin:entrepreneurs_merge_pair", args=[kind, kept.pk, merged.pk])


def state(page: str) -> str:
    found = re.search(r'name="state" value="(\w+)"', page)
    assert found
    return found[1]


def test_both_records_stand_side_by_side_with_what_follows(desk: Client) -> None:
    one = make_enterprise("Рука", registration_number="11111111", founded_on=date(2018, 3, 5))
    two = published("Рука ручи", registration_number="22222222", tax_number="100000024")
    offer(two, "Ајвар")
    page = desk.get(pair(one, two))
    assert page.status_code == 200
    lines = {line.name: line for line in page.context["lines"]}
    assert (lines["name_sr"].kept, lines["name_sr"].merged, lines["name_sr"].is_open) == (
        "Ruka",
        "Ruka ruči",
        True,
    )
    assert (lines["founded_on"].kept, lines["founded_on"].merged) == ("5 Mar 2018", "–")
    assert (lines["tax_number"].is_open, lines["tax_number"].takes_merged) == (False, True)
    assert (lines["languages"].kept, lines["languages"].is_open) == ("Serbian", False)
    text = page.content.decode()
    assert "Products and services (enterprise): <strong>1</strong>" in text
    assert "The record that would be merged is in the public directory" in text
    assert Merge.objects.count() == 0


def test_the_coordinator_merges_as_chosen_and_undoes_it(desk: Client, coordinator: User) -> None:
    one, two = make_enterprise("Рука"), make_enterprise("Рука ручи")
    offer(two, "Ајвар")
    page = desk.get(pair(one, two)).content.decode()
    answer = desk.post(pair(one, two), {"state": state(page), "name_sr": "merged"}, follow=True)
    merge = Merge.objects.get()
    assert answer.redirect_chain == [(reverse("admin:entrepreneurs_merge_change", args=[merge.pk]), 302)]
    one.refresh_from_db()
    assert (one.name_sr, one.products.count(), merge.done_by) == ("Рука ручи", 1, coordinator)
    assert "Undo the merge" in answer.content.decode()
    do = reverse("admin:entrepreneurs_merge_do", args=[merge.pk, "undo"])
    assert "Both records will be as they were before." in desk.get(do).content.decode()
    told = desk.post(do, follow=True).content.decode()
    assert "The merge is undone: Ruka ruči" in told
    one.refresh_from_db()
    assert (one.name_sr, two.products.count()) == ("Рука", 1)


def test_what_nobody_has_seen_is_not_merged(desk: Client) -> None:
    one, two = make_enterprise("Рука"), make_enterprise("Рука ручи")
    seen = state(desk.get(pair(one, two)).content.decode())
    offer(two, "Ајвар")
    answer = desk.post(pair(one, two), {"state": seen, "name_sr": "merged"})
    assert (answer.status_code, Merge.objects.count()) == (409, 0)
    page = answer.content.decode()
    assert "One of the two records changed after you opened this page." in page
    # What was chosen stays chosen.
    assert re.search(r'name="name_sr" value="merged" checked', page)


def test_a_refusal_is_told_on_the_page_of_the_undo(desk: Client, coordinator: User) -> None:
    one, two = make_enterprise("Рука"), make_enterprise("Рука ручи", tax_number="100000024")
    merge = merge_enterprises(survivor=one, duplicate=two, by=coordinator)
    Enterprise.objects.filter(pk=one.pk).update(tax_number="")
    told = desk.post(reverse("admin:entrepreneurs_merge_do", args=[merge.pk, "undo"]), follow=True)
    assert "This merge cannot be undone any more: “tax number (PIB)”" in told.content.decode()


def test_likely_duplicates_are_listed_and_found_by_name(desk: Client) -> None:
    one, two = make_person("Рада Радић", phone=""), make_person("Radić Rada", phone="")
    other = make_person("Зоран Ђинђић", phone="")
    page = desk.get(reverse("admin:entrepreneurs_merge_possible", args=["person"]))
    assert [(row["pair"].one, row["pair"].other, row["why"]) for row in page.context["rows"]] == [
        (one, two, "the same name")
    ]
    find = reverse("admin:entrepreneurs_merge_find", args=["person", one.pk])
    assert [row["pk"] for row in desk.get(find).context["rows"]] == [two.pk]
    assert [row["pk"] for row in desk.get(find, {"q": "djindjic"}).context["rows"]] == [other.pk]
    assert "Nothing found." in desk.get(find, {"q": "ништа"}).content.decode()
    assert (
        AccessRecord.objects.filter(purpose="compared as a possible duplicate", object_id=other.pk).count()
        == 1
    )


def test_enterprises_that_may_be_one_are_listed(desk: Client) -> None:
    one, two, three = make_enterprise("Рука"), make_enterprise("RUKA d.o.o."), make_enterprise("Рукаа")
    page = desk.get(reverse("admin:entrepreneurs_merge_possible", args=["enterprise"]))
    found = [(row["pair"].one, row["pair"].other, row["why"]) for row in page.context["rows"]]
    assert found[0] == (one, two, "the same name")
    assert {(one, three, "a similar name"), (two, three, "a similar name")} == set(found[1:])


def test_empty_lists_say_so(desk: Client) -> None:
    for kind in ("enterprise", "person"):
        page = desk.get(reverse("admin:entrepreneurs_merge_possible", args=[kind])).content.decode()
        assert "No duplicates in sight" in page


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_pages_take_the_same_number_of_queries(
    desk: Client, rows: int, django_assert_num_queries: Any, coordinator: User
) -> None:
    pairs = [(make_person("Рада Радић", phone=""), make_person("Radić Rada", phone="")) for _ in range(rows)]
    with django_assert_num_queries(QUERIES_POSSIBLE):
        desk.get(reverse("admin:entrepreneurs_merge_possible", args=["person"]))
    for one, two in pairs:
        merge_entrepreneurs(survivor=one, duplicate=two, by=coordinator)
    with django_assert_num_queries(QUERIES_LIST):
        desk.get(reverse("admin:entrepreneurs_merge_changelist"))


QUERIES_POSSIBLE = 9
QUERIES_LIST = 8


def test_a_merged_record_is_out_of_the_list_and_its_page_leads_on(desk: Client, coordinator: User) -> None:
    one, two = make_person("Рада Радић"), make_person("Radić Rada")
    merge_entrepreneurs(survivor=one, duplicate=two, by=coordinator)
    people = desk.get(reverse("admin:entrepreneurs_entrepreneur_changelist")).context["cl"].queryset
    assert list(people) == [one]
    answer = desk.get(reverse("admin:entrepreneurs_entrepreneur_change", args=[two.pk]))
    assert answer["Location"] == reverse("admin:entrepreneurs_entrepreneur_change", args=[one.pk])
    assert "Merge with another record" in desk.get(answer["Location"]).content.decode()
    assert desk.get(pair(one, two)).status_code == 404
    assert desk.get(pair(one, one)).status_code == 404


def test_only_the_coordinator_merges(advisor_user: User, editor: User, as_user: AsUser) -> None:
    one, two = make_person("Рада Радић"), make_person("Radić Rada")
    for user in (advisor_user, editor):
        client = as_user(user)
        assert client.get(pair(one, two)).status_code == 403
        assert client.post(pair(one, two), {"state": "x"}).status_code == 403
    page = as_user(advisor_user).get(reverse("admin:entrepreneurs_entrepreneur_change", args=[one.pk]))
    assert "merge_url" not in page.context


def new_person(**more: str) -> dict[str, str]:
    return {
        "name": "Rada Radić",
        "stage": "aspiring",
        "phone": "037 123 456",
        "language": "sr",
        "email": "",
        "settlement": "",
        **more,
    }


def test_a_person_who_seems_to_be_known_is_saved_only_on_demand(desk: Client) -> None:
    one = make_person("Рада Радић")
    add = reverse("admin:entrepreneurs_entrepreneur_add")
    page = desk.post(add, new_person()).content.decode()
    assert Entrepreneur.objects.count() == 1
    assert "Not saved yet: this may be in the records already." in page
    assert f"Rada Radić, {display_phone(one.phone)}<small>the same phone, the same name</small>" in page
    assert reverse("admin:entrepreneurs_entrepreneur_change", args=[one.pk]) in page
    assert (
        AccessRecord.objects.filter(object_id=one.pk, purpose="proposed as a possible duplicate").count() == 1
    )
    # Somebody adds one more meanwhile: that one was not seen yet.
    make_person("Рада Радић")
    assert "Not saved yet" in desk.post(add, new_person(save_anyway=str(one.pk))).content.decode()
    found = re.search(r'name="save_anyway" value="([\d,]+)"', desk.post(add, new_person()).content.decode())
    assert found
    assert desk.post(add, new_person(save_anyway=found[1])).status_code == 302
    assert Entrepreneur.objects.count() == 3


def test_a_person_who_is_not_known_is_saved_at_once(desk: Client) -> None:
    make_person("Зоран Ђинђић")
    assert desk.post(reverse("admin:entrepreneurs_entrepreneur_add"), new_person()).status_code == 302
    assert Entrepreneur.objects.count() == 2


def test_a_known_person_is_changed_without_a_question(desk: Client) -> None:
    make_person("Рада Радић")
    two = make_person("Рада Радић")
    change = reverse("admin:entrepreneurs_entrepreneur_change", args=[two.pk])
    version = desk.get(change).context["loaded_version"]
    # What is only read stands in the form too.
    read_only = {
        f"{part}-{count}_FORMS": "0"
        for part in ("cases", "consultations", "participations")
        for count in ("TOTAL", "INITIAL")
    }
    typed = new_person(email="a@example.org", loaded_version=version) | read_only
    assert desk.post(change, typed).status_code == 302
    two.refresh_from_db()
    assert two.email == "a@example.org"


def test_staff_tell_two_records_apart_and_take_it_back(desk: Client, coordinator: User) -> None:
    one, two = make_person("Рада Радић", phone=""), make_person("Рада Радић", phone="")
    possible = reverse("admin:entrepreneurs_merge_possible", args=["person"])
    apart = reverse("admin:entrepreneurs_merge_apart", args=["person", one.pk, two.pk])
    assert f'action="{apart}"' in desk.get(possible).content.decode()
    page = desk.post(apart, follow=True)
    assert (page.redirect_chain, page.context["rows"]) == ([(possible, 302)], [])
    assert "Noted: these are two different records." in page.content.decode()
    assert [(row["one"], row["other"], row["noted"].told_by) for row in page.context["apart"]] == [
        (one, two, coordinator)
    ]
    assert "Told apart as two different records" in desk.get(pair(two, one)).content.decode()
    page = desk.post(apart, {"again": "1"}, follow=True)
    assert (
        [(row["pair"].one, row["pair"].other) for row in page.context["rows"]],
        page.context["apart"],
    ) == (
        [(one, two)],
        [],
    )
    assert desk.get(apart).status_code == 405
