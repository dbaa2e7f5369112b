"""What readers see of the library: lists, texts, calls, files, the glossary, the calendar."""

import json
import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from center.base.guarded_form import new_token
from center.base.search import Asked, sources
from center.models import CallSignUp, FundingCall, ResourceStep, StoredMail
from center.services import funding_calls, resource_files, resources, sourced
from tests.center.resources.library import (
    DEADLINE,
    NOW,
    docx,
    long_ago,
    mails,
    make_call,
    make_resource,
    make_term,
    sign_up,
    writer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
Clock = time_machine.Traveller


@pytest.fixture(autouse=True)
def clock() -> "Clock":  # type: ignore[misc]  # a generator, as pytest wants
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def page(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def words(html: str) -> str:
    """Return what is read, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\xa0", " ").split())


def names(html: str) -> list[str]:
    return re.findall(r'class="call-name"><a href="[^"]+/([\w-]+)/">', html)


# --- links that are shared, and programs that follow


def test_networks_are_shown_a_picture_with_the_title_of_a_guide_or_a_call(client: Client) -> None:
    shown = {}
    for record, at in ((make_resource(), "/sr/resources/{}/"), (make_call(), "/sr/resources/calls/{}/")):
        address = at.format(record.slug)
        found = re.search(r'og:image" content="[^"]*?(/sr/[^"?]+)\?v=', page(address))
        assert found is not None, address
        shown[found[1]] = client.get(found[1]).headers["Content-Type"]
    assert shown == {
        "/sr/resources/guide-1/share": "image/png",
        "/sr/resources/calls/call-1/share": "image/png",
    }


def test_no_picture_tells_the_title_of_a_draft(client: Client) -> None:
    make_resource(published=False)
    make_call(published=False)
    addresses = ["/sr/resources/guide-1/share", "/sr/resources/calls/call-1/share"]
    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_calendar_programs_find_the_deadlines_from_every_page_about_calls() -> None:
    make_call()
    for address in ("/en/resources/calls/", "/en/resources/calls/archive/", "/en/resources/calls/call-1/"):
        assert re.findall(r'<link rel="alternate" type="text/calendar" href="([^"]+)"', page(address)) == [
            "/en/resources/calls.ics"
        ]


# --- calls


def test_open_calls_stand_by_their_deadline_and_closed_ones_in_the_archive() -> None:
    make_call(slug="rolling", ends="rolling", deadline_day=None, deadline_time=None)
    make_call(slug="later", deadline_day=date(2027, 1, 8))
    make_call(slug="soon", deadline_day=date(2026, 12, 5))
    make_call(slug="over", deadline_day=date(2026, 11, 30))
    make_call(slug="draft", published=False)
    assert names(page("/sr/resources/calls/")) == ["soon", "later", "rolling"]
    assert names(page("/sr/resources/calls/archive/")) == ["over"]


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-12-01T10:00:00+01:00", "announced"),
        ("2026-12-02T00:00:00+01:00", "open"),
        ("2026-12-11T23:59:59+01:00", "open"),
        ("2026-12-12T00:00:00+01:00", "last_week"),
        ("2026-12-18T11:59:59+01:00", "last_week"),
        ("2026-12-18T12:00:00+01:00", "closed"),
    ],
)
@pytest.mark.each
def test_how_far_a_call_has_come_follows_from_its_dates(moment: str, said: str) -> None:
    call = make_call(opens_on=date(2026, 12, 2))
    assert call.standing(datetime.fromisoformat(moment)) == said


def test_a_deadline_without_an_hour_lasts_until_midnight(clock: Clock) -> None:
    make_call(slug="day", deadline_time=None)
    clock.move_to(datetime.fromisoformat("2026-12-18T23:59:00+01:00"), tick=False)
    assert names(page("/sr/resources/calls/")) == ["day"]
    clock.move_to(datetime.fromisoformat("2026-12-19T00:00:00+01:00"), tick=False)
    assert names(page("/sr/resources/calls/")) == []


def test_the_page_of_a_call_says_for_whom_how_much_and_until_when() -> None:
    make_call(slug="tools", amount_min=Decimal(300_000), amount_max=Decimal(900_000))
    text = words(page("/en/resources/calls/tools/"))
    wanted = [
        "300,000 to 900,000 RSD",
        "Associations and foundations",
        "18 December 2026, 12:00",
        "Checked on",
    ]
    assert [each for each in wanted if each not in text] == []


def test_calls_can_be_seen_for_one_kind_of_applicant() -> None:
    make_call(slug="for-all", applicants=["association", "company"])
    make_call(slug="for-companies", applicants=["company"])
    assert names(page("/sr/resources/calls/?for=association")) == ["for-all"]
    assert names(page("/sr/resources/calls/?for=nobody")) == ["for-all", "for-companies"]


def test_a_withdrawn_call_leaves_the_list_and_its_page_tells_why() -> None:
    call = make_call(slug="gone")
    funding_calls.withdraw_call(call=call, by=writer(), reason="Donator je odustao.")
    assert (
        names(page("/sr/resources/calls/")),
        "Донатор је одустао." in page("/sr/resources/calls/gone/"),
    ) == (
        [],
        True,
    )


@pytest.mark.parametrize(
    "address",
    ["/en/resources/", "/en/resources/calls/", "/en/resources/calls/archive/", "/en/resources/glossary/"],
)
def test_a_list_takes_as_many_queries_for_three_as_for_one(
    address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def another(number: int) -> None:
        template = make_resource(kind="template", published=False)
        resource_files.add_file(resource=template, file=docx(), name="a.docx", language="sr", by=writer())
        sourced.note_checked(record=template, by=writer())
        resources.publish_resource(resource=template, by=writer())
        make_call()
        make_call(deadline_day=date(2026, 11, 1))
        make_term(f"реч {number}", f"word-{number}").see_also.add(make_term(f"друга {number}", f"o-{number}"))

    another(1)
    page(address)
    with CaptureQueriesContext(connection) as once:
        page(address)
    another(2)
    another(3)
    with django_assert_num_queries(len(once)):
        page(address)


# --- calendar


def test_the_calendar_holds_deadlines_as_days_or_moments_and_grows_with_changes() -> None:
    timed, day = make_call(), make_call(deadline_time=None)
    funding_calls.change_call(
        call=timed, by=writer(), deadline_day=date(2026, 12, 20), deadline_time=time(15)
    )
    funding_calls.withdraw_call(call=day, by=writer())
    entries = Calendar.from_ical(page("/sr-latn/resources/calls.ics")).walk("VEVENT")
    assert [
        (
            str(each["uid"]).partition("@")[0],
            each.decoded("dtstart"),
            int(str(each["sequence"])),
            str(each["status"]),
        )
        for each in entries
    ] == [
        (f"call-{day.pk}", date(2026, 12, 18), 1, "CANCELLED"),
        (f"call-{timed.pk}", datetime(2026, 12, 20, 14, tzinfo=UTC), 1, "CONFIRMED"),
    ]
    assert str(entries[0]["summary"]) == "Rok: Pomoć za alat 2"


def test_the_same_calls_give_the_same_calendar_and_need_not_be_sent_again() -> None:
    make_call()
    first = Client().get("/en/resources/calls.ics")
    again = Client().get("/en/resources/calls.ics", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_one_deadline_can_be_taken_into_a_calendar_with_two_alarms() -> None:
    make_call(slug="tools")
    entry = Calendar.from_ical(page("/en/resources/calls/tools/deadline.ics")).walk("VEVENT")[0]
    assert (entry.decoded("dtstart"), [alarm.decoded("trigger").days for alarm in entry.walk("VALARM")]) == (
        DEADLINE,
        [-7, -1],
    )


# --- to be reminded


def ask(address: str, email: str, **more: str) -> object:
    with time_machine.travel(NOW - timedelta(minutes=1), tick=False):
        token = new_token()
    return Client().post(address, {"email": email, "token": token, "website": "", **more})


def test_an_address_is_confirmed_by_a_button_and_looking_at_the_link_changes_nothing() -> None:
    make_call(slug="tools")
    response: object = ask("/sr-latn/resources/calls/tools/remind/", "mila@example.org")
    assert response["Location"] == "/sr-latn/resources/calls/tools/remind/sent/"  # type: ignore[index]
    mail = StoredMail.objects.get()
    found = re.search(r"/sr-latn/resources/reminders/\d+/\?key=\S+", mail.body_text)
    assert found is not None
    client = Client()
    client.get(found[0])
    assert CallSignUp.objects.get().confirmed_at is None
    client.post(found[0])
    assert (CallSignUp.objects.get().confirmed_at, mail.is_secret, mail.recipient) == (
        NOW,
        True,
        "mila@example.org",
    )


def test_the_answer_is_the_same_for_a_known_and_an_unknown_address() -> None:
    sign_up(make_call(slug="tools"), "known@example.org")
    answers = [
        ask("/en/resources/calls/tools/remind/", email) for email in ("known@example.org", "new@example.org")
    ]
    first, second = [(each.status_code, each["Location"], each.content) for each in answers]  # type: ignore[attr-defined,index]
    assert first == second


def test_a_wrong_key_opens_and_changes_nothing() -> None:
    row = sign_up(make_call())
    for address in (f"/en/resources/reminders/{row.pk}/", f"/en/resources/reminders/{row.pk}/leave/"):
        statuses = [
            Client().get(f"{address}?key=x").status_code,
            Client().post(f"{address}?key=x").status_code,
        ]
        assert statuses == [404, 404]
    assert CallSignUp.objects.count() == 1


@pytest.mark.long
def test_one_address_cannot_be_flooded_with_letters() -> None:
    for number in range(12):
        make_call(slug=f"call-{number}")
    statuses = [
        ask(f"/en/resources/calls/call-{number}/remind/", "mila@example.org").status_code  # type: ignore[attr-defined]
        for number in range(12)
    ]
    assert (statuses, len(mails("call_confirm"))) == ([302] * 10 + [429] * 2, 10)
    with time_machine.travel(NOW + timedelta(hours=12), tick=False):
        later = ask("/en/resources/calls/call-11/remind/", "mila@example.org")
    assert (later.status_code, len(mails("call_confirm"))) == (429, 10)  # type: ignore[attr-defined]


def test_a_mistyped_address_is_named_at_the_field_and_kept() -> None:
    make_call(slug="tools")
    response = ask("/en/resources/calls/tools/remind/", "mila@")
    html = response.content.decode()  # type: ignore[attr-defined]
    assert (response.status_code, 'value="mila@"' in html, 'href="#id_email"' in html) == (422, True, True)  # type: ignore[attr-defined]


# --- guides, files, words


def test_a_guide_numbers_its_steps_and_leads_to_each() -> None:
    guide = make_resource(slug="way")
    for number, title in enumerate(["Прво", "Друго"]):
        ResourceStep.objects.create(resource=guide, title_sr=title, body_sr="**Полако**", position=number)
    html = page("/sr-latn/resources/way/")
    assert re.findall(r'href="#(step-\d)">(\w+)<', html) == [("step-1", "Prvo"), ("step-2", "Drugo")]
    assert ('id="step-2"' in html, "Korak 2 od 2" in words(html), "<strong>Polako</strong>" in html) == (
        True,
        True,
        True,
    )
    told = [json.loads(each) for each in re.findall(r'ld\+json">(.*?)</script>', html)]
    steps = next(each["step"] for each in told if each["@type"] == "HowTo")
    assert [(each["position"], each["name"]) for each in steps] == [(1, "Prvo"), (2, "Drugo")]


def test_a_text_that_nobody_checked_for_long_says_so(clock: Clock) -> None:
    guide = make_resource(slug="old", check_after_months=6)
    clock.move_to(datetime.fromisoformat("2027-05-31T12:00:00+02:00"), tick=False)
    assert "months ago" not in page("/en/resources/old/")
    clock.move_to(datetime.fromisoformat("2027-06-01T12:00:00+02:00"), tick=False)
    assert "This was checked 6 months ago" in page("/en/resources/old/")
    sourced.note_checked(record=guide, by=writer())
    assert "months ago" not in page("/en/resources/old/")


def test_an_earlier_short_name_leads_on_and_an_archived_page_stays_with_a_word_about_it() -> None:
    guide = make_resource(slug="old-name")
    guide = resources.change_resource(resource=guide, by=writer(), slug="new-name")
    response = Client().get("/en/resources/old-name/")
    assert (response.status_code, response["Location"]) == (301, "/en/resources/new-name/")
    sourced.archive(record=guide, by=writer())
    assert "no longer kept up to date" in page("/en/resources/new-name/")
    assert "new-name" not in page("/en/resources/")


def test_a_draft_is_for_who_writes_only(editor: object, advisor_user: object) -> None:
    make_resource(slug="draft", published=False)
    make_call(slug="draft", published=False)
    seen = []
    for user in (None, advisor_user, editor):
        client = Client()
        if user is not None:
            client.force_login(user)  # type: ignore[arg-type]
        seen.append([client.get(f"/en/resources/{path}/").status_code for path in ("draft", "calls/draft")])
    assert seen == [[404, 404], [404, 404], [200, 200]]


def test_the_list_is_searched_in_both_scripts_and_by_kind() -> None:
    make_resource(slug="honey", title_sr="Продаја меда и Ђурђевка", kind="law")
    make_resource(slug="cloth", title_sr="Ткање")

    def found(query: str) -> list[str]:
        return re.findall(r'<h2><a href="/en/resources/([\w-]+)/">', page(f"/en/resources/?{query}"))

    assert [found(f"q={typed}") for typed in ("djurdjevka", "МЕДА", "nothing")] == [["honey"], ["honey"], []]
    assert (found("kind=law"), found("kind=guide"), len(found("kind=x"))) == (["honey"], ["cloth"], 2)


def test_a_template_gives_its_newest_file_under_a_safe_name_and_not_the_earlier_one() -> None:
    template = make_resource(slug="form", kind="template", published=False)
    first, second = (
        resource_files.add_file(
            resource=template, file=docx(text), name="../Образац\r\n.exe", language="sr", by=writer()
        )
        for text in ("Прва", "Друга")
    )
    sourced.note_checked(record=template, by=writer())
    resources.publish_resource(resource=template, by=writer())
    response = Client().get(f"/sr/resources/form/files/{second.pk}/")
    assert (response["X-Content-Type-Options"], "attachment" in response["Content-Disposition"]) == (
        "nosniff",
        True,
    )
    assert (second.file_name, second.version, b"".join(response)[:2]) == ("Образац.docx", 2, b"PK")
    assert Client().get(f"/sr/resources/form/files/{first.pk}/").status_code == 404


def test_the_glossary_stands_in_the_order_of_the_script() -> None:
    for word, slug in [
        ("љубав", "love"),
        ("чин", "act"),
        ("лист", "leaf"),
        ("цена", "price"),
        ("ћуп", "jar"),
    ]:
        make_term(word, slug)
    make_term("тајна", "secret", published=False)

    def letters(language: str) -> list[tuple[str, str]]:
        html = page(f"/{language}/resources/glossary/")
        return [
            (letter, slug)
            for letter, rest in re.findall(r"<h2[^>]*>(\w+)</h2>(.*?)</section>", html, re.DOTALL)
            for slug in re.findall(r'class="term" id="([\w-]+)"', rest)
        ]

    assert letters("sr") == [("Л", "leaf"), ("Љ", "love"), ("Ћ", "jar"), ("Ц", "price"), ("Ч", "act")]
    assert letters("sr-latn") == [("C", "price"), ("Č", "act"), ("Ć", "jar"), ("L", "leaf"), ("Lj", "love")]


def test_words_are_explained_where_they_are_used() -> None:
    guide = make_resource(slug="way")
    guide.terms.add(
        make_term("задруга", "coop", short_en="Owned by members."), make_term("нацрт", "x", published=False)
    )
    html = page("/en/resources/way/")
    assert (html.count("glossary/#"), "Owned by members." in html) == (1, True)


def test_the_search_of_the_whole_site_finds_guides_calls_and_words() -> None:
    make_resource(slug="honey", title_sr="Мед у тегли")
    make_call(slug="jars", title_sr="Тегле")
    make_term("тегла", "jar")
    found = {
        source.slug: [hit.url.rpartition("/resources/")[2] for hit in source.find(Asked("tegl", 5)).hits]
        for source in sources()
        if source.slug in {"resources", "calls", "glossary"}
    }
    assert found == {"resources": ["honey/"], "calls": ["calls/jars/"], "glossary": ["glossary/#jar"]}


def test_closed_calls_need_no_check_and_old_guides_do() -> None:
    call, over, guide = make_call(), make_call(deadline_day=date(2026, 11, 1)), make_resource()
    for record in (call, over, guide):
        long_ago(record, days=400)
    assert list(FundingCall.objects.due_for_check()) == [call]
    assert list(type(guide).objects.due_for_check()) == [guide]
