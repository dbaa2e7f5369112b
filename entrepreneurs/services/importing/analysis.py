"""What would become of each row of a table: created, filled in, left out, or wrong; nothing is saved here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from center.base.scripts import fold
from entrepreneurs.business_names import LIKELY, comparable, comparable_person, likeness
from entrepreneurs.choices import ImportKind
from entrepreneurs.models import ActivityCode, Enterprise, Entrepreneur, Import, Settlement
from entrepreneurs.services.importing.columns import columns_of

# Similar names are looked for among so many rows at once; beyond that a page looks for equal ones only.
MOST_FUZZY: Final = 500
_LIKELY_PERSON: Final = 0.88
OWN: Final = (
    "name_sr", "legal_name", "name_en", "registration_number", "tax_number", "founded_on", "summary_sr",
    "internal_note",
)  # fmt: skip


@dataclass
class Planned:
    """One row: `outcome` is create, fill, duplicate, repeated or wrong; `says` are sentences for people.

    `record` is the primary key of the record that is filled in or that looks like the row.
    """

    number: int
    values: dict[str, Any]
    outcome: str = "create"
    record: int | None = None
    says: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.values.get("name_sr") or self.values.get("name") or "")

    def refuse(self, sentence: str) -> None:
        self.outcome = "wrong"
        self.says.append(sentence)


def analyse(table: Import, rows: Sequence[Any] | None = None, *, fuzzy: bool | None = None) -> list[Planned]:
    """Look at rows (all of them) of an import; the number of queries does not depend on how many there are.

    Records that this import itself has made so far look like no row: what is repeated inside the file is known by
    `repeated` alone.
    """
    planned = _within_itself(table, table.rows if rows is None else rows)
    good = [row for row in planned if row.outcome != "wrong"]
    open_rows = [row for row in good if row.outcome == "create" and row.number not in set(table.add_anyway)]
    own = {line["record"] for line in table.report if line["outcome"] == "create"}
    _by_likeness(
        open_rows, table.kind, fuzzy=len(planned) <= MOST_FUZZY if fuzzy is None else fuzzy, without=own
    )
    return planned


def repeated(table: Import) -> list[Planned]:
    """Return the rows that say again what an earlier row of the whole table says."""
    return [row for row in _within_itself(table, table.rows) if row.outcome == "repeated"]


def _within_itself(table: Import, rows: Sequence[Any]) -> list[Planned]:
    lookups = _Lookups(table.kind)
    planned = [_read(table, number, cells, lookups) for number, cells in rows]
    good = [row for row in planned if row.outcome != "wrong"]
    if table.kind == ImportKind.ENTERPRISE:
        _by_numbers(good)
    _within(good, table.kind)
    return planned


class _Lookups:
    """The office's own lists, read once."""

    def __init__(self, kind: str) -> None:
        self.settlements: dict[str, Settlement] = {}
        for place in Settlement.objects.order_by("-pk"):
            self.settlements[fold(place.name_sr)] = place
        codes = ActivityCode.objects.all() if kind == ImportKind.ENTERPRISE else ActivityCode.objects.none()
        self.codes = {code.code.replace(".", ""): code for code in codes}

    def settlement(self, typed: str) -> Settlement | None:
        found = self.settlements.get(fold(typed))
        if typed and found is None:
            raise ValidationError(
                _("The settlement “%(text)s” is not in the list. Add it there first.") % {"text": typed}
            )
        return found

    def activity(self, typed: str) -> ActivityCode | None:
        code = typed.split(" ", maxsplit=1)[0].replace(".", "").rstrip("-–,")
        found = self.codes.get(code) or self.codes.get(code.zfill(4))
        if typed and found is None:
            raise ValidationError(
                _("The activity “%(text)s” is not in the classification.") % {"text": typed}
            )
        return found


def _read(table: Import, number: int, cells: Sequence[str], lookups: _Lookups) -> Planned:
    row = Planned(number, {})
    for column in columns_of(table.kind):
        index = table.columns.get(column.name)
        cell = cells[index] if index is not None and index < len(cells) else ""
        try:
            value = column.read(cell)
            if column.name in {"settlement", "activity"}:
                value = getattr(lookups, column.name)(value)
        except ValidationError as error:
            row.refuse(f"{column.label}: {' '.join(error.messages)}")
            continue
        if column.needed and not value:
            row.refuse(_("%(column)s: this cell is empty.") % {"column": column.label})
        row.values[column.name] = value
    if row.outcome != "wrong":
        _check(row, table.kind)
    return row


def _check(row: Planned, kind: str) -> None:
    """Apply the rules of the record's own columns."""
    if kind == ImportKind.ENTERPRISE:
        record: Any = Enterprise(**{name: row.values[name] for name in OWN})
        own = set(OWN)
    else:
        record = Entrepreneur(name=row.values["name"], email=row.values["email"])
        own = {"name", "email"}
    try:
        record.clean_fields(exclude={each.name for each in record._meta.fields} - own)
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            label = record._meta.get_field(name).verbose_name
            row.refuse(f"{label}: {' '.join(sentences)}")


