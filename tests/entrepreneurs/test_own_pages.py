"""The pages of an enterprise's editors: who opens them, and what they do there."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from center.models import User
from entrepreneurs.choices import ProfileSection
from entrepreneurs.models import ChangeProposal, Enterprise, ReportDuty, WebLink
from entrepreneurs.services import end_membership, profile_values, proposals
from tests.entrepreneurs.claims import make_editor, make_proposal
from tests.entrepreneurs.factories import hold_status, make_enterprise, offer, place, published
from tests.marks import seldom

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
PAGES = [
    "",
    "edit/about/",
    "edit/contact/",
    "edit/hours/",
    "edit/place/",
    "products/",
    "products/add/",
    "pictures/",
]


def fields_of(client: Client, path: str) -> dict[str, Any]:
    """Return what the form of a page would send as it is shown."""
    form = client.get(path).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False, "")}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["sr", *seldom(("sr-latn", "en"))])
def test_an_editor_opens_every_page_in_each_language_and_others_none(
    page: str, language: str, as_user: AsUser, stranger: User, coordinator: User
) -> None:
    enterprise = published("Пчела")
    path = f"/{language}/account/enterprises/{enterprise.slug}/{page}"
    editor, former = make_editor(enterprise), make_editor(enterprise, "former@example.org")
    for member in enterprise.memberships.filter(person__email="former@example.org"):
        end_membership(membership=member)
    users = (editor, former, stranger, coordinator)
    assert [as_user(user).get(path).status_code for user in users] == [200, 404, 404, 404]
    assert Client().get(path).status_code == 302


def test_the_account_lists_the_enterprises_of_all_persons_behind_the_login(as_user: AsUser) -> None:
    one, two = published("Пчела"), make_enterprise("Дуња")
    editor = make_editor(one)
    make_editor(two)
    html = as_user(editor).get("/sr/account/").content.decode()
    assert re.findall(r"/sr/account/enterprises/([\w-]+)/", html) == [two.slug, one.slug]


def test_a_change_typed_in_latin_waits_in_cyrillic_and_wants_a_look(as_user: AsUser) -> None:
    enterprise = published("Пчела")
    client = as_user(make_editor(enterprise))
    path = f"/sr/account/enterprises/{enterprise.slug}/edit/about/"
    answer = client.post(path, {**fields_of(client, path), "summary_sr": "Pravimo med."})
    assert (answer.status_code, answer["Location"]) == (302, path)
    change = ChangeProposal.objects.get().changes
    assert change == {"summary_sr": {"old": "Правимо зимницу.", "new": "Правимо мед."}}
    assert "Правимо мед." in client.get(path).content.decode()


def test_a_form_whose_signature_is_lost_loses_nothing_that_waits(as_user: AsUser) -> None:
    enterprise = published("Пчела")
    editor = make_editor(enterprise)
    make_proposal(enterprise, editor)
    client, path = as_user(editor), f"/sr/account/enterprises/{enterprise.slug}/edit/about/"
    client.post(path, {**fields_of(client, path), "seen": "", "name_en": "Bee"})
    proposal = ChangeProposal.objects.get()
    assert (sorted(proposal.changes), proposal.state) == (["name_en", "summary_sr"], "waiting")


def test_hours_take_effect_at_once_and_a_slip_is_told_at_its_field(as_user: AsUser) -> None:
    enterprise = published("Пчела")
    client = as_user(make_editor(enterprise))
    path = f"/en/account/enterprises/{enterprise.slug}/edit/hours/"
    wrong = client.post(path, {**fields_of(client, path), "day_1": "9-13, 12-15"})
    assert (wrong.status_code, wrong.context["form"].errors) == (422, {"day_1": ["These times overlap."]})
    client.post(path, {**fields_of(client, path), "day_1": "9-13, 17-20"})
    assert [str(each) for each in enterprise.opening_times.all()] == [
        "Monday 09:00–13:00",
        "Monday 17:00–20:00",
    ]


def test_contacts_and_links_are_typed_as_they_come(as_user: AsUser) -> None:
    enterprise = published("Пчела")
    client = as_user(make_editor(enterprise))
    path = f"/en/account/enterprises/{enterprise.slug}/edit/contact/"
    answers = {
        "address_0": "037 123 456", "public_0": "on", "address_1": "Med@Example.org", "receives_1": "on",
        "links": "www.facebook.com/pcela\nhttps://pcela.example.org", "languages": ["sr", "rom"],
    }  # fmt: skip
    assert client.post(path, {**fields_of(client, path), **answers}).status_code == 302
    assert [(str(each), each.publication_consent is not None) for each in enterprise.channels.all()] == [
        ("037 123456", True),
        ("med@example.org", False),
    ]
    assert [(each.kind, each.url) for each in enterprise.web_links.all()] == [
        ("facebook", "https://www.facebook.com/pcela"),
        ("web", "https://pcela.example.org"),
    ]


def test_a_link_that_leads_elsewhere_than_it_seems_is_refused(as_user: AsUser) -> None:
    enterprise = published("Пчела")
    client = as_user(make_editor(enterprise))
    path = f"/en/account/enterprises/{enterprise.slug}/edit/contact/"
    refused = client.post(
        path, {**fields_of(client, path), "links": "https://bank.example@elsewhere.example"}
    )
    assert refused.context["form"].errors["links"] == [
        "The address must not have a name and @ before the site."
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        WebLink.objects.create(
            enterprise=enterprise, kind="web", url="https://bank.example@elsewhere.example"
        )


def test_a_place_waits_for_a_look_and_the_same_point_is_no_change(as_user: AsUser, coordinator: User) -> None:
    enterprise = published("Пчела")
    client = as_user(make_editor(enterprise))
    path = f"/sr/account/enterprises/{enterprise.slug}/edit/place/"
    answers = {"settlement": place("Дедина").pk, "street_sr": "Vidovdanska 1", "point": "43.58, 21.334"}
    assert client.post(path, {**fields_of(client, path), **answers}).status_code == 302
    proposal = ChangeProposal.objects.get()
    assert {key: change["new"] for key, change in proposal.changes.items()} == {
        "settlement": answers["settlement"],
        "street_sr": "Видовданска 1",
        "point": ["43.580000", "21.334000"],
    }
    # What waits is what the form shows, and sent again it is the same change.
    shown = fields_of(client, path)
    assert (str(shown["point"]), shown["street_sr"]) == ("43.58, 21.334", "Видовданска 1")
    client.post(path, {**shown, "point": str(shown["point"])})
    assert ChangeProposal.objects.get().changes == proposal.changes
    seen = profile_values.read(enterprise, ProfileSection.PLACE)
    proposals.approve_proposal(proposal=proposal, by=coordinator, seen=seen)
    html = Client().get(f"/sr/enterprises/{enterprise.slug}/").content.decode()
    assert ("Дедина" in html, "Видовданска" in html) == (True, False)
    client.post(path, {**fields_of(client, path), "point": "43.58, 21.334"})
    assert not enterprise.proposals.open().exists()


def test_a_place_wants_a_settlement_and_a_point_that_is_one(as_user: AsUser) -> None:
    enterprise = make_enterprise("Пчела")
    client = as_user(make_editor(enterprise))
    path = f"/en/account/enterprises/{enterprise.slug}/edit/place/"
    page = client.post(path, {"settlement": "", "point": "21.334, 43.58"})
    assert (page.status_code, page.context["form"].errors) == (
        422,
        {
            "settlement": ["This field is required."],
            "point": ["The latitude comes first. Did you mean 43.58, 21.334?"],
        },
    )


def test_a_conflict_shows_what_is_saved_and_keeps_what_was_typed(as_user: AsUser) -> None:
    enterprise = make_enterprise("Пчела")
    client = as_user(make_editor(enterprise))
    path = f"/sr/account/enterprises/{enterprise.slug}/edit/about/"
    mine = {**fields_of(client, path), "summary_sr": "Моје."}
    Enterprise.objects.update(summary_sr="Њихово.")
    page = client.post(path, mine)
    html = page.content.decode()
    assert (page.status_code, "Моје." in html, "Њихово." in html) == (409, True, True)
    again = {name: page.context["form"][name].value() for name in mine}
    assert client.post(path, again).status_code == 302
    assert Enterprise.objects.get().summary_sr == "Моје."


def test_a_product_is_added_once_and_turned_off(as_user: AsUser) -> None:
    enterprise = make_enterprise("Пчела")
    offer(make_enterprise(), "Друго")
    client = as_user(make_editor(enterprise))
    stem = f"/sr/account/enterprises/{enterprise.slug}/products/"
    page = client.get(f"{stem}add/")
    form = page.context["form"]
    number, category = page.context["number"], form.fields["category"].queryset.first().pk
    answers = {
        "number": number,
        "seen": form["seen"].value(),
        "name_sr": "Мед",
        "category": category,
        "is_offered": "on",
    }
    assert [client.post(f"{stem}add/", answers).status_code for _ in range(2)] == [302, 302]
    product = enterprise.products.get()
    path = f"{stem}{product.pk}/"
    off = fields_of(client, path)
    off.pop("is_offered")
    client.post(path, off)
    product.refresh_from_db()
    assert product.is_offered is False


def test_a_new_product_with_a_slip_is_sent_again_from_the_page_that_tells_it(as_user: AsUser) -> None:
    enterprise = published("Пчела")
    client = as_user(make_editor(enterprise))
    path = f"/en/account/enterprises/{enterprise.slug}/products/add/"
    number = client.get(path).context["number"]
    html = client.post(path, {"number": number, "name_sr": ""}).content.decode()
    assert (f'name="number" value="{number}"' in html, "<h1>Add a product or a service</h1>" in html) == (
        True,
        True,
    )


def test_a_product_of_another_enterprise_is_none_of_mine(as_user: AsUser) -> None:
    other = offer(make_enterprise(), "Туђе")
    enterprise = make_enterprise("Пчела")
    client = as_user(make_editor(enterprise))
    path = f"/sr/account/enterprises/{enterprise.slug}/products/{other.pk}/"
    assert client.get(path).status_code == 404


def test_an_editor_takes_only_their_own_change_back(as_user: AsUser) -> None:
    enterprise = published("Пчела")
    one, two = make_editor(enterprise, "one@example.org"), make_editor(enterprise, "two@example.org")
    proposal = make_proposal(enterprise, one)
    path = f"/sr/account/enterprises/{enterprise.slug}/changes/{proposal.pk}/withdraw/"
    assert [as_user(user).post(path).status_code for user in (two, one)] == [404, 302]
    assert ChangeProposal.objects.get().state == "withdrawn"


def test_a_returned_change_is_told_on_the_page_of_the_enterprise(as_user: AsUser, coordinator: User) -> None:
    enterprise = published("Пчела")
    editor = make_editor(enterprise)
    proposals.return_proposal(
        proposal=make_proposal(enterprise, editor), by=coordinator, message="Молимо краће."
    )
    html = as_user(editor).get(f"/sr/account/enterprises/{enterprise.slug}/").content.decode()
    assert "Молимо краће." in html


@time_machine.travel(datetime(2026, 11, 2, 9, tzinfo=UTC))
def test_an_editor_sees_the_report_that_is_owed_until_it_is_handed_in(
    as_user: AsUser, coordinator: User
) -> None:
    enterprise = published("Пчела")
    client, seen = as_user(make_editor(enterprise)), []
    address = f"/en/account/enterprises/{enterprise.slug}/"

    def look() -> None:
        html = client.get(address).content.decode()
        seen.append(("Report to the register" in html, "due on 31 March 2027" in html))

    look()
    hold_status(enterprise, by=coordinator)
    look()
    ReportDuty.objects.update(submitted_on=date(2026, 11, 2))
    look()
    assert seen == [(False, False), (True, True), (False, False)]


def test_pages_take_as_many_queries_for_three_products_as_for_one(
    as_user: AsUser, django_assert_max_num_queries: Any
) -> None:
    enterprise = published("Пчела")
    client, counts = as_user(make_editor(enterprise)), []
    for number in (1, 3):
        while enterprise.products.count() < number:
            offer(enterprise, f"Мед {enterprise.products.count()}")
        for page in PAGES:
            with django_assert_max_num_queries(60) as captured:
                client.get(f"/sr/account/enterprises/{enterprise.slug}/{page}")
            counts.append(len(captured))
    assert counts[: len(PAGES)] == counts[len(PAGES) :]


def test_staff_publish_from_the_page_with_the_difference(as_user: AsUser, coordinator: User) -> None:
    enterprise = published("Пчела")
    proposal = make_proposal(enterprise)
    client = as_user(coordinator)
    page = client.get(f"/admin/entrepreneurs/changeproposal/{proposal.pk}/change/")
    assert re.search(r"<ins>[^/]*</span>\s*слатко и\s*</ins>", page.content.decode())
    form = page.context["decision"]
    answers = {"seen": form["seen"].value(), "take_0": "on", "text_0": "Pravimo slatko."}
    path = f"/admin/entrepreneurs/changeproposal/{proposal.pk}/approve/"
    Enterprise.objects.update(summary_sr="Исправљено.")
    client.post(path, answers)
    proposal.refresh_from_db()
    assert proposal.state == "waiting"
    page = client.get(f"/admin/entrepreneurs/changeproposal/{proposal.pk}/change/")
    assert "Исправљено." in page.content.decode()
    client.post(path, {**answers, "seen": page.context["decision"]["seen"].value()})
    enterprise.refresh_from_db()
    assert enterprise.summary_sr == "Правимо слатко."
