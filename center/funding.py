"""Whose money it is: what pages, papers and files say of the grants behind them (design, "Money and donors").

A grant is said on what it paid for, whenever that is shown, and, where its donor wants so, on everything while it runs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from center.base.carrying import grants_of
from center.base.spreadsheets.writing import SheetOut, Value
from center.choices.grants import LogoKind
from center.models import Grant, GrantLogo

if TYPE_CHECKING:
    from center.base.bilingual import ShownText

_SAID: Final = (
    "pk",
    "code",
    "title_sr",
    "title_en",
    "donor_sr",
    "donor_en",
    "programme_sr",
    "programme_en",
    "shows_eu_emblem",
    "disclaimer_sr",
    "disclaimer_en",
    "is_public",
    "is_demo",
)
_OF_LOGO: Final = ("pk", "kind", "name_sr", "name_en", "image", "width", "height")
_ORDER: Final = {kind.value: number for number, kind in enumerate(LogoKind)}


@dataclass(frozen=True)
class Funding:
    """A grant with its marks, as it is said; nothing more of the grant was read."""

    grant: Grant
    logos: list[GrantLogo]

    @property
    def emblem(self) -> GrantLogo | None:
        """Return the emblem that stands beside the statement of the European Union."""
        return next((logo for logo in self.logos if logo.kind == LogoKind.EU), None)

    @property
    def others(self) -> list[GrantLogo]:
        return [logo for logo in self.logos if logo is not self.emblem]

    @property
    def statement(self) -> str:
        """Return the sentence that the European Union asks for letter for letter; empty for other donors."""
        return _("Funded by the European Union") if self.grant.shows_eu_emblem else ""

    @property
    def disclaimer(self) -> "ShownText":
        return self.grant.disclaimer

    def in_one_line(self) -> str:
        """Return in words what the marks say, for files that hold no pictures."""
        parts = [self.statement, self.grant.donor.plain, self.grant.programme.plain, self.grant.title.plain]
        return ". ".join(dict.fromkeys(part for part in parts if part))


def running(day: date | None = None) -> ArraySubquery:
    """Return, as a column for another query, what `of_column` reads: the grants shown everywhere on a day (today)."""
    found = Grant.objects.running(day or timezone.localdate()).filter(is_shown_everywhere=True)
    return ArraySubquery(_said(found))


def of_column(rows: Iterable[dict[str, Any]]) -> list[Funding]:
    """Return what such a column holds."""
    return [_funding(row) for row in rows]


def of_records(records: Iterable[models.Model]) -> list[Funding]:
    """Return the grants that these records carry, each once; a query for each record."""
    found = [row for record in records for row in _said(grants_of(record))]
    return list({row["pk"]: _funding(row) for row in (row["said"] for row in found)}.values())


def of_grant(grant: Grant) -> Funding:
    """Return what is said of one grant; one query."""
    return _funding(_said(Grant.objects.filter(pk=grant.pk)).get()["said"])


def of_grants(grants: Iterable[Grant]) -> list[Funding]:
    """Return what is said of each of these grants, in their order; one query."""
    keys = [grant.pk for grant in grants]
    found = {row["said"]["pk"]: _funding(row["said"]) for row in _said(Grant.objects.filter(pk__in=keys))}
    return [found[key] for key in keys if key in found]


def now() -> list[Funding]:
    """Return the grants that are shown everywhere today; one query."""
    found = Grant.objects.running(timezone.localdate()).filter(is_shown_everywhere=True)
    return [_funding(row["said"]) for row in _said(found)]


def sheets(grants: Sequence[Funding]) -> list[SheetOut]:
    """Return the last sheet of a workbook, which says whose money it is; none where nothing is to be said."""
    rows: list[list[Value]] = [
        [each.statement, each.grant.donor.plain, each.grant.title.plain, each.disclaimer.plain]
        for each in grants
    ]
    headers = [_("Statement"), _("Donor"), pgettext("money given", "Grant"), _("Disclaimer")]
    return [SheetOut(_("Funding"), headers, rows)] if rows else []


def behind(*records: models.Model) -> list[Funding]:
    """Return the grants that records carry, and those that are shown everywhere today; a query for each and one."""
    return together(of_records(records), now())


def together(*groups: Sequence[Funding]) -> list[Funding]:
    """Return all, each once, in this order."""
    return list({each.grant.pk: each for group in groups for each in group}.values())


def _said(grants: models.QuerySet[Grant]) -> models.QuerySet[Any]:
    logos = GrantLogo.objects.filter(grant=OuterRef("pk")).order_by("position", "pk")
    marks = ArraySubquery(logos.values(said=JSONObject(**{name: name for name in _OF_LOGO})))
    return grants.values(said=JSONObject(**{name: name for name in _SAID}, logos=marks))


def _funding(row: dict[str, Any]) -> Funding:
    logos = [GrantLogo(**logo) for logo in row["logos"] or []]
    grant = Grant(**{name: row[name] for name in _SAID})
    return Funding(grant, sorted(logos, key=lambda logo: _ORDER[logo.kind]))
