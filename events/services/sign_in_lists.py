"""A list that people signed on paper: everybody on it came. Who had registered is noted, the others are added.

Each row goes through the rules of the door in a transaction of its own. What a row says makes the key of its
registration, so a file that is brought twice, or goes on after the process was killed, adds nothing a second time.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.base.guarded_form import key_of_words
from center.base.person_names import person_name, plain_line
from center.base.scripts import fold
from center.base.spreadsheets import SpreadsheetError, read_table
from center.base.spreadsheets.cells import as_count, as_text
from center.base.spreadsheets.columns import (
    EMAIL_HEADERS,
    PHONE_HEADERS,
    Column,
    email_cell,
    guess,
    phone_cell,
)
from center.choices import Language
from center.models import User
from entrepreneurs.services.contacts import stored_contact
from events import rules
from events.choices import EventState, RegistrationState
from events.errors import ChangeRefused
from events.models import Event, Registration
from events.services.doors import correct_arrivals
from events.services.places import count_free, hold, locked_event
from events.services.registrations import new_reference

MOST_ROWS: Final = 300
_NAMESPACE: Final = uuid.UUID("8f0f7f3e-3f0b-4c34-9a3e-21a9f7a1c4de")
_ORGANISATION_HEADERS: Final = (
    "organizacija,ustanova,skola,firma,udruzenje,organisation,organization,institution"
)
_PEOPLE_HEADERS: Final = "broj ljudi,broj osoba,ljudi,osoba,koliko,people,number of people,size"

COLUMNS: Final = (
    Column(
        "name", gettext_lazy("name"), "ime i prezime,ime,prezime i ime,osoba,full name,person", needed=True
    ),
    Column("phone", gettext_lazy("phone"), PHONE_HEADERS, phone_cell),
    Column("email", gettext_lazy("email"), EMAIL_HEADERS, email_cell),
    Column("organisation", gettext_lazy("organisation"), _ORGANISATION_HEADERS),
    Column("people", gettext_lazy("people"), _PEOPLE_HEADERS, as_count),
)


@dataclass(frozen=True)
class Line:
    """What became of a row, or would: `outcome` is added, noted (had registered), known or wrong."""

    row: int
    name: str
    outcome: str
    says: str = ""
    registration: int | None = None


def import_sign_in_list(*, event: Event, data: bytes, by: User, only_look: bool) -> list[Line]:
    """Import the rows of a workbook or text file for the first day of an event; return what became of each.

    With `only_look` everything is done and taken back, so that the answer is exact. Raises SpreadsheetError for a file
    that cannot be read, has more than 300 rows or no names, and for an event that has not begun.
    """
    if event.starts_at > timezone.now() or event.state not in {EventState.PUBLISHED, EventState.ARCHIVED}:
        raise SpreadsheetError(_("A list is brought in once the event has begun."))
    table = read_table(data)
    if len(table.rows) > MOST_ROWS:
        raise SpreadsheetError(
            _("The table has more than %(most)s rows. Bring it in parts.") % {"most": MOST_ROWS}
        )
    found = guess(COLUMNS, table.headers)
    if "name" not in found:
        raise SpreadsheetError(_("These columns are missing: %(columns)s.") % {"columns": COLUMNS[0].label})
    rows = [(row.number, [as_text(cell) for cell in row.cells]) for row in table.rows]
    with pghistory.context(verb="import", user=by.pk):
        if not only_look:
            return list(_lines(event, found, rows, by))
        with transaction.atomic():
            lines = list(_lines(event, found, rows, by))
            transaction.set_rollback(True)
        # What was made is gone, and so are its addresses.
        return [Line(line.row, line.name, line.outcome, line.says) for line in lines]


def _lines(
    event: Event, columns: dict[str, int], rows: Sequence[tuple[int, Sequence[str]]], by: User
) -> Iterator[Line]:
    for number, cells in rows:
        values, wrong = _read(columns, cells)
        name = str(values.get("name") or "")
        if wrong:
            yield Line(number, name, "wrong", "\n".join(wrong))
            continue
        try:
            with transaction.atomic():
                yield _save(event, number, values, by)
        except ValidationError as error:
            yield Line(number, name, "wrong", "\n".join(error.messages))
        except ChangeRefused as refused:
            yield Line(number, name, "wrong", str(refused.message))


def _read(columns: dict[str, int], cells: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    wrong = []
    for column in COLUMNS:
        index = columns.get(column.name)
        try:
            values[column.name] = column.read(
                cells[index] if index is not None and index < len(cells) else ""
            )
        except ValidationError as error:
            wrong.append(f"{column.label}: {' '.join(error.messages)}")
    if not wrong and not values["name"]:
        wrong.append(_("%(column)s: this cell is empty.") % {"column": COLUMNS[0].label})
    return values, wrong


def _save(event: Event, number: int, values: dict[str, Any], by: User) -> Line:
    contact = stored_contact(
        name=person_name(values["name"]),
        phone=values["phone"],
        email=values["email"],
        language=Language.SERBIAN_CYRILLIC,
        must_be_reached=False,
    )
    size = values["people"] or 1
    if not 1 <= size <= Registration.MOST_PEOPLE:
        raise ChangeRefused(_("One registration is for 1 to 50 people."))
    # Keyed with the portal's secret, so that nobody can try names on what is left of an erased registration.
    words = {
        "event": str(event.pk),
        "name": fold(contact.name),
        "phone": contact.phone,
        "email": contact.email,
    }
    submission = key_of_words(_NAMESPACE, words)
    current = locked_event(event)
    before = Registration.objects.filter(submission=submission).first()
    if before is not None:
        return Line(number, contact.name, "known", _("It is there already."), before.pk)
    listed = _registered(current, contact.name, contact.phone, contact.email)
    if listed is not None:
        first, _last = rules.event_days(current)
        here = listed.check_ins.filter(day=first, undone_at=None).count()
        wanted = max(here, min(values["people"] or listed.size, listed.size))
        correct_arrivals(registration=listed, day=first, here=wanted, by=by)
        return Line(number, contact.name, "known" if wanted == here else "noted", "", listed.pk)
    free = count_free(current)
    if free is not None and free < size:
        raise ChangeRefused(_("Too few places are free. Raise the number of places first."))
    made = Registration.objects.create(
        event=current,
        reference=new_reference(),
        state=RegistrationState.SIGNED_UP,
        size=size,
        contact_name=contact.name,
        contact_phone=contact.phone,
        contact_email=contact.email,
        organisation=plain_line(values["organisation"])[:120],
        language=Language.SERBIAN_CYRILLIC,
        submission=submission,
        imported=True,
        walked_in=True,
        registered_by=by,
        placed_at=timezone.now(),
        placed_by=by,
        # Who signed on paper gets no letters from us.
        thanked_at=timezone.now(),
    )
    made.event = current
    hold(made)
    first, _last = rules.event_days(current)
    correct_arrivals(registration=made, day=first, here=size, by=by)
    return Line(number, contact.name, "added", "", made.pk)


def _registered(event: Event, name: str, phone: str, email: str) -> Registration | None:
    """Return the registration of this name and contact, or the only one of the name where the paper has no contact."""
    placed = event.registrations.filter(state=RegistrationState.SIGNED_UP)
    same = [
        each for each in placed.order_by("pk") if each.contact_name and fold(each.contact_name) == fold(name)
    ]
    if phone or email:
        fitting = [
            each
            for each in same
            if (phone and each.contact_phone == phone)
            or (email and each.contact_email.casefold() == email.casefold())
        ]
        return fitting[0] if fitting else None
    return same[0] if len(same) == 1 else None
