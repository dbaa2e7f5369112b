"""The forms of events that a stranger can send, as `public_forms.py` lists the others."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from events import exhibitor_links
from events.choices import RegistrationState
from events.links import make_key
from events.models import Event, ExhibitorNeeds, ExhibitorReport, Feedback, Place, ProgrammeItem, Registration
from events.services import registrations
from tests.crawl.public_forms import (
    HUGE,
    NO_CONTACT,
    NO_KEY,
    NO_REFERENCE,
    NO_TOKEN,
    NOT_ENOUGH,
    NOT_TEXT,
    PublicForm,
    Sent,
    old_token,
)
from tests.events.doors import make_door
from tests.events.factories import enter, make_event, make_item
from tests.events.fairs import accepted, exhibited, make_fair, make_past_fair
from tests.events.released import release

_PEOPLE = [b"-1", b"0", b"21", b"9" * 400, b"2.5", b"many", HUGE, *NOT_TEXT]
_WORDS = [b"x" * 2001, HUGE, *NOT_TEXT]


def set_up() -> None:
    """A workshop with a part to choose, one that is on now, a fair to come and one that is over."""
    workshop = make_event(20, slug="talk-on-honey")
    make_item(workshop, capacity=10)
    release(workshop)
    enter(workshop, phone="0641234567")
    on_now = make_event(20, slug="on-now")
    start = timezone.now() - timedelta(minutes=10)
    Event.objects.filter(pk=on_now.pk).update(starts_at=start, ends_at=start + timedelta(hours=2))
    accepted(make_fair(slug="fair"))
    exhibited(make_past_fair(slug="last-fair"))


def state() -> tuple[object, ...]:
    """Everything about events that a stranger could change."""
    return (
        sorted(Registration.objects.values_list("pk", "state", "size", "contact_name")),
        sorted(Place.objects.values_list("registration", "item_id", "number"), key=str),
        Feedback.objects.count(),
        sorted(ExhibitorNeeds.objects.values_list("pk", "version")),
        sorted(ExhibitorReport.objects.values_list("pk", "contacts")),
    )


def _register(client: Client, language: str) -> Sent:
    answers = {"name": "Мила", "phone": "0651234567", "size": "1", "token": old_token()}
    empty = dict.fromkeys(("email", "organisation", "read", "website", "question"), "")
    return Sent(f"/{language}/events/talk-on-honey/register/", {**answers, **empty})


def _register_with_part(client: Client, language: str) -> Sent:
    sent = _register(client, language)
    return Sent(sent.path, {**sent.data, "items": str(ProgrammeItem.objects.earliest("pk").pk), "wait": "1"})


def _find(client: Client, language: str) -> Sent:
    found = {"reference": _registration().reference, "contact": "0641234567"}
    return Sent(f"/{language}/events/find/", found)


def _open_door(client: Client, language: str) -> Sent:
    _door, code = make_door(Event.objects.get(slug="on-now"))
    return Sent(f"/{language}/events/on-now/door/open/", {"code": code})


def _registration() -> Registration:
    return Registration.objects.filter(event__slug="talk-on-honey").earliest("pk")


def _own(part: str, **data: str) -> Callable[[Client, str], Sent]:
    def prepare(client: Client, language: str) -> Sent:
        found = _registration()
        path = f"/{language}/events/registration/{found.reference}/{part}/"
        return Sent(path, data, {"key": make_key(found)})

    return prepare


def _choose(client: Client, language: str) -> Sent:
    sent = _own("programme")(client, language)
    return Sent(sent.path, {"item": str(ProgrammeItem.objects.earliest("pk").pk)}, sent.query)


def _offered(part: str) -> Callable[[Client, str], Sent]:
    """Prepare the answer of somebody to whom a place is offered."""

    def prepare(client: Client, language: str) -> Sent:
        found = Registration.objects.filter(state=RegistrationState.OFFERED).first() or _new_offer()
        return Sent(
            f"/{language}/events/registration/{found.reference}/{part}/", query={"key": make_key(found)}
        )

    return prepare


def _new_offer() -> Registration:
    event = make_event(1)
    first, second = enter(event, 11), enter(event, 12)
    registrations.cancel_registration(registration=first)
    second.refresh_from_db()
    return second


def _exhibitor(slug: str, part: str, **data: str) -> Callable[[Client, str], Sent]:
    def prepare(client: Client, language: str) -> Sent:
        found = Event.objects.get(slug=slug).applications.get()
        path = f"/{language}/events/{slug}/exhibitors/{found.pk}/{part}/"
        return Sent(path, data, {"key": exhibitor_links.make_key(found)})

    return prepare


def _feedback(client: Client, language: str) -> Sent:
    answers = {"score": "4", "good": "Мед", "better": "", "comes_again": "", "token": old_token()}
    return Sent(f"/{language}/events/on-now/feedback/", {**answers, "website": ""})


def forms() -> list[PublicForm]:
    """Return the list; a form that a crawl of the pages finds and that is not here fails a test."""
    about: dict[str, Sequence[bytes]] = {
        "name": [b"x" * 121, HUGE, *NOT_ENOUGH],
        "phone": [b"", *NO_CONTACT],
        "size": _PEOPLE,
        "token": NO_TOKEN,
        "website": [b"x", HUGE],
    }
    needs = {
        "tables": "1",
        "chairs": "2",
        "sockets": "1",
        "watts": "100",
        "meals": "0",
        "vehicle": "",
        "note": "",
    }
    told = {"sales": "nothing", "contacts": "3", "comes_again": "yes", "words": ""}
    by_key = {"?key": NO_KEY}
    return [
        PublicForm("events:register", _register, about, "RegisterForm"),
        PublicForm(
            "events:register",
            _register_with_part,
            {**about, "items": [b"0", b"-1", b"x", b"9" * 400, HUGE, *NOT_TEXT]},
            "RegisterForm",
        ),
        PublicForm(
            "events:find",
            _find,
            {"reference": NO_REFERENCE, "contact": [b"", *NO_CONTACT]},
            "FindForm",
            does=False,
        ),
        PublicForm(
            "events:door_open",
            _open_door,
            {"code": [b"", b"2222-2222-2222-2222", HUGE, *NOT_TEXT]},
            "OpenForm",
            does=False,
        ),
        PublicForm(
            "events:registration_people",
            _own("people", size="2"),
            {"size": [b"", *_PEOPLE], **by_key},
            "SizeForm",
        ),
        PublicForm("events:registration_programme", _choose, by_key, "events:registration_programme"),
        *(
            PublicForm(f"events:registration_{part}", _own(part), by_key, f"events:registration_{part}")
            for part in ("cancel", "erase")
        ),
        *(
            PublicForm(f"events:registration_{part}", _offered(part), by_key, f"events:registration_{part}")
            for part in ("accept", "decline")
        ),
        PublicForm(
            "events:exhibitor_needs",
            _exhibitor("fair", "needs", comes_at="08:30", seen="0", **needs),
            {
                **by_key,
                "tables": [b"-1", b"999", b"x", *NOT_TEXT],
                "watts": [b"-1", b"9" * 400, b"x", *NOT_TEXT],
                "comes_at": [b"25:00", b"noon", HUGE, *NOT_TEXT],
                "note": _WORDS,
                "seen": [b"", b"-1", b"x", *NOT_TEXT],
            },
            "NeedsForm",
        ),
        PublicForm(
            "events:exhibitor_report",
            _exhibitor("last-fair", "report", **told),
            {
                **by_key,
                "sales": [b"", b"millions", *NOT_TEXT],
                "contacts": [b"-1", b"9" * 400, b"x", *NOT_TEXT],
                "comes_again": [b"", b"x", *NOT_TEXT],
            },
            "ReportForm",
        ),
        PublicForm(
            "events:feedback",
            _feedback,
            {
                "score": [b"", b"0", b"6", b"x", *NOT_TEXT],
                "good": _WORDS,
                "comes_again": [b"x", *NOT_TEXT],
                "token": NO_TOKEN,
                "website": [b"x", HUGE],
            },
            "FeedbackForm",
        ),
    ]
