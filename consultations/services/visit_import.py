"""A table of visits: past ones are recorded with their outcome, later ones are booked as staff book for a caller.

Each row goes through the same services as the pages, in a transaction of its own. What a row says makes the key of its
visit, so a file that is brought twice, or goes on after the process was killed, adds nothing a second time.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Final

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.base.guarded_form import key_of_words
from center.base.scripts import fold
from center.base.spreadsheets import SpreadsheetError, read_table
from center.base.spreadsheets.cells import as_count, as_date, as_text
from center.base.spreadsheets.columns import (
    EMAIL_HEADERS,
    PHONE_HEADERS,
    Column,
    email_cell,
    guess,
    phone_cell,
    text_cell,
    words_of,
)
from center.choices import Language
from center.models import User
from consultations.choices import Mode, State
from consultations.errors import AlreadyUsed, ChangeRefused, NotBookable, TimeTaken
from consultations.models import Advisor, Consultation, Topic
from consultations.services.booking import book
from consultations.services.past_visits import PastVisit, record_past_visit
from consultations.spans import instant
from entrepreneurs.models import Entrepreneur

# Each row takes the locks of a booking; a page must not take longer than some seconds.
MOST_ROWS: Final = 300
# "9h", "9.30 h", "9 ч."
_AFTER_A_TIME: Final = "hч. "
_NAMESPACE: Final = uuid.UUID("5f0ce0e8-55a5-4bd9-a2f5-5bb4f6bb1d6a")


def _time(cell: str) -> time | None:
    """Read 9, 9.30, 9:30 or 09:30:00 as Excel writes it."""
    typed = text_cell(cell).rstrip(_AFTER_A_TIME).replace(".", ":")
    if not typed:
        return None
    hour, _colon, rest = typed.partition(":")
    minute = rest.partition(":")[0] or "0"
    try:
        return time(int(hour), int(minute))
    except ValueError as error:
        raise ValidationError(_("“%(text)s” is not a time. Write it as 9:30.") % {"text": typed}) from error


def _mode(cell: str) -> Mode:
    words = words_of(text_cell(cell))
    if not words or "kancelarij" in words or "office" in words or "uzivo" in words:
        return Mode.OFFICE
    if "telefon" in words or "phone" in words:
        return Mode.PHONE
    if "online" in words or "internet" in words or "onlajn" in words:
        return Mode.ONLINE
    raise ValidationError(_("“%(text)s” is none of: office, phone, online.") % {"text": text_cell(cell)})


def _outcome(cell: str) -> State | None:
    words = f" {words_of(text_cell(cell))} "
    if not words.strip():
        return None
    if any(each in words for each in (" nije ", " nisu ", " ne ", "izosta", " not ", "missed", "no show")):
        return State.MISSED
    if any(
        each in words for each in ("dosa", "dosl", "odrza", "zavrsen", " da ", "came", "took place", "done")
    ):
        return State.DONE
    raise ValidationError(
        _("“%(text)s” says neither that the visit took place nor that nobody came.")
        % {"text": text_cell(cell)}
    )


COLUMNS: Final = (
    Column("day", gettext_lazy("day"), "datum,dan,date,datum posete", as_date, needed=True),
    Column("clock", gettext_lazy("time"), "vreme,sat,pocetak,time,start,od", _time, needed=True),
    Column(
        "name",
        gettext_lazy("name"),
        "ime i prezime,ime,prezime i ime,osoba,korisnik,klijent,full name,person",
        needed=True,
    ),
    Column("phone", gettext_lazy("phone"), PHONE_HEADERS, phone_cell),
    Column("email", gettext_lazy("email"), EMAIL_HEADERS, email_cell),
    Column("topic", gettext_lazy("topic"), "tema,o cemu,predmet,subject", needed=True),
    Column("advisor", gettext_lazy("advisor"), "savetnik,savetnica,kod koga,konsultant", needed=True),
    Column("minutes", gettext_lazy("minutes"), "trajanje,minuta,duzina,duration,length", as_count),
    Column("mode", gettext_lazy("place"), "mesto,nacin,gde,how,where", _mode),
    Column("outcome", gettext_lazy("outcome"), "ishod,status,stanje,state", _outcome),
)


@dataclass(frozen=True)
class Line:
    """What became of a row, or would: `outcome` is recorded, booked, known or wrong.

    `says` has a line with a sentence for each thing that is wrong.
    """

    row: int
    name: str
    start: datetime | None
    outcome: str
    says: str = ""
    visit: int | None = None


def import_visits(*, data: bytes, by: User, only_look: bool) -> list[Line]:
    """Import the rows of a workbook or text file and return what became of each.

    With `only_look` everything is done and taken back, so that the answer is exact, letters included in neither.
    Raises SpreadsheetError for a file that cannot be read, has more than 300 rows, or lacks a needed column.
    """
    table = read_table(data)
    if len(table.rows) > MOST_ROWS:
        raise SpreadsheetError(
            _("The table has more than %(most)s rows. Bring it in parts.") % {"most": MOST_ROWS}
        )
    found = guess(COLUMNS, table.headers)
    missing = [str(column.label) for column in COLUMNS if column.needed and column.name not in found]
    if missing:
        raise SpreadsheetError(_("These columns are missing: %(columns)s.") % {"columns": ", ".join(missing)})
    rows = [(row.number, [as_text(cell) for cell in row.cells]) for row in table.rows]
    run = _Run(found, by)
    with pghistory.context(verb="import", user=by.pk):
        if not only_look:
            return list(run.lines(rows))
        with transaction.atomic():
            lines = list(run.lines(rows))
            transaction.set_rollback(True)
        # What was made is gone, and so are its addresses.
        return [Line(line.row, line.name, line.start, line.outcome, line.says) for line in lines]


class _Run:
    """One pass over the rows, with the office's lists read once and the persons that the file has named so far."""

    def __init__(self, columns: dict[str, int], by: User) -> None:
        self.columns, self.by = columns, by
        self.topics = {
            fold(name): topic
            for topic in Topic.objects.all()
            for name in (topic.name_sr, topic.name_en, topic.slug)
            if name
        }
        self.advisors = {
            fold(name): advisor
            for advisor in Advisor.objects.select_related("user")
            for name in (advisor.name_sr, advisor.name_en, advisor.user.name)
            if name
        }
        self.people: dict[tuple[str, str, str], Entrepreneur] = {}

    def lines(self, rows: Sequence[tuple[int, Sequence[str]]]) -> Iterator[Line]:
        for number, cells in rows:
            yield self._line(number, cells)

    def _line(self, number: int, cells: Sequence[str]) -> Line:
        values, wrong = self._read(cells)
        name = values.get("name") or ""
        start = instant(values["day"], values["clock"]) if not wrong else None
        if wrong or start is None:
            return Line(number, name, None, "wrong", "\n".join(wrong))
        try:
            with transaction.atomic():
                return self._save(number, values, start)
        except ValidationError as error:
            says = "\n".join(error.messages)
        except AlreadyUsed:
            says = _("Another visit was imported from such a row.")
        except (ChangeRefused, NotBookable, TimeTaken) as error:
            says = str(error)
        return Line(number, name, start, "wrong", says)

    def _read(self, cells: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
        values: dict[str, Any] = {}
        wrong = []
        for column in COLUMNS:
            index = self.columns.get(column.name)
            try:
                value = column.read(cells[index] if index is not None and index < len(cells) else "")
                if value and column.name in {"topic", "advisor"}:
                    value = self._known(column, value)
            except ValidationError as error:
                wrong.append(f"{column.label}: {' '.join(error.messages)}")
                continue
            if column.needed and value in (None, ""):
                wrong.append(_("%(column)s: this cell is empty.") % {"column": column.label})
            values[column.name] = value
        return values, wrong

    def _known(self, column: Column, typed: str) -> Topic | Advisor:
        found = (self.topics if column.name == "topic" else self.advisors).get(fold(typed))
        if found is None:
            raise ValidationError(_("“%(text)s” is not in the list. Add it there first.") % {"text": typed})
        return found

    def _save(self, number: int, values: dict[str, Any], start: datetime) -> Line:
        # Keyed with the portal's secret, so that nobody can try names on what is left of an erased visit.
        submission = key_of_words(
            _NAMESPACE,
            {
                "start": start.isoformat(),
                "advisor": str(values["advisor"].pk),
                "name": fold(values["name"]),
                "phone": values["phone"],
                "email": values["email"],
            },
        )
        before = Consultation.objects.filter(submission=submission).first()
        if before is not None:
            self._remember(values, before.entrepreneur)
            return Line(number, values["name"], start, "known", _("It is there already."), before.pk)
        person = self._person(values)
        contact = {name: values[name] for name in ("name", "phone", "email")}
        common = {
            "topic": values["topic"],
            "advisor": values["advisor"],
            "start": start,
            "mode": values["mode"],
        }
        if start > timezone.now():
            if values["outcome"]:
                raise ChangeRefused(_("A visit that is still to come has no outcome yet."))
            visit = book(
                **common,
                **contact,
                language=Language.SERBIAN_CYRILLIC,
                submission=submission,
                entrepreneur=person,
                by=self.by,
            )
        else:
            past = PastVisit(
                **common,
                **contact,
                minutes=values["minutes"] or values["topic"].length,
                outcome=values["outcome"] or State.DONE,
                language=Language.SERBIAN_CYRILLIC,
                submission=submission,
            )
            visit = record_past_visit(visit=past, person=person, by=self.by)
        self._remember(values, visit.entrepreneur)
        return Line(number, values["name"], start, "booked" if visit.is_live else "recorded", "", visit.pk)

    def _person(self, values: dict[str, Any]) -> Entrepreneur | None:
        """Return who this is: the person of an earlier row, or the one known by name and phone or email.

        A name alone says who somebody is within the file only; two people of one name are common.
        """
        earlier = self.people.get(_identity(values))
        if earlier is not None:
            return earlier
        if not values["phone"] and not values["email"]:
            return None
        known = [
            person
            for key in ("phone", "email")
            if values[key]
            for person in Entrepreneur.objects.listed().filter(**{key: values[key]}).order_by("pk")
            if fold(person.name) == fold(values["name"])
        ]
        return known[0] if known else None

    def _remember(self, values: dict[str, Any], person: Entrepreneur) -> None:
        self.people.setdefault(_identity(values), person)


def _identity(values: dict[str, Any]) -> tuple[str, str, str]:
    return fold(values["name"]), values["phone"], values["email"].lower()
