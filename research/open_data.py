"""Open data: the census with its two files and what each field means, and the published results of surveys."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from center.base.open_data import (
    Dataset,
    Field,
    File,
    Publication,
    Text,
    register,
    register_publications,
)
from center.base.spreadsheets import harmless
from center.offices import town_word
from entrepreneurs.demographics import AgeBand, PersonSex
from research.census import Dimension, Size, extent
from research.census.kept import version
from research.census.table import COLUMNS, TOTALS, dimension_name, rows
from research.models import Release
from research.services.releases import newest_published
from research.study import said
from research.study_files import FORMATS, Format, dcat_dataset


def as_csv(_selection: str = "") -> Iterator[str]:
    """Write UTF-8 with a byte order mark, by which Excel reads Cyrillic; no cell is a formula."""
    yield "\ufeff" + _line(COLUMNS)
    for row in rows():
        yield _line([_cell(row[name]) for name in COLUMNS])


def as_json(_selection: str = "") -> Iterator[str]:
    """Write one object with the licence and the list of numbers; a withheld one is null."""
    head = {"licence": settings.OPEN_DATA_LICENCE, "source": f"{settings.BASE_URL}/data/"}
    yield _dump(head)[:-1] + ',"census":['
    for number, row in enumerate(rows()):
        yield (",\n" if number else "\n") + _dump(row)
    yield "]}\n"


def _line(cells: Any) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(value) if isinstance(value, str) else str(value)


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _since() -> date | None:
    return extent().first


def _codes() -> dict[str, dict[str, str]]:
    # Status and legal form have their lists with the enterprises, on the same page.
    lists = {Dimension.SIZE: Size, Dimension.SEX: PersonSex, Dimension.AGE: AgeBand}
    return {
        "dimension": {name: dimension_name(name) for name in (*TOTALS, *Dimension.values)},
        **{str(name): {str(code): str(label) for code, label in of.choices} for name, of in lists.items()},
    }


_OWN: Final = _("list below")
_FIELDS: Final[tuple[tuple[str, Text, Text], ...]] = (
    ("date", _("The day that was counted: the last day of each year that is over, and today."), "ISO 8601"),
    ("dimension", _("What is counted, or by what."), _OWN),
    (
        "code",
        _(
            "Which part: a code of a list of this page, of KD 2010, or a cadastral unit; _T: total, _U: not known."
        ),
        "",
    ),
    ("dimension_…", _("What is counted, in words."), ""),
    ("label_…", _("The part, in words."), ""),
    (
        "count",
        _(
            "How many enterprises or persons there were on that day; entries and exits since the day before it."
        ),
        "",
    ),
    (
        "is_withheld",
        _(
            "The number would tell of fewer than five people or three enterprises, or of such a number; it is empty."
        ),
        "true, false",
    ),
    ("is_example", _("Made up for the demonstration of this portal; leave such rows out."), "true, false"),
)

register(
    Dataset(
        slug="census",
        title=_("Census of social enterprises"),
        about=_(
            "How many social enterprises and entrepreneurs there were at the end of each year and are today, by legal"
            " form, activity, settlement, status, size and groups. Numbers of the past change when more becomes known."
        ),
        keywords=(_("social entrepreneurship"), _("social enterprises"), _("statistics"), town_word()),
        fields=tuple(Field(*row) for row in _FIELDS),
        files=(
            File("census.csv", "text/csv", _("Table for Excel and LibreOffice"), as_csv),
            File("census.json", "application/json", _("JSON for programs"), as_json),
        ),
        version=version,
        since=_since,
        codes=_codes,
    )
)


def published_results(publisher: str) -> list[Publication]:
    """Return the newest results of each listed survey; withdrawn ones are gone at once."""
    language = get_language() or "sr"
    return [
        Publication(
            said(study.identity.title, language),
            reverse("research:release", args=[release.survey.slug, release.number]),
            dcat_dataset(
                study,
                _addresses(release),
                publisher=publisher,
                forms=[form for form in FORMATS if has_data or not form.has_data],
            ),
        )
        for release, study, has_data in newest_published()
    ]


def _addresses(release: Release) -> Callable[[Format, str], str]:
    def address(form: Format, language: str) -> str:
        with override(language):
            place = [release.survey.slug, release.number, form.code, form.suffix[1:]]
            return settings.BASE_URL + reverse("research:release_file", args=place)

    return address


register_publications(published_results)