def _by_numbers(rows: list[Planned]) -> None:
    """Find the enterprises that have the row's registration or tax number: those are filled in."""
    for name in ("registration_number", "tax_number"):
        wanted = {row.values[name] for row in rows if row.values[name]}
        known = dict(Enterprise.objects.listed().filter(**{f"{name}__in": wanted}).values_list(name, "pk"))
        for row in rows:
            found = known.get(row.values[name])
            if found is None or row.outcome == "wrong":
                continue
            if row.record not in (None, found):
                row.refuse(
                    _("The registration number and the tax number belong to two different enterprises.")
                )
            else:
                row.outcome, row.record = "fill", found


def _within(rows: list[Planned], kind: str) -> None:
    """Leave out a row that says again what an earlier row of the file says.

    Two rows with one name are two enterprises only where both have numbers and these differ.
    """
    seen: dict[tuple[str, str], int] = {}
    numbered: set[int] = set()
    for row in rows:
        if row.outcome == "wrong":
            continue
        keys = _keys(row, kind)
        own_name = keys[-1]
        earlier = next((seen[key] for key in keys[:-1] if key in seen), None)
        if earlier is None and not (len(keys) > 1 and seen.get(own_name) in numbered):
            earlier = seen.get(own_name)
        if earlier is not None:
            row.outcome = "repeated"
            row.says = [_("The same as row %(number)s.") % {"number": earlier}]
        if len(keys) > 1:
            numbered.add(row.number)
        for key in keys:
            seen.setdefault(key, row.number)


def _keys(row: Planned, kind: str) -> list[tuple[str, str]]:
    """Return by what a row is known within its file: numbers, then the name."""
    if kind == ImportKind.ENTERPRISE:
        numbers = [(name, row.values[name]) for name in ("registration_number", "tax_number")]
        return [*(key for key in numbers if key[1]), ("name", comparable(row.name))]
    return [("name", comparable_person(row.name) + row.values["phone"] + row.values["email"].lower())]


_NEAR: Final = {
    ImportKind.ENTERPRISE: (
        "SELECT wanted.place, near.id, near.name FROM unnest(%s::text[]) WITH ORDINALITY wanted(core, place)"
        " CROSS JOIN LATERAL (SELECT id, comparable_name AS name FROM entrepreneurs_enterprise"
        " WHERE merged_into_id IS NULL AND comparable_name %%> wanted.core"
        " ORDER BY word_similarity(wanted.core, comparable_name) DESC LIMIT 3) near"
    ),
    ImportKind.PERSON: (
        "SELECT wanted.place, near.id, near.name FROM unnest(%s::text[]) WITH ORDINALITY wanted(core, place)"
        " CROSS JOIN LATERAL (SELECT id, name FROM entrepreneurs_entrepreneur"
        " WHERE merged_into_id IS NULL AND sr_fold(name) %% wanted.core"
        " ORDER BY similarity(sr_fold(name), wanted.core) DESC LIMIT 3) near"
    ),
}
_EQUAL: Final = {
    ImportKind.ENTERPRISE: (
        "SELECT wanted.place, e.id, e.comparable_name FROM unnest(%s::text[]) WITH ORDINALITY wanted(core, place)"
        " JOIN (SELECT id, comparable_name, unnest(string_to_array(comparable_name, E'\\n')) AS core"
        " FROM entrepreneurs_enterprise WHERE merged_into_id IS NULL) e USING (core)"
    ),
    ImportKind.PERSON: (
        "SELECT wanted.place, p.id, p.name FROM unnest(%s::text[]) WITH ORDINALITY wanted(core, place)"
        " JOIN (SELECT id, name, sr_fold(name) AS core FROM entrepreneurs_entrepreneur WHERE merged_into_id IS NULL) p"
        " USING (core)"
    ),
}


def _by_likeness(rows: list[Planned], kind: str, *, fuzzy: bool, without: Collection[int]) -> None:
    """Mark the rows whose name an existing record (but those of `without`) nearly has; one query for all of them."""
    is_enterprise = kind == ImportKind.ENTERPRISE
    cores = [comparable(row.name) if is_enterprise else fold(row.name) for row in rows]
    if not cores:
        return
    with connection.cursor() as cursor:
        cursor.execute((_NEAR if fuzzy else _EQUAL)[ImportKind(kind)], [cores])
        found = cursor.fetchall()
    best: dict[int, tuple[float, int]] = {}
    for place, pk, name in found:
        if pk in without:
            continue
        if is_enterprise:
            near = max(likeness(cores[place - 1], own) for own in name.split("\n"))
        else:
            near = likeness(comparable_person(rows[place - 1].name), comparable_person(name))
        if near >= (LIKELY if is_enterprise else _LIKELY_PERSON):
            best[place] = max(best.get(place, (0.0, 0)), (near, pk))
    for place, (near, pk) in best.items():
        row = rows[place - 1]
        row.outcome, row.record = "duplicate", pk
        row.says = [
            _("A record with the same name exists.")
            if near == 1
            else _("A record with a similar name exists.")
        ]
