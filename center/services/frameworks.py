"""Indicators are changed freely until a period of them is locked, and from then on in the open."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import ShownText, shown
from center.base.figures import figure
from center.choices.indicators import AcrossPeriods, IndicatorKind
from center.models import Indicator, IndicatorRevision
from center.models.framework.indicator import MEANING
from center.refusals import ServiceRefused
from center.services.counting import in_both

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from center.models import User

_STEMS = ("title", "definition", "unit", "baseline_note", "target_text")


@transaction.atomic
def save_indicator(
    *, indicator: Indicator, by: "User", reason_sr: str = "", reason_en: str = ""
) -> IndicatorRevision | None:
    """Save a new or changed indicator; of one with a locked period, write down what it was. Returns the revision.

    Raises ServiceRefused where such a change has no reason, ValidationError where the indicator is wrong.
    """
    revision = None
    if indicator.pk is not None:
        saved = Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
        # Whoever locks a period at this moment is waited for.
        periods = list(saved.periods.select_for_update(no_key=True))
        if any(each.is_locked for each in periods) and changes_meaning(saved, indicator):
            if not reason_sr.strip():
                raise ServiceRefused(
                    _(
                        "A period of this indicator is locked. Write why you change it; everybody will read it."
                    )
                )
            revision = IndicatorRevision(
                indicator=saved, reason_sr=reason_sr.strip(), reason_en=reason_en.strip(), changed_by=by
            )
            revision.full_clean()
            revision.save()
    indicator.full_clean()
    indicator.save()
    return revision


def changes_meaning(saved: Indicator, changed: Indicator) -> bool:
    """Whether what reported values rest on differs."""
    return any(getattr(saved, name) != getattr(changed, name) for name in MEANING)


@dataclass(frozen=True)
class Change:
    """One thing that a revision changed, in both languages; empty texts: there was nothing."""

    what: Any
    before: tuple[str, str]
    after: tuple[str, str]

    @property
    def was(self) -> ShownText:
        return shown(*self.before)

    @property
    def became(self) -> ShownText:
        return shown(*self.after)


@dataclass(frozen=True)
class Revised:
    """A revision with what it changed."""

    day: datetime
    reason: ShownText
    reasons: tuple[str, str]
    changes: tuple[Change, ...]


def revisions_of(indicator: Indicator, rows: "Iterable[IndicatorRevision]") -> list[Revised]:
    """Return what revisions (the oldest first) changed, the newest first; no query."""
    found = list(rows)
    states = [each.was for each in found] + [_meaning_now(indicator)]
    kind = IndicatorKind(indicator.kind)
    made = [
        Revised(
            revision.changed_at,
            revision.reason,
            (revision.reason_sr, revision.reason_en),
            tuple(_changes(states[index], states[index + 1], kind)),
        )
        for index, revision in enumerate(found)
    ]
    return made[::-1]


def revisions_of_all(indicators: "Iterable[Indicator]") -> dict[int, list[Revised]]:
    """Return the revisions of those indicators that have some, by their keys; one query."""
    known = {each.pk: each for each in indicators}
    rows: dict[int, list[IndicatorRevision]] = {}
    for row in IndicatorRevision.objects.filter(indicator__in=known).order_by("pk"):
        rows.setdefault(row.indicator_id, []).append(row)
    return {key: revisions_of(known[key], found) for key, found in rows.items()}


def _meaning_now(indicator: Indicator) -> dict[str, str | None]:
    """Return what the indicator means now, as the database writes it."""
    now: dict[str, str | None] = {}
    for name in MEANING:
        value = getattr(indicator, name)
        if isinstance(value, bool):
            now[name] = "true" if value else "false"
        else:
            now[name] = None if value is None else str(value)
    return now


def _changes(
    was: "Mapping[str, str | None]", now: "Mapping[str, str | None]", kind: IndicatorKind
) -> "Iterable[Change]":
    labels = {
        "title": _("indicator"),
        "definition": _("definition"),
        "unit": _("unit"),
        "baseline_note": _("about the baseline"),
        "target_text": _("target in words"),
    }
    for stem in _STEMS:
        before, after = ((each[f"{stem}_sr"] or "", each[f"{stem}_en"] or "") for each in (was, now))
        if before != after:
            yield Change(labels[stem], before, after)
    for name, label in (("baseline", _("baseline")), ("target", _("target"))):
        if _number(was[name]) != _number(now[name]):
            yield Change(label, _said(was[name], kind), _said(now[name], kind))
    if was["baseline_year"] != now["baseline_year"]:
        yield Change(_("year of the baseline"), *_plain(was["baseline_year"], now["baseline_year"]))
    if was["across"] != now["across"]:
        yield Change(
            _("over several periods"),
            *(in_both(AcrossPeriods(str(each["across"])).label) for each in (was, now)),
        )
    if was["is_ascending"] != now["is_ascending"]:
        words = {"true": _("Yes"), "false": _("No")}
        yield Change(
            _("more is better"), *(in_both(words[each["is_ascending"] or "false"]) for each in (was, now))
        )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _said(text: str | None, kind: IndicatorKind) -> tuple[str, str]:
    """Return a number in words of both languages; nothing for none."""
    number = _number(text)
    if number is None:
        return "", ""
    said = []
    for code in ("sr", "en"):
        with translation.override(code):
            said.append(figure(number, is_percentage=kind == IndicatorKind.PERCENTAGE))
    return said[0], said[1]


def _plain(*texts: str | None) -> list[tuple[str, str]]:
    return [(text or "", text or "") for text in texts]
