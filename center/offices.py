"""The one office, as pages and mails read it."""

import hashlib
from collections.abc import Iterable
from copy import copy
from typing import Any

from django.utils.functional import lazy

from center import funding
from center.base.typesetting import Look, register_look
from center.choices import Weekday
from center.funding import Funding
from center.models import Office


def current() -> Office:
    """Return the office with its hours and links, or an unsaved one with a neutral name on an empty database.

    With it come the grants that are shown everywhere today (`funding_of`): nearly every page asks for both.
    """
    return Office.objects.with_details().annotate(running_grants=funding.running()).first() or _nameless()


def sender() -> Office:
    """Return the office as letters and calendar entries name it: without its hours, links and grants; one query.

    One booking asks for it again and again.
    """
    return Office.objects.first() or _nameless()


def _nameless() -> Office:
    return Office(
        pk=1, name_sr="Центар за социјално предузетништво", name_en="Center for Social Entrepreneurship"
    )


def funding_of(office: Office) -> list[Funding]:
    """Return the grants that are shown everywhere, of an office that `current` gave; no query."""
    return funding.of_column(getattr(office, "running_grants", ()))


def neutral() -> Office:
    """Return the office under its neutral name (never to be saved): without a word of what it is about.

    For letters and calendars of people who must not be seen with it. Address and phone stay.
    """
    office = copy(sender())
    serbian = office.neutral_name_sr or "Канцеларија"
    english = office.neutral_name_en or ("" if office.neutral_name_sr else "The office")
    for field in ("name", "short_name"):
        setattr(office, f"{field}_sr", serbian)
        setattr(office, f"{field}_en", english)
    for field in ("tagline", "about", "directions"):
        setattr(office, f"{field}_sr", "")
        setattr(office, f"{field}_en", "")
    return office


def hours_for_display(office: Office) -> list[dict[str, object]]:
    """Return the office's hours as `group_hours` does."""
    return group_hours(office.hours.all())


def group_hours(rows: Iterable[Any]) -> list[dict[str, object]]:
    """Group days with the same times: `[{"first": Monday, "last": Friday, "times": [(9:00, 13:00)]}]`.

    `rows` have `weekday` (1 is Monday), `opens` and `closes`, in order. Days are labels in the active language; a
    run of days has different first and last.
    """
    by_day: dict[int, list[tuple[object, object]]] = {}
    for row in rows:
        by_day.setdefault(row.weekday, []).append((row.opens, row.closes))
    runs: list[dict[str, object]] = []
    previous: int | None = None
    for day in sorted(by_day):
        if runs and previous == day - 1 and runs[-1]["times"] == by_day[day]:
            runs[-1]["last"] = Weekday(day).label
        else:
            runs.append({"first": Weekday(day).label, "last": Weekday(day).label, "times": by_day[day]})
        previous = day
    return runs


def _town() -> str:
    return current().town.plain


town_word = lazy(_town, str)
"""`town_word()` is the name of the office's town in the active language, looked up when it is shown; or empty."""


@register_look
def look() -> Look:
    """Return the colour and the mark that every paper of the office shows."""
    office = Office.objects.only("brand_colour", "logo").first()
    if office is None:
        return Look()
    return Look(office.brand_colour, _bytes(office.logo))


def _bytes(file: Any) -> bytes:
    """Return what stands in a file; nothing where it is gone, for a paper without a mark is better than none."""
    if not file:
        return b""
    try:
        with file.open("rb") as opened:
            content: bytes = opened.read()
    except FileNotFoundError:
        return b""
    return content


def share_digest(office: Office) -> str:
    """Return what tells one picture beside shared links from another; "" for an office without a mark of its own."""
    if not office.logo:
        return ""
    said = repr([office.logo.name, office.brand_colour, office.name_sr])
    return hashlib.sha256(said.encode()).hexdigest()[:12]
