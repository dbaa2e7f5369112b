"""What the editor of a plan holds: the typed table, its faults at their rows, and what somebody else saved."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from center.models import User
from events.admin.plan_forms import (
    GroundForm,
    RowOfStandsForm,
    StandSet,
    ThingSet,
    WordsForm,
    initial_of,
    shown_length,
)
from events.choices import ThingKind
from events.errors import PlanChangedMeanwhile, PlanRefused
from events.ground import number_key
from events.models import FairPlan
from events.plan_table import StandRow, ThingRow, in_the_way, mark_of
from events.plans import Drawing, drawn_rows
from events.services import plans

_STAND: Final = ("pk", "number", "x", "y", "width", "height", "watts")
_THING: Final = ("pk", "kind", "label_sr", "label_en", "x", "y", "width", "height")
_TICKS: Final = ("is_accessible", "is_corner")


@dataclass(frozen=True)
class Difference:
    """A row that is saved otherwise than it was typed, both in words; empty where there is none."""

    name: str
    saved: str
    typed: str


class PlanEditor:
    """The form of a plan, as it is saved (no data) or as it was sent."""

    def __init__(self, plan: FairPlan, data: QueryDict | None = None) -> None:
        self.plan = plan
        self.saved_stands = sorted(plans.stand_rows(plan), key=lambda row: number_key(row.number))
        self.saved_things = plans.thing_rows(plan)
        self.data = data.copy() if data is not None else None
        self.version = plan.version
        self.differences: list[Difference] = []
        self.message = ""
        self._bind()

    def _bind(self) -> None:
        initial = initial_of(self.plan, self.saved_stands, self.saved_things)
        data = self.data
        self.ground = GroundForm(data, prefix="ground", initial=initial["ground"])
        self.words = WordsForm(data, prefix="words", initial=initial["words"])
        self.stands = StandSet(data, prefix="stands", initial=initial["stands"])
        self.things = ThingSet(data, prefix="things", initial=initial["things"])
        row_data = data if data is not None and "row-count" in data and "_row" in data else None
        self.row = RowOfStandsForm(row_data, prefix="row", initial={"first": self._next_number()})
        self._drawn: dict[str, list[tuple[int, Any]]] = {}

    # --- reading

    def _next_number(self) -> str:
        last = max((row.number for row in self.saved_stands), key=number_key, default="0")
        letter = last[0] if last[:1].isalpha() else ""
        return f"{letter}{int(last.removeprefix(letter)) + 1}"

    @property
    def seen(self) -> int:
        """The version that was opened."""
        text = self.data.get("version", "") if self.data is not None else ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004 -- an integer of the database

    def is_valid(self) -> bool:
        """Say whether each field by itself is well; the whole table is asked when it is saved."""
        parts = (self.ground, self.words, self.stands, self.things)
        # All of them are asked, so that all faults are told.
        return all([part.is_valid() for part in parts])  # noqa: C419

    def _kept(self, rows: Any) -> list[Any]:
        """Return the forms of rows that are to stay or to become, in their order."""
        return [form for form in rows.forms if not form.is_new_and_empty and not self._is_removed(form)]

    @staticmethod
    def _is_removed(form: Any) -> bool:
        return bool(form.data.get(form.add_prefix("remove"))) if form.is_bound else False

    def _removed(self, rows: Any) -> list[int]:
        texts = [form.data.get(form.add_prefix("pk"), "") for form in rows.forms if self._is_removed(form)]
        return [int(text) for text in texts if text.isascii() and text.isdigit()]

    def drawing(self) -> Drawing:
        """Draw what is typed, as far as it is understood; rows with a fault are marked."""
        if not self.ground.is_bound:
            return drawn_rows(
                self.plan, self.saved_stands, self.saved_things, {}, self.plan.outline, is_edited=True
            )
        is_clear = self.ground.is_valid()
        size = self.ground.size if is_clear else plans.size_of(self.plan)
        stands, things = self._understood(self.stands), self._understood(self.things)
        made = drawn_rows(
            size,
            [row for _place, row in stands],
            [row for _place, row in things],
            {},
            size.outline,
            is_edited=True,
        )
        return replace(
            made,
            stands=[_of_form(each, self.stands, stands) for each in made.stands],
            things=[_of_form(each, self.things, things) for each in made.things],
        )

    def _understood(self, rows: Any) -> list[tuple[int, Any]]:
        """Return the rows whose fields are well, each with its place in the form, as they were before any refusal."""
        if rows.prefix not in self._drawn:
            rows.is_valid()
            self._drawn[rows.prefix] = [
                (place, form.row())
                for place, form in enumerate(rows.forms)
                if not form.is_new_and_empty and not self._is_removed(form) and not form.errors
            ]
        return self._drawn[rows.prefix]

    # --- changing

    def more_rows(self, stands: Iterable[StandRow] = (), *, empty: int = 0) -> None:
        """Add rows to the typed table of stands; nothing is saved."""
        assert self.data is not None
        self._append("stands", [_typed(row, _STAND) for row in stands], empty)
        self._bind()

    def _append(self, prefix: str, rows: list[dict[str, str]], empty: int = 0) -> None:
        assert self.data is not None
        forms = self.stands if prefix == "stands" else self.things
        # Empty rows at the end are filled first.
        free = [place for place, form in enumerate(forms.forms) if form.is_new_and_empty]
        total = forms.total_form_count()
        for row in rows:
            place = free.pop(0) if free else total
            total = max(total, place + 1)
            for name, text in row.items():
                self.data[f"{prefix}-{place}-{name}"] = text
            for name in _TICKS:
                if name not in row:
                    self.data.pop(f"{prefix}-{place}-{name}", None)
        for place in range(total, total + empty):
            self.data[f"{prefix}-{place}-is_accessible"] = "on"
        self.data[f"{prefix}-TOTAL_FORMS"] = str(total + empty)

    def add_row_of_stands(self) -> bool:
        """Put the row that was asked for into the table."""
        if not self.row.is_valid():
            return False
        watts = self.row.cleaned_data["watts"] or 0
        made = [
            StandRow(number, spot.x, spot.y, spot.width, spot.height, watts) for number, spot in self.row.rows
        ]
        self.more_rows(made)
        return True

    def save(self, by: User) -> bool:
        """Save the table; what is refused stands at its row, and what somebody else saved in `differences`."""
        if not self.is_valid():
            self.message = _("The plan is not saved yet. Please look at the rows below.")
            return False
        stands, things = self._kept(self.stands), self._kept(self.things)
        # Drawn as typed, also when a refusal takes values from the forms.
        self._understood(self.stands)
        self._understood(self.things)
        size = self.ground.size
        try:
            plans.save_plan(
                plan=self.plan,
                version=self.seen,
                size=size,
                stands=[form.row() for form in stands],
                things=[form.row() for form in things],
                removed_stands=self._removed(self.stands),
                removed_things=self._removed(self.things),
                by=by,
                **self.words.cleaned_data,
            )
        except PlanRefused as refused:
            self.message = str(refused.message)
            for fault in refused.faults:
                rows = {"stand": stands, "thing": things}.get(fault.of)
                form = rows[fault.place] if rows is not None and fault.place < len(rows) else self.ground
                form.add_error(fault.field or None, fault.message)
            for form in (*stands, *things):
                form.mark_errors()
            return False
        except PlanChangedMeanwhile as changed:
            self.message = str(changed.message)
            self._compare(stands, things)
            return False
        return True

    def _compare(self, stands: list[Any], things: list[Any]) -> None:
        """Show what somebody else saved beside what was typed, and take their new rows into the table.

        A row that this person left alone follows the other one, so that saving again takes nothing of theirs back.
        """
        assert self.data is not None
        self.plan.refresh_from_db()
        self.saved_stands, self.saved_things = plans.stand_rows(self.plan), plans.thing_rows(self.plan)
        self.version = self.plan.version
        for prefix, saved, forms, names in (
            ("stands", self.saved_stands, stands, _STAND),
            ("things", self.saved_things, things, _THING),
        ):
            rows: Any = saved
            by_key = {row.pk: row for row in rows}
            for form in forms:
                typed = form.row()
                there = by_key.pop(typed.pk, None)
                if form.is_untouched:
                    self._follow(form, there, names)
                    continue
                self.data[form.add_prefix("was")] = mark_of(there) if there is not None else ""
                if there is None and typed.pk is not None:
                    # Removed by somebody else: saved again it is a new row.
                    self.data[form.add_prefix("pk")] = ""
                    typed = replace(typed, pk=None)
                if there != typed:
                    self.differences.append(Difference(name_of(typed), in_words(there), in_words(typed)))
            removed = self._removed(self.stands if prefix == "stands" else self.things)
            new = [row for key, row in by_key.items() if key not in removed]
            self.differences += [Difference(name_of(row), in_words(row), "") for row in new]
            self._append(prefix, [_typed(row, names) for row in new])
        self._bind()

    def _follow(self, form: Any, there: Any, names: tuple[str, ...]) -> None:
        """Put what is saved into a row; one that is gone goes from the table too."""
        assert self.data is not None
        if there is None:
            # Without its tick it would be a new row.
            self.data[form.add_prefix("remove")], self.data[form.add_prefix("pk")] = "on", ""
            return
        for name in _TICKS:
            self.data.pop(form.add_prefix(name), None)
        for name, text in _typed(there, names).items():
            self.data[form.add_prefix(name)] = text

    def warnings(self) -> list[str]:
        """Return what may be meant so, but is worth a look."""
        text = _("Stand %(number)s is on the same ground as: %(thing)s.")
        return [
            text % {"number": stand.number, "thing": name_of(thing)}
            for stand, thing in in_the_way(self.saved_stands, self.saved_things)
        ]

    def errors(self) -> Iterator[tuple[str, str, str]]:
        """Yield anchor, name and sentence of everything that is wrong, in the order of the page."""
        for form, name in ((self.ground, _("Plan of the fair")), (self.words, _("Below the plan"))):
            for field, sentences in form.errors.items():
                label = form.fields[field].label if field in form.fields else name
                for sentence in sentences:
                    yield (
                        f"id_{form.prefix}-{field}" if field in form.fields else "ground",
                        str(label),
                        str(sentence),
                    )
        for rows, name in ((self.stands, _("Stands")), (self.things, _("Other things"))):
            if not rows.is_bound:
                continue
            for sentence in rows.non_form_errors():
                yield rows.prefix, str(name), str(sentence)
            for form in rows.forms:
                for field, sentences in form.errors.items():
                    for sentence in sentences:
                        yield f"id_{form.prefix}-{field}", _row_label(form), str(sentence)


def _row_label(form: Any) -> str:
    number = form.data.get(form.add_prefix("number"), "") if form.is_bound else ""
    return _("Stand %(number)s") % {"number": number} if number else str(form.row_name)


def _of_form(each: Any, rows: Any, understood: list[tuple[int, Any]]) -> Any:
    """Let something drawn lead to its row: empty rows and those not understood are not drawn."""
    place = understood[int(each.row_id.rpartition("-")[2])][0]
    row = f"{rows.prefix}-{place}"
    return replace(each, row_id=row, address=f"#{row}", is_wrong=bool(rows.forms[place].errors))


def _typed(row: StandRow | ThingRow, names: tuple[str, ...]) -> dict[str, str]:
    """Return a row as a browser would send it."""
    sent = {}
    for name in names:
        value = getattr(row, name)
        is_length = name in {"x", "y", "width", "height"}
        sent[name] = shown_length(value) if is_length else "" if value is None else str(value)
    ticks = {name: "on" for name in _TICKS if getattr(row, name, False)}
    return sent | ticks | ({"was": mark_of(row)} if row.pk is not None else {})


def name_of(row: StandRow | ThingRow) -> str:
    """Name a row to people."""
    if isinstance(row, StandRow):
        return _("Stand %(number)s") % {"number": row.number}
    kind = str(ThingKind(row.kind).label) if row.kind in ThingKind.values else row.kind
    return f"{kind}: {row.label_sr}" if row.label_sr else kind


def in_words(row: StandRow | ThingRow | None) -> str:
    """Return a row in words; empty for none."""
    if row is None:
        return ""
    facts = [
        _("%(width)s × %(depth)s m, %(x)s m from the left, %(y)s m from the top")
        % {
            "width": shown_length(row.width),
            "depth": shown_length(row.height),
            "x": shown_length(row.x),
            "y": shown_length(row.y),
        }
    ]
    if isinstance(row, StandRow):
        facts.append(f"{row.watts} W")
        facts.append(_("at a corner") if row.is_corner else "")
    facts.append("" if row.is_accessible else _("not for wheelchairs"))
    return ", ".join(fact for fact in facts if fact)
