"""Every form that a stranger can send, with answers that it takes and answers that it must never take.

`test_bad_input.py` sends each one full of junk; `test_public_forms.py` looks for forms that are missing here.
"""

import re
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import signing
from django.core.cache import cache
from django.forms import BaseForm
from django.test import Client
from django.utils import timezone

from center.base.guarded_form import LONGEST, new_token
from center.models import Journalist, MediaRequest, PressDelivery, Question, RateWindow, StoredMail, User
from center.services.press.keys import make_key as make_press_key
from center.services.press.sending import send_release
from consultations import links, slots
from consultations.choices import Mode, PlaceState
from consultations.models import Consultation, GroupSession, Participation, Topic
from consultations.services import participations
from consultations.views import booking
from consultations.views.selection import write_start
from entrepreneurs.choices import ConsentWay, Purpose
from entrepreneurs.models import (
    ClaimRequest,
    Consent,
    Enterprise,
    EnterpriseMessage,
    Entrepreneur,
    ErrorReport,
)
from entrepreneurs.services import give_consent
from tests.center.media import make_journalist, publish
from tests.center.second_factors import give_totp, totp_code
from tests.consultations.booking_walk import TEN
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.consultations.groups import enter, make_session
from tests.entrepreneurs.claims import mailed_code
from tests.entrepreneurs.factories import published

Query = dict[str, str]
PASSWORD = "a long password for tests"
EMAIL = "mila@example.org"
# UTF-8 cut short, a lone surrogate, Cyrillic of Windows, UTF-16: what other encodings look like here.
UNREADABLE = [b"\xc3", b"\xed\xa0\x80", "Мила".encode("cp1251"), "Мила".encode("utf-16")]
NUL = [b"\0", b"Mila\0"]
NOT_TEXT = [*UNREADABLE, *NUL]
HUGE = b"x" * 20_000
NO_CONTACT = [b"12", b"nobody", b"9" * 400, HUGE, *NOT_TEXT]
NO_START = [
    b"yesterday",
    b"2026-02-30T08:00Z",
    b"2026-09-07T03:00Z",  # before the door opens
    b"2026-09-07T08:30Z",  # between two starts
    b"2026-09-06T08:00Z",  # a Sunday, and yesterday
    b"1999-01-01T08:00Z",
    b"2099-12-31T23:59Z",
    b"9999-12-31T23:59Z",
    b"2026-09-07T08:00:00+00:00",
    "２０２６-09-07T08:00Z".encode(),
    HUGE,
    *NOT_TEXT,
]
NO_TOPIC = [b"nothing", b"hidden", b"../admin", b"' OR 1=1 --", b"-1", HUGE, *NOT_TEXT]
NO_TOKEN = [b"", b"x", b"0:0:0", HUGE, *NOT_TEXT]
NOT_ENOUGH = [b"", b"   ", *NOT_TEXT]


@dataclass(frozen=True)
class Sent:
    """An address and answers that the form takes."""

    path: str
    data: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PublicForm:
    """A form by the name of the address it is sent to and, in the booking, by the step of its button.

    `prepare` brings a browser to the page. `junk` are, by field, values of which any one alone has to keep the
    form from doing what it is for; names with a question mark stand in the address. `reaches` is what a Probe
    notes when a post came as far as the form, and `does` says whether good answers change anything stored.
    """

    view: str
    prepare: Callable[[Client, str], Sent]
    junk: Mapping[str, Sequence[bytes]]
    reaches: str
    does: bool = True
    step: str = ""
    takes_good_answers: bool = True

    def __str__(self) -> str:
        return "-".join(filter(None, [self.view, self.step, *(() if self.step else sorted(self.junk))]))


