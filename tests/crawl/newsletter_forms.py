"""The newsletter's forms that a stranger can send, for the list in `public_forms.py`."""

from django.test import Client

from center.choices.newsletter import SubscriberState
from center.links.newsletter import confirm_token, manage_token
from center.models import Subscriber
from tests.center.newsletters import make_subscriber
from tests.crawl.public_forms import HUGE, NO_KEY, NO_TOKEN, NOT_TEXT, PublicForm, Sent, old_token

_NO_LANGUAGE = [b"", b"xx", HUGE, *NOT_TEXT]


def set_up() -> None:
    """One who has still to confirm, and one who receives the newsletter."""
    make_subscriber("waits@example.org", state=SubscriberState.WAITING)
    make_subscriber("reads@example.org", language="en")


def state() -> tuple[object, ...]:
    """What a stranger could change of the newsletter."""
    return (sorted(Subscriber.objects.values_list("pk", "state", "language")),)


def forms() -> list[PublicForm]:
    """Return the newsletter's forms."""
    return [
        PublicForm(
            "newsletter",
            _ask,
            {
                "email": [b"", b"x", b"@" * 400, HUGE, *NOT_TEXT],
                "language": _NO_LANGUAGE,
                "token": NO_TOKEN,
                "website": [b"x", HUGE],
            },
            "SubscribeForm",
        ),
        PublicForm("newsletter_confirm", _confirm, {"?key": NO_KEY}, "newsletter_confirm"),
        PublicForm(
            "newsletter_manage",
            _leave,
            {"?key": NO_KEY, "answer": [b"", b"stay", HUGE, *NOT_TEXT]},
            "newsletter_manage",
        ),
        PublicForm(
            "newsletter_manage", _language, {"?key": NO_KEY, "language": _NO_LANGUAGE}, "newsletter_manage"
        ),
    ]


def _ask(client: Client, language: str) -> Sent:
    answers = {"email": "new@example.org", "language": "sr", "token": old_token(), "website": ""}
    return Sent(f"/{language}/newsletter/", answers)


def _confirm(client: Client, language: str) -> Sent:
    waiting = Subscriber.objects.get(email="waits@example.org")
    return Sent(f"/{language}/newsletter/confirm/", query={"key": confirm_token(waiting)})


def _leave(client: Client, language: str) -> Sent:
    reader = Subscriber.objects.get(email="reads@example.org")
    return Sent(f"/{language}/newsletter/mine/", {"answer": "leave"}, {"key": manage_token(reader)})


def _language(client: Client, language: str) -> Sent:
    sent = _leave(client, language)
    return Sent(sent.path, {"language": "sr-latn"}, sent.query)
