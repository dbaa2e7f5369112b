"""A frozen report told in one language: headings, paragraphs, tables and pictures in their order, for every format."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from center.base.bilingual import shown
from center.base.figures import figure
from center.base.rich_text import Block, Span, blocks
from center.base.shown_text import shown_language
from center.choices.indicators import IndicatorKind
from center.services.reports.items import Heading, Item, Logos, Picture, Story, Table, Words


def told(document: dict[str, Any]) -> Story:
    """Return the report in the active language."""
    first, last = day(document["first"]), day(document["last"])
    issued = date.fromisoformat(document["issued"])
    words = {"number": document["number"], "day": date_format(issued)}
    made = _("Report %(number)s, issued on %(day)s") % words
    if document.get("is_draft"):
        made = _("Draft of %(day)s") % words
    if document["is_demo"]:
        made = _("%(text)s · made-up example") % {"text": made}
    return Story(
        title=say(document["title"]),
        subtitle=_("%(first)s – %(last)s") % {"first": first, "last": last},
        language=shown_language(),
        office=say(document["office"]["name"]),
        contact=say(document["office"]["contact"]),
        made=made,
        issued=issued,
        colour=document["office"]["colour"],
        mark=document["office"]["mark"],
        items=tuple(_items(document)),
        document=document,
    )


def say(texts: dict[str, str]) -> str:
    """Return a text in the active language; Serbian in Latin where English is missing."""
    return shown(texts.get("sr", ""), texts.get("en", "")).plain


def day(text: str) -> str:
    """Return a day of a document as people read it."""
    return date_format(date.fromisoformat(text)) if text else ""


def say_number(text: str | None, kind: str = "number", *, is_withheld: bool = False) -> str:
    """Return a number of a document as people read it."""
    value = None if text is None else Decimal(text)
    return figure(value, is_percentage=kind == IndicatorKind.PERCENTAGE, is_withheld=is_withheld)


def plain(text: str, kind: str = "paragraph") -> Words:
    return Words(kind, (Span(text),))


def _items(document: dict[str, Any]) -> Iterator[Item]:
    if document["replaces"]:
        yield plain(
            _("This report replaces report %(number)s, which no longer counts.")
            % {"number": document["replaces"]}
        )
    yield from _facts(document["grant"])
    shown_pictures: set[int] = set()
    for section in document["sections"]:
        yield Heading(2, say(section["heading"]))
        yield from _markdown(say(section["text"]), document["pictures"], shown_pictures)
    yield from _results(document["objectives"])
    yield from _breakdowns(document["objectives"])
    yield from _corrections(document["objectives"])
    yield from _revisions(document["objectives"])
    yield from _counts(document)
    yield from _evidence(document["objectives"])
    rest = [each for index, each in enumerate(document["pictures"], start=1) if index not in shown_pictures]
    if any(each["digest"] for each in rest):
        yield Heading(2, _("Pictures"))
        yield from filter(None, map(_picture, rest))
    yield from _visibility(document["visibility"])


def _facts(grant: dict[str, Any]) -> Iterator[Item]:
    days = {"first": day(grant["first"]), "last": day(grant["last"])}
    budget = f"{say_number(grant['budget'])} {grant['currency']}" if grant["budget"] else ""
    rows = [
        (_("The grant"), say(grant["title"])),
        (_("Donor"), say(grant["donor"])),
        (_("Programme"), say(grant["programme"])),
        (_("Number of the agreement"), grant["agreement"]),
        (_("Days of the grant"), _("%(first)s – %(last)s") % days),
        (_("Budget"), budget),
    ]
    yield Table(_("The grant"), (_("What"), _("Value")), tuple(row for row in rows if row[1]))


def _markdown(text: str, pictures: list[dict[str, Any]], used: set[int]) -> Iterator[Item]:
    for block in blocks(text):
        made = _block(block, pictures, used)
        if made is not None:
            yield made


def _block(block: Block, pictures: list[dict[str, Any]], used: set[int]) -> Item | None:
    if block.kind == "picture":
        used.add(block.number)
        return _picture(pictures[block.number - 1]) if 0 < block.number <= len(pictures) else None
    if block.kind == "heading":
        return Heading(min(block.level + 1, 4), block.text)
    if block.kind == "table":
        head, *rows = ([_joined(cell) for cell in row] for row in block.rows)
        return Table("", tuple(head), tuple(map(tuple, rows)))
    if block.kind == "rule":
        return None
    return Words(block.kind, block.spans, max(block.level, 1), block.number)


def _joined(spans: tuple[Span, ...]) -> str:
    return "".join(span.text for span in spans)


def _picture(entry: dict[str, Any]) -> Picture | None:
    if not entry["digest"]:
        return None
    credit = _("Author: %(name)s") % {"name": entry["credit"]} if entry["credit"] else ""
    return Picture(
        entry["digest"], say(entry["alt"]), " ".join(filter(None, [say(entry["caption"]), credit]))
    )


def _results(objectives: list[dict[str, Any]]) -> Iterator[Item]:
    if not objectives:
        return
    yield Heading(2, _("Results by indicator"))
    for objective in objectives:
        yield Heading(3, say(objective["title"]))
        for result in objective["results"]:
            yield Words(
                "paragraph",
                (Span(capfirst(say(result["kind"])) + ". "), Span(say(result["title"]), is_strong=True)),
            )
            for activity in result["activities"]:
                yield plain(say(activity), "item")
            rows = [_indicator_row(each) for each in result["indicators"]]
            head = (
                _("Code"),
                _("Indicator"),
                _("Unit"),
                _("Baseline"),
                _("Target of the whole grant"),
                _("Value until the last day of the report"),
            )
            if rows:
                yield Table(say(result["title"]), head, tuple(rows), frozenset({3, 4, 5}))
            yield from _words_of(result["indicators"])


def _indicator_row(each: dict[str, Any]) -> tuple[str, ...]:
    kind = each["kind"]
    value = say_number(each["value"], kind, is_withheld=each["is_withheld"])
    if kind == IndicatorKind.QUALITATIVE:
        value, target = _("in words, below"), say(each["target_text"]) or "–"
    else:
        target = say_number(each["target"], kind)
    baseline = say_number(each["baseline"], kind)
    if each["baseline"] is not None and each["baseline_year"]:
        baseline = f"{baseline} ({each['baseline_year']})"
    return (each["code"], say(each["title"]), say(each["unit"]), baseline, target, value)


def _words_of(indicators: list[dict[str, Any]]) -> Iterator[Item]:
    for each in indicators:
        for period in each["periods"]:
            value = period["value"]
            if value and each["kind"] == IndicatorKind.QUALITATIVE:
                yield Words(
                    "paragraph", (Span(f"{each['code']}. ", is_strong=True), Span(say(value["text"])))
                )


def _values(
    objectives: list[dict[str, Any]],
) -> Iterator[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
    """Give each value with its indicator and its period."""
    for objective in objectives:
        for result in objective["results"]:
            for indicator in result["indicators"]:
                for period in indicator["periods"]:
                    if period["value"]:
                        yield indicator, period, period["value"]


def _span(period: dict[str, Any]) -> str:
    return f"{day(period['first'])} – {day(period['last'])}"


def _breakdowns(objectives: list[dict[str, Any]]) -> Iterator[Item]:
    rows = list(_values(objectives))
    if not rows:
        return
    yield Heading(2, _("Annex: values of the periods and their breakdown"))
    for indicator, period, value in rows:
        kind = indicator["kind"]
        if kind == IndicatorKind.QUALITATIVE:
            continue
        number = say_number(value["number"], kind, is_withheld=value["is_withheld"])
        yield Heading(3, f"{indicator['code']} {say(indicator['title'])}")
        said = {"period": _span(period), "value": number, "unit": say(indicator["unit"])}
        # The unit before the number: behind it Serbian wants one of three forms, and one was typed.
        told = _("%(period)s, %(unit)s: %(value)s") if said["unit"] else _("%(period)s: %(value)s")
        facts = [told % said]
        if value["denominator"]:
            shares = {"part": say_number(value["numerator"]), "whole": say_number(value["denominator"])}
            facts.append(_("%(part)s of %(whole)s") % shares)
        facts.append(say(value["method"]))
        yield plain(". ".join(each.strip(" .") for each in facts if each) + ".")
        if value["parts"]:
            yield Table(
                _("Breakdown"),
                (_("By"), _("Part"), _("Number")),
                tuple(
                    (
                        say(part["dimension"]),
                        say(part["label"]),
                        say_number(part["value"], is_withheld=part["value"] is None),
                    )
                    for part in value["parts"]
                ),
                frozenset({2}),
            )


def _corrections(objectives: list[dict[str, Any]]) -> Iterator[Item]:
    rows = []
    for indicator, period, value in _values(objectives):
        for was in value["corrections"]:
            before = say(was["text"]) or say_number(
                was["number"], indicator["kind"], is_withheld=was["is_withheld"]
            )
            rows.append((indicator["code"], _span(period), before, day(was["day"]), say(was["reason"])))
    if rows:
        yield Heading(2, _("Annex: corrections"))
        head = (_("Code"), _("Period"), _("Before"), _("Corrected on"), _("Why"))
        yield Table(_("Corrected values"), head, tuple(rows))


def revised(objectives: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    """Return the changes of reported indicators: code, what, before, now, day, why."""
    return [
        (
            indicator["code"],
            say(change["what"]),
            say(change["before"]) or "–",
            say(change["after"]) or "–",
            day(each["day"]),
            say(each["reason"]),
        )
        for objective in objectives
        for result in objective["results"]
        for indicator in result["indicators"]
        # Reports issued earlier know of none.
        for each in indicator.get("revisions", [])
        for change in each["changes"]
    ]


def revision_heads() -> tuple[str, ...]:
    return (_("Code"), _("What"), _("Before"), _("Now"), _("Changed on"), _("Why"))


def _revisions(objectives: list[dict[str, Any]]) -> Iterator[Item]:
    rows = revised(objectives)
    if rows:
        yield Heading(2, _("Annex: indicators changed after their values were reported"))
        yield Table(_("Changed indicators"), revision_heads(), tuple(rows))


def _counts(document: dict[str, Any]) -> Iterator[Item]:
    if document["measures"]:
        yield Heading(2, _("Annex: what the records of the grant count"))
        rows = [
            (
                say(each["title"]),
                say_number(
                    each["value"],
                    "percentage" if each["is_share"] else "number",
                    is_withheld=each["value"] is None,
                ),
                say(each["how"]),
            )
            for each in document["measures"]
        ]
        yield Table(
            _("Counted from the records"), (_("What"), _("Number"), _("How")), tuple(rows), frozenset({1})
        )
        yield plain(
            _(
                "Withheld are numbers of one to four people, and those from which such a number could be computed."
            ),
            "note",
        )
    if document["shared"]:
        yield Heading(2, _("Annex: what is also counted for another grant"))
        twice = [
            (
                say(each["title"]),
                say_number(each["records"], is_withheld=each["records"] is None),
                say_number(each["shared"], is_withheld=each["shared"] is None),
                "; ".join(
                    f"{say(other['title'])}: {say_number(other['number'], is_withheld=other['number'] is None)}"
                    for other in each["others"]
                ),
            )
            for each in document["shared"]
        ]
        head = (_("Records"), _("Of this grant"), _("Of them also for another"), _("For which"))
        yield Table(_("Counted twice"), head, tuple(twice), frozenset({1, 2}))


def _evidence(objectives: list[dict[str, Any]]) -> Iterator[Item]:
    rows, photos = [], []
    for indicator, _period, value in _values(objectives):
        for proof in value["evidence"]:
            # Reports issued earlier neither say it nor hold photos.
            after = proof.get("came_after", "")
            note = _("(added after the approval, on %(day)s)") % {"day": day(after)} if after else ""
            words = " ".join(filter(None, [say(proof["title"]), proof["url"], note]))
            rows.append((indicator["code"], say(proof["kind"]), words))
            if proof.get("digest"):
                caption = f"{indicator['code']}: {say(proof['title'])}"
                photos.append(
                    Picture(proof["digest"], say(proof["alt"]), " ".join(filter(None, [caption, note])))
                )
    if rows:
        yield Heading(2, _("Annex: evidence kept by the office"))
        yield Table(_("Evidence"), (_("Code"), _("Kind"), _("What it is")), tuple(rows))
    if photos:
        yield Heading(2, _("Annex: photos that prove values"))
        yield from photos


def _visibility(block: dict[str, Any]) -> Iterator[Item]:
    if not (block["is_eu"] or block["logos"] or say(block["disclaimer"])):
        return
    yield Heading(2, _("Funding"))
    if block["is_eu"]:
        yield Words("paragraph", (Span(_("Funded by the European Union"), is_strong=True),))
    if block["logos"]:
        yield Logos(tuple(Picture(each["digest"], say(each["name"])) for each in block["logos"]))
    if say(block["disclaimer"]):
        yield plain(say(block["disclaimer"]), "note")
