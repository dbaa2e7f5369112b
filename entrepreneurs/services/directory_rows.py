"""One entry of the directory, made of an enterprise and of what was fetched with it."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, Final

from django.utils.translation import override

from center.base import search_words
from center.base.scripts import sort_key, strip_marks, to_latin
from entrepreneurs import facets
from entrepreneurs.choices import ActivityLevel, LegalForm, PictureKind, StatusKind
from entrepreneurs.models import ActivityCode, DirectoryEntry, Enterprise, Picture

# What stands first in the list when there are several.
_KINDS: Final = (PictureKind.PHOTO, PictureKind.PRODUCT, PictureKind.LOGO)


def line_of(code: ActivityCode) -> list[ActivityCode]:
    """Return the code and what it is part of, up to the section."""
    line = [code]
    while line[-1].parent is not None:
        line.append(line[-1].parent)
    return line


def entry(
    enterprise: Enterprise, *, lines: dict[int, list[ActivityCode]], marked_before: date
) -> DirectoryEntry:
    """Return the entry, unsaved. `enterprise` comes with facts, `offered` and `shown_pictures`."""
    form = next((fact.form for fact in enterprise.current_registeredform), "")
    activity = next((fact.code_id for fact in enterprise.current_registeredactivity), None)
    line = lines.get(activity, []) if activity else []
    levels = {code.level: code.code for code in line}
    seat = next(iter(enterprise.current_seat), None)
    standing = next(iter(enterprise.current_legalstatus), None)
    groups = (
        sorted({served.group.code: served.group for served in standing.served_groups.all()}.items())
        if standing
        else []
    )
    offered: Sequence[Any] = getattr(enterprise, "offered", [])
    categories = {product.category_id: product.category for product in offered}
    confirmed_on = enterprise.confirmed_on
    assert enterprise.published_at is not None  # by the constraint on what is published
    row = DirectoryEntry(
        enterprise=enterprise,
        slug=enterprise.slug,
        name_sr=enterprise.name_sr,
        name_en=enterprise.name_en,
        summary_sr=enterprise.summary_sr,
        summary_en=enterprise.summary_en,
        form=form,
        activity_id=activity,
        section=levels.get(ActivityLevel.SECTION, ""),
        division=levels.get(ActivityLevel.DIVISION, ""),
        settlement_id=seat.settlement_id if seat else None,
        status=standing.status if standing else StatusKind.NONE,
        groups=[code for code, _group in groups],
        categories=sorted(categories),
        products=[[product.name_sr, product.name_en] for product in offered],
        picture_id=_picture(getattr(enterprise, "shown_pictures", [])),
        latitude=enterprise.latitude,
        longitude=enterprise.longitude,
        confirmed_on=confirmed_on,
        is_marked=(confirmed_on or enterprise.published_at.date()) < marked_before,
        is_demo=enterprise.is_demo,
        published_at=enterprise.published_at,
        sort_sr=sort_key(enterprise.name_sr, "sr"),
        sort_latn=sort_key(enterprise.name_sr, "sr-latn"),
        # English pages show the Serbian name in Latin where there is no English one.
        sort_en=sort_key(enterprise.name_en or to_latin(strip_marks(enterprise.name_sr)), "en"),
    )
    row.facets = _facets(row)
    names = [enterprise.name_sr, enterprise.name_en]
    products = [text for product in offered for text in (product.name_sr, product.name_en)]
    summary = [enterprise.summary_sr, enterprise.summary_en]
    named: list[Any] = [*line, *(group for _code, group in groups), *categories.values()]
    rest = [
        enterprise.legal_name,
        enterprise.description_sr,
        enterprise.description_en,
        *_labels(form, row.status),
    ]
    rest += [text for each in named for text in (each.name_sr, each.name_en)]
    if seat:
        place = seat.settlement
        rest += [place.name_sr, place.name_en, place.municipality_sr, place.municipality_en]
    row.words_name = search_words.folded_words(*names)
    row.words_products = search_words.folded_words(*products)
    row.words_summary = search_words.folded_words(*summary)
    row.words_rest = search_words.folded_words(*rest)
    row.texts = [*names, *products, *summary, *rest]
    return row


def _facets(row: DirectoryEntry) -> list[str]:
    found = [
        (facets.FORM, row.form),
        (facets.SECTION, row.section),
        (facets.SETTLEMENT, row.settlement_id),
        (facets.STATUS, row.status),
        *((facets.GROUP, code) for code in row.groups),
        *((facets.CATEGORY, number) for number in row.categories),
    ]
    return [facets.facet(kind, value) for kind, value in found if value]


def _picture(pictures: Sequence[Picture]) -> int | None:
    ordered = sorted(pictures, key=lambda picture: _KINDS.index(PictureKind(picture.kind)))
    return ordered[0].pk if ordered else None


@cache
def _labels(form: str, status: str) -> tuple[str, ...]:
    """Return the words for legal form and status, in Serbian and in English."""
    labels = [LegalForm(form).label] if form else []
    if status != StatusKind.NONE:
        labels.append(StatusKind(status).label)
    texts = []
    for language in ("sr", "en"):
        with override(language):
            texts += [str(label) for label in labels]
    return tuple(texts)
