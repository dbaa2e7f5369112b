"""The library's forms that a stranger can send: reminders of deadlines."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from center.links.calls import make_key
from center.models import CallSignUp
from center.services import call_reminders
from tests.center.resources.library import make_call, sign_up
from tests.crawl.public_forms import HUGE, NO_KEY, NO_TOKEN, NOT_TEXT, PublicForm, Sent, old_token


def set_up() -> None:
    """A call with somebody who waits for it, and somebody who has still to confirm."""
    call = make_call(slug="tools", deadline_day=timezone.localdate() + timedelta(days=60))
    sign_up(call, "waits@example.org")
    call_reminders.ask_for_reminder(call=call, email="asked@example.org", language="sr")


def state() -> tuple[object, ...]:
    """What a stranger could change of the library."""
    return (sorted(CallSignUp.objects.values_list("email", "language", "confirmed_at"), key=str),)


def forms() -> list[PublicForm]:
    """Return the library's forms."""
    by_key = {"?key": NO_KEY}
    return [
        PublicForm(
            "resources:call_remind",
            _ask,
            {
                "email": [b"", b"x", b"@" * 400, HUGE, *NOT_TEXT],
                "token": NO_TOKEN,
                "website": [b"x", HUGE],
            },
            "CallReminderForm",
        ),
        PublicForm("resources:reminder_confirm", _confirm, by_key, "resources:reminder_confirm"),
        PublicForm("resources:reminder_leave", _leave, by_key, "resources:reminder_leave"),
    ]


def _ask(client: Client, language: str) -> Sent:
    answers = {"email": "new@example.org", "token": old_token(), "website": ""}
    return Sent(f"/{language}/resources/calls/tools/remind/", answers)


def _confirm(client: Client, language: str) -> Sent:
    asked = CallSignUp.objects.get(email="asked@example.org")
    return Sent(f"/{language}/resources/reminders/{asked.pk}/", query={"key": make_key(asked)})


def _leave(client: Client, language: str) -> Sent:
    waits = CallSignUp.objects.get(email="waits@example.org")
    return Sent(f"/{language}/resources/reminders/{waits.pk}/leave/", query={"key": make_key(waits)})
