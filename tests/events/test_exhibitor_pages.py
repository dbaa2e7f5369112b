"""What exhibitors and visitors meet on the pages of a fair, without scripts."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from center.models import User
from entrepreneurs.models import Product
from events import exhibitor_links
from events.choices import ApplicationState
from events.exhibitor_list import exhibitors_of
from events.models import Event, ExhibitorApplication, ExhibitorNeeds, ExhibitorReport
from events.services import applications, needs
from tests.events.factories import local, make_event
from tests.events.fairs import (
    FRIDAY,
    SATURDAY,
    WEDNESDAY,
    accepted,
    apply,
    decide,
    draft,
    editor_of,
    exhibited,
    make_exhibitor,
    make_fair,
    make_past_fair,
)
from tests.plain_browser import PlainBrowser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
Clock = time_machine.Traveller


@pytest.fixture(autouse=True)
def clock(monday_morning: Clock) -> Clock:
    return monday_morning


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def own(event: Event, enterprise: Any, name: str = "application") -> str:
    with translation.override("en"):
        return reverse(f"own_fairs:{name}", args=[event.slug, enterprise.slug])


def by_key(application: ExhibitorApplication, name: str) -> str:
    with translation.override("en"):
        path = reverse(f"events:exhibitor_{name}", args=[application.event.slug, application.pk])
    return f"{path}?key={exhibitor_links.make_key(application)}"


def answers(client: Client, path: str, **other: Any) -> dict[str, Any]:
    """Return what a browser would send of a form that somebody only looked at, with other answers."""
    form = client.get(path).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None and value is not False} | other


def test_an_editor_fills_the_form_from_the_profile_and_sends_it() -> None:
    event, enterprise = make_fair(), make_exhibitor("Пчелар", "Мед", "Восак")
    client, path = signed_in(editor_of(enterprise)), own(event, enterprise)
    wax = Product.objects.get(name_sr="Восак")
    response = client.post(path, answers(client, path, products=[wax.pk], helpers=2, send="1"), follow=True)
    application = ExhibitorApplication.objects.get()
    assert (application.state, application.helpers) == (ApplicationState.SENT, 2)
    assert [row.product for row in application.shown.all()] == [wax]
    assert "Your application is sent" in response.content.decode()


def test_what_is_saved_for_later_is_not_sent_and_can_be_sent_twice_at_once() -> None:
    event, enterprise = make_fair(), make_exhibitor()
    client, path = signed_in(editor_of(enterprise)), own(event, enterprise)
    client.post(path, answers(client, path, save="1"))
    assert ExhibitorApplication.objects.get().state == ApplicationState.DRAFT
    sent = answers(client, path, send="1")
    assert [client.post(path, sent).status_code for _twice in range(2)] == [302, 302]
    assert ExhibitorApplication.objects.get().state == ApplicationState.SENT


def test_the_second_of_two_editors_sees_what_the_first_one_wrote_and_loses_nothing() -> None:
    event, enterprise = make_fair(), make_exhibitor()
    first, second = signed_in(editor_of(enterprise)), signed_in(editor_of(enterprise, another=True))
    path = own(event, enterprise)
    mine = answers(second, path, helpers=7, save="1")
    first.post(path, answers(first, path, helpers=3, save="1"))
    response = second.post(path, mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Somebody else of your enterprise saved this while you were typing" in page
    assert "<dt>People at the stand</dt><dd>3</dd>" in page
    assert 'value="7"' in page
    renewed = mine | {"seen": response.context["form"]["seen"].value()}
    second.post(path, renewed)
    assert ExhibitorApplication.objects.get().helpers == 7


def test_after_the_deadline_the_answers_are_kept_and_it_is_said_what_to_do(clock: Clock) -> None:
    event, enterprise = make_fair(), make_exhibitor()
    client, path = signed_in(editor_of(enterprise)), own(event, enterprise)
    late = answers(client, path, helpers=5, send="1")
    clock.move_to(local(FRIDAY, 12))
    response = client.post(path, late)
    assert response.status_code == 409
    assert "The time to apply is over. Call us" in response.content.decode()
    assert "What you wrote is saved." in response.content.decode()
    assert (ExhibitorApplication.objects.get().helpers, ExhibitorApplication.objects.get().state) == (
        5,
        "draft",
    )


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"contact_phone": "", "contact_email": ""}, "Give a phone number or an email address"),
        ({"needs_power": "on"}, "Say for which devices"),
        ({"helpers": "11"}, "helpers"),
        ({"contact_name": "www.example.org"}, "contact_name"),
        ({"products": ["999999"]}, "products"),
        ({"beside": "999999"}, "beside"),
    ],
)
def test_wrong_answers_are_told_at_their_field(wrong: dict[str, Any], told: str) -> None:
    event, enterprise = make_fair(), make_exhibitor()
    client, path = signed_in(editor_of(enterprise)), own(event, enterprise)
    response = client.post(path, answers(client, path, send="1", **wrong))
    assert response.status_code == 422
    assert told in response.content.decode() or told in response.context["form"].errors
    assert ExhibitorApplication.objects.count() == 0


def test_it_is_taken_back_withdrawn_and_begun_again_by_buttons() -> None:
    event, enterprise = make_fair(), make_exhibitor()
    application, client = apply(event, enterprise), signed_in(editor_of(enterprise))
    found = []
    for name in ("take_back", "withdraw", "begin_again"):
        client.post(own(event, enterprise, name))
        application.refresh_from_db()
        found.append(application.state)
        if name == "take_back":
            applications.send_application(
                application=application, by=editor_of(enterprise), seen=application.version
            )
    assert found == ["draft", "withdrawn", "draft"]


def test_strangers_learn_nothing() -> None:
    event, enterprise = make_fair(), make_exhibitor()
    application = accepted(event, enterprise)
    stranger = signed_in(editor_of(make_exhibitor()))
    for name in ("application", "withdraw"):
        assert stranger.get(own(event, enterprise, name)).status_code == 404
        assert Client().get(own(event, enterprise, name)).status_code == 302
    for name in ("needs", "report"):
        path = by_key(application, name)
        assert Client().get(path.split("?")[0]).status_code == 404
        assert stranger.get(path.split("?")[0] + "?key=forged").status_code == 404


def test_who_is_no_editor_yet_is_led_in() -> None:
    event = make_fair()
    page = Client().get(f"/en/events/{event.slug}/apply/").content.decode()
    assert f"/en/account/login/?next=/en/events/{event.slug}/apply/" in page
    assert "/en/enterprises/add/" in page
    assert "A stand costs nothing." in page
    enterprise = make_exhibitor("Пчелар")
    page = signed_in(editor_of(enterprise)).get(f"/en/events/{event.slug}/apply/").content.decode()
    assert own(event, enterprise) in page


def test_the_page_of_a_fair_leads_to_its_exhibitors_and_to_the_application(clock: Clock) -> None:
    event = make_fair()
    accepted(event, make_exhibitor("Пчелар"))
    page = Client().get(f"/en/events/{event.slug}/").content.decode()
    assert f"/en/events/{event.slug}/apply/" in page
    assert f"/en/events/{event.slug}/exhibitors/" in page
    clock.move_to(local(FRIDAY, 12))
    assert f"/en/events/{event.slug}/apply/" not in Client().get(f"/en/events/{event.slug}/").content.decode()


def test_there_are_no_stands_at_other_events() -> None:
    event = make_event()
    for name in ("apply", "exhibitors"):
        assert Client().get(f"/en/events/{event.slug}/{name}/").status_code == 404


def test_an_exhibitor_tells_the_needs_by_the_link_of_the_letter() -> None:
    application = accepted(make_fair(), needs_power=True, devices="Фрижидер", watts=150)
    browser = PlainBrowser().open(by_key(application, "needs"))
    browser.press("Save", tables="3", vehicle="KŠ 123-AA", comes_at="08:30")
    said = ExhibitorNeeds.objects.get()
    assert (said.tables, said.sockets, said.watts, f"{said.comes_at:%H:%M}") == (3, 1, 150, "08:30")
    assert "Saved. Thank you." in browser.html


def test_needs_from_two_phones_show_the_difference() -> None:
    application = accepted(make_fair())
    path = by_key(application, "needs")
    client = Client()
    mine = answers(client, path, tables=5)
    needs.save_needs(application=application, seen=0, tables=2, chairs=2)
    response = client.post(path, mine)
    assert response.status_code == 409
    assert "<dt>Tables</dt><dd>2</dd>" in response.content.decode()


def test_after_the_last_day_the_needs_are_only_shown(clock: Clock) -> None:
    application = accepted(make_fair())
    needs.save_needs(application=application, seen=0, tables=2, chairs=2)
    clock.move_to(local(WEDNESDAY + timedelta(days=1), 8))
    response = Client().get(by_key(application, "needs"))
    assert "The last day for this has passed" in response.content.decode()
    assert '<form method="post" novalidate>' not in response.content.decode()


def test_the_report_takes_one_form_without_a_login(clock: Clock) -> None:
    application = accepted(make_fair())
    path = by_key(application, "report")
    assert "This can be told from the end of the fair" in Client().get(path).content.decode()
    clock.move_to(local(SATURDAY + timedelta(days=1), 9))
    browser = PlainBrowser().open(path)
    browser.press("Send", sales="to_10", contacts="4", comes_again="yes")
    assert (ExhibitorReport.objects.get().contacts, "Thank you" in browser.html) == (4, True)
    assert Client().post(path, {"sales": "much"}).status_code == 422


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("мед", ["Пчелар"]),
        ("med", ["Пчелар"]),
        ("meda", ["Пчелар"]),
        ("МЕДА", ["Пчелар"]),
        ("honey", ["Пчелар"]),
        ("чарапе", ["Плетиља"]),
        ("čarape", ["Плетиља"]),
        ("carape", ["Плетиља"]),
        ("плетиља вунене", ["Плетиља"]),
        ("ракета", []),
        ("ед", []),
        ("%", ["Плетиља", "Пчелар"]),
    ],
)
def test_visitors_find_who_brings_something_in_either_script(asked: str, found: list[str]) -> None:
    event = make_fair()
    accepted(event, make_exhibitor("Пчелар", "Мед"))
    accepted(event, make_exhibitor("Плетиља", "Вунене чарапе"))
    apply(event, make_exhibitor("Још не", "Мед"))
    assert [str(each.name) for each in exhibitors_of(event, asked)] == found


def test_the_list_of_a_past_fair_stays_what_it_was() -> None:
    event, enterprise = make_past_fair(), make_exhibitor("Пчелар", "Мед")
    exhibited(event, enterprise)
    Product.objects.update(name_sr="Восак")
    page = Client().get(f"/sr/events/{event.slug}/exhibitors/").content.decode()
    assert "Ко је био на сајму" in page
    assert "Мед" in page
    assert "Восак" not in page
    assert f"/sr/enterprises/{enterprise.slug}/" in page


def test_who_left_the_directory_stays_in_the_list_without_a_link() -> None:
    event, enterprise = make_past_fair(), make_exhibitor("Пчелар")
    exhibited(event, enterprise)
    enterprise.entry.delete()
    page = Client().get(f"/sr/events/{event.slug}/exhibitors/").content.decode()
    assert "Пчелар" in page
    assert f"/sr/enterprises/{enterprise.slug}/" not in page


def test_words_that_were_lost_on_the_way_are_not_saved_and_said_at_their_field() -> None:
    application = accepted(make_fair())
    path = by_key(application, "needs")
    client = Client()
    response = client.post(path, answers(client, path, note="Сто \ufffd\ufffd струја"))
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "note": ["Some characters could not be read. Please type them again."]
    }
    assert not ExhibitorNeeds.objects.exists()


def test_empty_lists_help() -> None:
    event = make_fair()
    path = f"/en/events/{event.slug}/exhibitors/"
    assert "It is not decided yet who exhibits" in Client().get(path).content.decode()
    accepted(event)
    assert "Nobody brings that" in Client().get(path, {"q": "rocket"}).content.decode()
    assert Client().get(path, {"q": "%\\", "kind": "unknown"}).status_code == 200


def test_the_list_takes_as_many_queries_for_three_exhibitors_as_for_one() -> None:
    event = make_fair()
    path = f"/sr/events/{event.slug}/exhibitors/?q=med"
    taken = []
    for _round in (1, 3):
        while event.applications.count() < _round:
            accepted(event)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            Client().get(path)
        taken.append(len(queries))
    assert taken[0] == taken[1]


def test_the_page_of_fairs_takes_as_many_queries_for_three_as_for_one() -> None:
    enterprise = make_exhibitor()
    client = signed_in(editor_of(enterprise))
    taken = []
    for count in (1, 3):
        while ExhibitorApplication.objects.count() < count:
            event = make_fair()
            decide(apply(event, enterprise))
            make_fair()
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/account/fairs/")
        taken.append(len(queries))
    assert taken[0] == taken[1]


def test_the_account_leads_to_the_fairs_and_says_what_waits() -> None:
    event, enterprise = make_fair(), make_exhibitor()
    client = signed_in(editor_of(enterprise))
    draft(event, enterprise)
    page = client.get("/en/account/").content.decode()
    assert "1 application waits for you." in page
    assert "Not sent yet" in client.get("/en/account/fairs/").content.decode()
