"""Made-up texts of the library."""

import io
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from docx import Document

from center.choices import Role
from center.demo_data import demo_user
from center.models import CallSignUp, FundingCall, Resource, StoredMail, Term, User
from center.services import call_reminders, funding_calls, resources, sourced

# A Tuesday; the deadline of `make_call` is on Friday, 18 December, at noon.
NOW = datetime.fromisoformat("2026-12-01T10:00:00+01:00")
DEADLINE_DAY = date(2026, 12, 18)
DEADLINE = datetime.fromisoformat("2026-12-18T12:00:00+01:00")
WEEK_BEFORE = datetime.fromisoformat("2026-12-11T09:00:00+01:00")
DAY_BEFORE = datetime.fromisoformat("2026-12-17T09:00:00+01:00")
SOURCE = {"source_name_sr": "Фондација", "source_url": "https://foundation.example/call"}


def writer() -> User:
    """Return the demo's editor."""
    return demo_user(Role.EDITOR)


def make_call(*, published: bool = True, **values: Any) -> FundingCall:
    """Write a call, and put it before the public."""
    number = FundingCall.objects.count() + 1
    given: dict[str, Any] = {
        "slug": f"call-{number}",
        "title_sr": f"Помоћ за алат {number}",
        "title_en": f"Help with tools {number}",
        "summary_sr": "За нове алате.",
        "caller_sr": "Фондација Пример",
        "applicants": ["association"],
        "deadline_day": DEADLINE_DAY,
        "deadline_time": time(12),
        **SOURCE,
        **values,
    }
    call = funding_calls.write_call(by=writer(), **given)
    return public(call) if published else call


def make_resource(*, published: bool = True, **values: Any) -> Resource:
    """Write a guide, and put it before the public."""
    number = Resource.objects.count() + 1
    given: dict[str, Any] = {
        "kind": "guide",
        "slug": f"guide-{number}",
        "title_sr": f"Водич {number}",
        "title_en": f"Guide {number}",
        "summary_sr": "Шта се прво ради.",
        "body_sr": "Полако.",
        **SOURCE,
        **values,
    }
    resource = resources.write_resource(by=writer(), **given)
    return public(resource) if published else resource


def make_term(word: str, slug: str, *, published: bool = True, **values: Any) -> Term:
    """Explain a word, and put it before the public."""
    term = resources.write_term(
        by=writer(), **{"slug": slug, "word_sr": word, "short_sr": "Реч.", **SOURCE, **values}
    )
    return public(term) if published else term


def public(record: Any) -> Any:
    """Check a text and publish it."""
    sourced.note_checked(record=record, by=writer())
    return sourced.publish(record=record, by=writer())


def sign_up(call: FundingCall, email: str = "mila@example.org", language: str = "sr") -> CallSignUp:
    """Ask for reminders and say yes, as the owner of the address does."""
    call_reminders.ask_for_reminder(call=call, email=email, language=language)
    found = CallSignUp.objects.get(call=call, email=email)
    confirmed = call_reminders.confirm(sign_up=found)
    assert confirmed is not None
    return confirmed


def mails(kind: str) -> list[str]:
    """Return to whom letters of a kind were written."""
    return list(
        StoredMail.objects.filter(kind=f"center/{kind}").order_by("pk").values_list("recipient", flat=True)
    )


def docx(text: str = "Име:") -> io.BytesIO:
    """Return a small document."""
    made, out = Document(), io.BytesIO()
    made.add_paragraph(text)
    made.save(out)
    out.seek(0)
    return out


def long_ago(record: Any, **span: float) -> None:
    """Let the last check of a text be so long ago."""
    type(record).objects.filter(pk=record.pk).update(checked_on=timezone.localdate() - timedelta(**span))