class Probe:
    """Notes which forms were filled from a post and which steps of the booking were gone."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seen: list[str] = []
        clean = BaseForm.full_clean

        def full_clean(form: BaseForm) -> None:
            clean(form)
            if form.is_bound:
                self.seen.append(type(form).__name__)
                # The last answers count only when the form itself was found in order.
                if getattr(form, "is_final", False) and "token" not in (form._errors or {}):  # type: ignore[attr-defined]  # no second validation
                    self.seen.append("the booking itself")

        monkeypatch.setattr(BaseForm, "full_clean", full_clean)
        for step, view in booking._STEPS.items():
            monkeypatch.setitem(booking._STEPS, step, self._noting(f"step {step}", view))

    def _noting(self, name: str, view: Callable[..., object]) -> Callable[..., object]:
        def noting(*args: object) -> object:
            self.seen.append(name)
            return view(*args)

        return noting


def set_up() -> None:
    """One topic with free hours, one that is not offered, one visit, and one person who can sign in."""
    topic = make_topic("talk", name_en="A talk", modes=[Mode.OFFICE, Mode.PHONE])
    make_topic("hidden", is_published=False)
    advisor = make_advisor(topic)
    advisor.topics.set(Topic.objects.all())
    make_visit(topic, local(MONDAY, 12), phone="0641234567")
    make_session(topic=topic, advisor=advisor)
    full = make_session(topic=topic, advisor=advisor, start=local(MONDAY, 20), places=1)
    enter(full)
    User.objects.create_user(EMAIL, PASSWORD, name="Мила", language="en")
    published("Медена кошница")
    published("Плава тегла", slug="jar")
    editor = User.objects.create_user("editor@media.example", name="Ана", is_staff=True)
    send_release(release=publish(editor), by=editor, journalists=[make_journalist().pk])


def state() -> tuple[object, ...]:
    """Everything that a stranger could change."""
    return (
        sorted(Consultation.objects.values_list("pk", "state")),
        sorted(Participation.objects.values_list("pk", "state")),
        Question.objects.count(),
        MediaRequest.objects.count(),
        Journalist.objects.filter(left_at__isnull=True).count(),
        EnterpriseMessage.objects.count(),
        ErrorReport.objects.count(),
        Entrepreneur.objects.count(),
        StoredMail.objects.count(),
        sorted(ClaimRequest.objects.values_list("pk", "state")),
        sorted(Consent.objects.in_force().values_list("pk", flat=True)),
        sorted(User.objects.values_list("pk", "password", "last_login", "language")),
    )


def forget_limits() -> None:
    """Begin a new hour for every limit, so that they hide nothing."""
    RateWindow.objects.all().delete()
    cache.clear()


def old_token() -> str:
    """Return the key of a form that was opened ten seconds ago."""
    with time_machine.travel(timezone.now() - timedelta(seconds=10), tick=False):
        return new_token()


def useless_tokens() -> Iterator[bytes]:
    """Keys that were right once, will be right soon, or come from elsewhere."""
    yield new_token().encode()
    with time_machine.travel(timezone.now() - LONGEST - timedelta(seconds=1), tick=False):
        yield new_token().encode()
    yield signing.TimestampSigner(salt="elsewhere").sign(uuid.uuid4().hex).encode()
    yield signing.TimestampSigner(salt="center.form").sign("no key").encode()


def _visit() -> Consultation:
    return Consultation.objects.earliest("pk")


def _link_to_new_password() -> str:
    found = re.search(r"http\S+/reset/key/\S+", StoredMail.objects.latest("pk").body_text)
    assert found
    return urlsplit(found[0]).path


def _language(client: Client, language: str) -> Sent:
    return Sent("/language/", {"language": language, "next": f"/{language}/about/"})


def _contact(client: Client, language: str) -> Sent:
    answers = {"name": "Мила", "phone": "0641234567", "text": "Када радите?", "token": old_token()}
    return Sent(f"/{language}/contact/", {**answers, "website": "", "email": ""})


# A sound answer to each question of the self-check, as its form sends them.
_SELF_CHECK = {"q1": "company", "q2": "no", "q3": "work", "q4": "social", "q5": "roma"} | {
    f"q{number}": "yes" for number in range(6, 12)
}


def _media(client: Client, language: str) -> Sent:
    answers = {
        "outlet_name": "Радио Долина",
        "name": "Мила",
        "email": "mila@media.example",
        "phone": "",
        "text": "Тражимо саговорника.",
        "deadline": "",
        "wants_releases": "on",
        "token": old_token(),
    }
    return Sent(f"/{language}/press/", {**answers, "website": ""})


def _leave_press(client: Client, language: str) -> Sent:
    delivery = PressDelivery.objects.earliest("pk")
    return Sent(f"/{language}/press/leave/{make_press_key(delivery)}/")


def _message(client: Client, language: str) -> Sent:
    answers = {"name": "Мила", "phone": "0641234567", "text": "Имате ли ајвара?", "token": old_token()}
    return Sent(f"/{language}/enterprises/jar/contact/", {**answers, "website": "", "email": ""})


def _report(client: Client, language: str) -> Sent:
    answers = {"kind": "other", "text": "Други број", "email": "", "token": old_token()}
    return Sent(f"/{language}/enterprises/jar/report/", {**answers, "website": ""})


# How a visitor may be reached safely; nothing of it has to be answered.
_SAFELY = (
    "advice", "call_from", "call_until", "helper_agreed", "helper_email", "helper_name", "helper_phone",
    "helper_relation", "neutral_texts", "no_email_reminders", "no_voicemail",
)  # fmt: skip


def _booking(step: str) -> Callable[[Client, str], Sent]:
    def prepare(client: Client, language: str) -> Sent:
        chosen = {"topic": "talk", "mode": "office", "day": str(MONDAY), "start": TEN, "step": step}
        chosen |= {"advisor": "", "check": "1-company.3-work", **_SELF_CHECK}
        typed = {"name": "Мила", "phone": "0641234567", "email": "", "note": "", "token": old_token()}
        typed |= dict.fromkeys((*_SAFELY, "read", "sms"), "")
        return Sent(f"/{language}/consultations/book/", {**chosen, **typed, "website": ""})

    return prepare


def _later_days(client: Client, language: str) -> Sent:
    sent = _booking("day")(client, language)
    data = {name: value for name, value in sent.data.items() if name not in {"step", "start"}}
    return Sent(sent.path, {**data, "step": "go_on", "page": "2"})


def _find(client: Client, language: str) -> Sent:
    return Sent(
        f"/{language}/consultations/find/", {"reference": _visit().reference, "contact": "0641234567"}
    )


def _find_from_dead_link(client: Client, language: str) -> Sent:
    sent = _find(client, language)
    return Sent(f"/{language}/consultations/{_visit().reference}/", sent.data)


def _cancel(client: Client, language: str) -> Sent:
    visit = _visit()
    return Sent(f"/{language}/consultations/{visit.reference}/cancel/", query={"key": links.make_key(visit)})


def _take_back(client: Client, language: str) -> Sent:
    visit = _visit()
    return Sent(
        f"/{language}/consultations/{visit.reference}/consents/",
        {"withdraw": _agreed(visit.entrepreneur)},
        query={"key": links.make_key(visit)},
    )


def _take_back_of_place(client: Client, language: str) -> Sent:
    place = Participation.objects.order_by("pk").last()
    assert place is not None
    return Sent(
        f"/{language}/consultations/place/{place.reference}/consents/",
        {"withdraw": _agreed(place.entrepreneur)},
        query={"key": links.make_place_key(place)},
    )


def _agreed(person: Entrepreneur) -> str:
    """Let the person agree to two things, so that one is left after the other was taken back."""
    purposes = (Purpose.BOOKING, Purpose.SMS)
    given = [give_consent(person=person, purpose=purpose, how=ConsentWay.WEB) for purpose in purposes]
    return str(given[0].pk)


def _move(client: Client, language: str) -> Sent:
    visit = _visit()
    free = slots.nearest(
        visit.topic, visit.starts_at, now=timezone.now(), ignoring=visit, advisor=visit.advisor
    )
    start = next(each for each in free if each != visit.starts_at)
    return Sent(
        f"/{language}/consultations/{visit.reference}/move/",
        {"start": write_start(start), "whoever": ""},
        query={"key": links.make_key(visit)},
    )


def _sign_up(client: Client, language: str) -> Sent:
    answers = {
        "name": "Мила",
        "phone": "0641234567",
        "email": "",
        "read": "",
        "token": old_token(),
        "website": "",
    }
    return Sent(f"/{language}/consultations/groups/{GroupSession.objects.latest('starts_at').pk}/", answers)


def _wait(client: Client, language: str) -> Sent:
    sent = _sign_up(client, language)
    pk = GroupSession.objects.earliest("starts_at").pk
    return Sent(f"/{language}/consultations/groups/{pk}/", {**sent.data, "wait": "1"})


def _place(verb: str, place_state: PlaceState) -> Callable[[Client, str], Sent]:
    def prepare(client: Client, language: str) -> Sent:
        place = Participation.objects.filter(state=place_state).order_by("pk").last() or _new_place(
            place_state
        )
        key = {"key": links.make_place_key(place)}
        return Sent(f"/{language}/consultations/place/{place.reference}/{verb}/", query=key)

    return prepare


def _new_place(place_state: PlaceState) -> Participation:
    """Return somebody who waits for a place, or to whom one is offered."""
    full = make_session(places=1)
    first, second = enter(full, 1), enter(full, 2)
    if place_state == PlaceState.OFFERED:
        participations.cancel_place(participation=first)
    return second


_ASKS = {
    "name": "Мила", "email": EMAIL, "phone": "", "role": "founder", "language": "sr", "message": "",
    "publication": "on", "statistics": "", "website": "",
}  # fmt: skip


def _add(client: Client, language: str) -> Sent:
    new = {"enterprise": "Златна дуња", "summary": "Слатко.", "form": "", "settlement": "", "web": ""}
    answers = {**_ASKS, **new, "registration_number": "", "not_these": "", "token": old_token()}
    return Sent(f"/{language}/enterprises/add/", answers)


def _claim(client: Client, language: str) -> Sent:
    slug = Enterprise.objects.published().earliest("pk").slug
    return Sent(f"/{language}/enterprises/{slug}/claim/", {**_ASKS, "token": old_token()})


def _claim_code(client: Client, language: str) -> Sent:
    sent = _add(client, language)
    page = client.post(sent.path, sent.data)
    token = page.context["form"]["token"].value()
    return Sent(f"{sent.path}code/", {"code": mailed_code(EMAIL), "token": token})


def _claim_code_elsewhere(client: Client, language: str) -> Sent:
    sent = _claim_code(client, language)
    return Sent(sent.path, {"code": sent.data["code"], "email": EMAIL, "token": ""})


def _claim_code_again(client: Client, language: str) -> Sent:
    sent = _claim_code(client, language)
    return Sent(sent.path, {"token": sent.data["token"], "again": "1"})


def _claim_code_in_another_language(client: Client, language: str) -> Sent:
    return Sent(_claim_code(client, language).path, {"token": _claim_code(client, language).data["token"]})


def _login(client: Client, language: str) -> Sent:
    user = User.objects.get(email=EMAIL)
    user.set_password(PASSWORD)
    user.save()
    return Sent(
        f"/{language}/account/login/",
        {"login": EMAIL, "password": PASSWORD, "remember": "on", "next": f"/{language}/"},
    )


def _passkey(client: Client, language: str) -> Sent:
    client.get(f"/{language}/account/2fa/webauthn/login/", headers={"accept": "application/json"})
    return Sent(f"/{language}/account/2fa/webauthn/login/", {"credential": "{}", "next": f"/{language}/"})


def _ask_code(client: Client, language: str) -> Sent:
    return Sent(f"/{language}/account/login/code/", {"email": EMAIL, "next": f"/{language}/"})


def _give_code(client: Client, language: str) -> Sent:
    sent = _ask_code(client, language)
    client.post(sent.path, sent.data)
    code = re.search(r"^\s*([A-Z0-9-]{6,12})\s*$", StoredMail.objects.latest("pk").body_text, re.MULTILINE)
    assert code
    return Sent(f"{sent.path}confirm/", {"code": code[1], "next": f"/{language}/"})


def _ask_code_again(client: Client, language: str) -> Sent:
    return Sent(_give_code(client, language).path, {"action": "resend", "next": f"/{language}/"})


def _leave(client: Client, language: str) -> Sent:
    _give_code(client, language)
    return Sent(f"/{language}/account/logout/", {"next": f"/{language}/account/login/"})


def _ask_password(client: Client, language: str) -> Sent:
    return Sent(f"/{language}/account/password/reset/", {"email": EMAIL})


def _new_password(client: Client, language: str) -> Sent:
    sent = _ask_password(client, language)
    client.post(sent.path, sent.data)
    path = client.get(_link_to_new_password())["Location"]
    new = "sunce nad Lazaricom 1376"
    return Sent(path, {"password1": new, "password2": new, "action": ""})


def _second_factor(client: Client, language: str) -> Sent:
    user = User.objects.get(email=EMAIL)
    Authenticator.objects.filter(user=user).delete()
    secret = give_totp(user)
    sent = _login(client, language)
    client.post(sent.path, sent.data)
    return Sent(f"/{language}/account/2fa/authenticate/", {"code": totp_code(secret)})


def _second_factor_key(client: Client, language: str) -> Sent:
    return Sent(_second_factor(client, language).path, {"credential": "{}"})


_ANSWERS: dict[str, Sequence[bytes]] = {
    "topic": [b"", *NO_TOPIC],
    "mode": [b"boat", b"online", b"-1", HUGE, *NOT_TEXT],
    "start": [b"", *NO_START],
    "advisor": [b"0", b"-1", b"x", b"9" * 400, HUGE, *NOT_TEXT],
    "name": [b"x" * 121, HUGE, *NOT_ENOUGH],
    "phone": [b"", *NO_CONTACT],
    "note": [b"x" * 2001, HUGE, *NOT_TEXT],
}
NO_KEY = [b"", b"x", b"A" * 43, HUGE, *UNREADABLE]
_NO_CREDENTIAL = [b"", b"{}", b"[]", b"null", b"1", b'{"id":', b'{"id": {}, "response": []}', *NOT_TEXT]
_NO_PASSWORD = [b"", b"short", b"password1234", b"x" * 5000, *NOT_TEXT]
_NO_EMAIL = [b"", b"x", b"other@example.org", b"@" * 400, b"a@" + b"b." * 200 + b"c", *NOT_TEXT]
NO_REFERENCE = [b"", b"QWERTYUP", b"x", b"../admin", HUGE, *NOT_TEXT]
ELSEWHERE = [b"https://elsewhere.example/", b"//elsewhere.example", b"/\\elsewhere.example", b"javascript:0"]
_NO_WAY = [b"", b"\r\nSet-Cookie: a=b", HUGE, *ELSEWHERE, *NOT_TEXT]


_ASKED: dict[str, Sequence[bytes]] = {
    "name": [b"x" * 121, HUGE, *NOT_ENOUGH],
    "email": [b"", b"x", b"@" * 400, HUGE, *NOT_TEXT],
    "phone": [b"12", b"nobody", HUGE, *NOT_TEXT],
    "role": [b"", b"boss", HUGE, *NOT_TEXT],
    "language": [b"", b"xx", *NOT_TEXT],
    "message": [b"x" * 1001, HUGE, *NOT_TEXT],
    "token": NO_TOKEN,
    "website": [b"x", HUGE],
}


def forms() -> list[PublicForm]:
    """Return the list; a form that a crawl of the pages finds and that is not here fails a test."""
    step = "consultations:book"
    final = {
        **_ANSWERS,
        "token": NO_TOKEN,
        "website": [b"x", HUGE, *NOT_TEXT],
        "step": [b"", b"x", *NOT_TEXT],
    }
    return [
        PublicForm(
            "choose_language",
            _language,
            {"language": [b"", b"xx", *NOT_TEXT], "next": _NO_WAY},
            "choose_language",
            does=False,
        ),
        PublicForm(
            "contact",
            _contact,
            {
                "name": [b"x" * 121, HUGE, *NOT_ENOUGH],
                "phone": [b"", *NO_CONTACT],
                "text": [b"x" * 4001, HUGE, *NOT_ENOUGH],
                "token": NO_TOKEN,
                "website": [b"x", HUGE],
            },
            "QuestionForm",
        ),
        PublicForm(
            "press:front",
            _media,
            {
                "outlet_name": [b"x" * 121, HUGE, *NOT_ENOUGH],
                "name": [b"x" * 121, HUGE, *NOT_ENOUGH],
                "email": [b"", b"nobody", HUGE, *NOT_TEXT],
                "phone": NO_CONTACT,
                "text": [b"x" * 4001, HUGE, *NOT_ENOUGH],
                "deadline": [b"yesterday", b"1. 1. 1999.", b"9" * 400, *NOT_TEXT],
                "token": NO_TOKEN,
                "website": [b"x", HUGE],
            },
            "MediaRequestForm",
        ),
        PublicForm("press:leave", _leave_press, {}, "press:leave"),
        PublicForm(
            "entrepreneurs:contact",
            _message,
            {
                "name": [b"x" * 121, HUGE, *NOT_ENOUGH],
                "phone": [b"", *NO_CONTACT],
                "text": [b"x" * 3001, HUGE, *NOT_ENOUGH],
                "token": NO_TOKEN,
                "website": [b"x", HUGE],
            },
            "MessageForm",
        ),
        PublicForm(
            "entrepreneurs:report",
            _report,
            {
                "kind": [b"", b"x", *NOT_TEXT],
                "text": [b"x" * 2001, HUGE, *NOT_ENOUGH],
                "email": [b"x", b"@" * 400, *NOT_TEXT],
                "token": NO_TOKEN,
                "website": [b"x", HUGE],
            },
            "ReportForm",
        ),
        *(
            PublicForm(step, _booking(name), _ANSWERS, f"step {name}", does=False, step=name)
            for name in ("topic", "day", "time", "self_check", "leave_out", "details", "go_on", "check")
        ),
        PublicForm(
            step,
            _later_days,
            {"page": [b"-1", b"0", b"9" * 400, b"2.5", HUGE, *NOT_TEXT]},
            "step day",
            does=False,
            step="page",
        ),
        PublicForm(step, _booking("book"), final, "the booking itself", step="book"),
        PublicForm(
            "consultations:find",
            _find,
            {"reference": NO_REFERENCE, "contact": [b"", *NO_CONTACT]},
            "FindForm",
            does=False,
        ),
        PublicForm(
            "consultations:visit",
            _find_from_dead_link,
            {"reference": NO_REFERENCE, "contact": [b"", *NO_CONTACT]},
            "FindForm",
            does=False,
        ),
        PublicForm(
            "consultations:visit_move",
            _move,
            {
                "?key": NO_KEY,
                "start": [
                    b"",
                    b"x",
                    b"2026-13-01T00:00Z",
                    b"2020-01-01T09:00Z",
                    b"2099-12-31T23:59Z",
                    HUGE,
                    *NOT_TEXT,
                ],
            },
            "consultations:visit_move",
        ),
        PublicForm("consultations:visit_cancel", _cancel, {"?key": NO_KEY}, "consultations:visit_cancel"),
        PublicForm(
            "consultations:visit_consents", _take_back, {"?key": NO_KEY}, "consultations:visit_consents"
        ),
        PublicForm(
            "consultations:place_consents",
            _take_back_of_place,
            {"?key": NO_KEY},
            "consultations:place_consents",
        ),
        *(
            PublicForm(
                "consultations:group",
                prepare,
                {
                    "name": [b"x" * 121, HUGE, *NOT_ENOUGH],
                    "phone": [b"", *NO_CONTACT],
                    "token": NO_TOKEN,
                    "website": [b"x", HUGE],
                },
                "SignUpForm",
            )
            for prepare in (_sign_up, _wait)
        ),
        *(
            PublicForm(
                f"consultations:place_{verb}",
                _place(verb, here),
                {"?key": NO_KEY},
                f"consultations:place_{verb}",
            )
            for verb, here in (
                ("cancel", PlaceState.WAITING),
                ("accept", PlaceState.OFFERED),
                ("decline", PlaceState.OFFERED),
            )
        ),
        PublicForm(
            "entrepreneurs:add",
            _add,
            {
                **_ASKED,
                "enterprise": [b"x" * 121, HUGE, *NOT_ENOUGH],
                "summary": [b"x" * 201, HUGE, *NOT_ENOUGH],
                "form": [b"boat", HUGE, *NOT_TEXT],
                "settlement": [b"0", b"-1", b"x", b"9" * 400, HUGE, *NOT_TEXT],
                "registration_number": [b"123", b"x", HUGE, *NOT_TEXT],
                "web": [b"x", b"javascript:alert(1)", HUGE, *NOT_TEXT],
            },
            "AddForm",
        ),
        PublicForm("entrepreneurs:claim", _claim, _ASKED, "ClaimForm"),
        PublicForm(
            "entrepreneurs:claim_code",
            _claim_code,
            {"code": [b"", b"00000000", HUGE, *NOT_TEXT], "token": NO_TOKEN},
            "CodeForm",
        ),
        PublicForm(
            "entrepreneurs:claim_code",
            _claim_code_elsewhere,
            {"code": [b"", b"00000000", HUGE, *NOT_TEXT], "email": _NO_EMAIL},
            "CodeForm",
        ),
        PublicForm(
            "entrepreneurs:claim_code",
            _claim_code_again,
            {"again": [b"", b"2", b"x", HUGE, *NOT_TEXT], "token": NO_TOKEN},
            "entrepreneurs:claim_code",
        ),
        PublicForm(
            "entrepreneurs:claim_code",
            _claim_code_in_another_language,
            {"token": NO_TOKEN},
            "entrepreneurs:claim_code",
            does=False,
        ),
        PublicForm("account_login", _login, {"login": _NO_EMAIL, "password": _NO_PASSWORD}, "LoginForm"),
        PublicForm(
            "mfa_login_webauthn",
            _passkey,
            {"credential": _NO_CREDENTIAL},
            "KeyLoginForm",
            takes_good_answers=False,
        ),
        PublicForm("account_request_login_code", _ask_code, {"email": _NO_EMAIL}, "RequestLoginCodeForm"),
        PublicForm(
            "account_confirm_login_code",
            _give_code,
            {"code": [b"", b"000000", HUGE, *NOT_TEXT]},
            "ConfirmLoginCodeForm",
        ),
        PublicForm(
            "account_confirm_login_code",
            _ask_code_again,
            {"action": [b"", b"x", b"resend", HUGE, *NOT_TEXT]},
            "ConfirmLoginCodeForm",
            does=False,
        ),
        PublicForm("account_logout", _leave, {"next": _NO_WAY}, "account_logout", does=False),
        PublicForm("account_reset_password", _ask_password, {"email": _NO_EMAIL}, "ResetPasswordForm"),
        PublicForm(
            "account_reset_password_from_key",
            _new_password,
            {"password1": _NO_PASSWORD, "password2": _NO_PASSWORD},
            "ResetPasswordKeyForm",
        ),
        PublicForm(
            "mfa_authenticate",
            _second_factor,
            {"code": [b"", b"000000", HUGE, *NOT_TEXT]},
            "AuthenticateForm",
        ),
        PublicForm(
            "mfa_authenticate",
            _second_factor_key,
            {"credential": _NO_CREDENTIAL},
            "KeyForm",
            takes_good_answers=False,
        ),
    ]
