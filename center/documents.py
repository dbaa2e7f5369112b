"""Documents on paper with the office's head: what every PDF of the portal shares."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from center import funding, offices
from center.base.phones import display_phone
from center.base.typesetting import typeset
from center.funding import Funding
from center.models import GrantLogo

_logger: Final = logging.getLogger(__name__)


def portal_document(
    template: str,
    *,
    title: str,
    data: Mapping[str, Any],
    files: Mapping[str, bytes] | None = None,
    records: Iterable[models.Model] = (),
    grants: Sequence[Funding] = (),
) -> bytes:
    """Return the PDF of an app's template under the office's head, in the active language.

    The head names the office, its address, phone and email; the foot tells the day of printing (the office's time
    zone). At the end stand the grants that were given and that the records carry, and those that are shown everywhere
    today. `files` and errors are those of `typeset`.
    """
    office = offices.current()
    place = f"{office.street.plain}, {office.postcode} {office.town.plain}" if office.street else ""
    contact = (place, display_phone(office.phone), office.real_email)
    said, marks = on_paper(funding.together(grants, funding.of_records(records), offices.funding_of(office)))
    return typeset(
        template,
        {
            "funding": said,
            **data,
            "title": title,
            "office": {"name": office.name.plain, "contact": " · ".join(filter(None, contact))},
            "words": {
                **data.get("words", {}),
                "made": gettext("Made on %(day)s") % {"day": date_format(timezone.localdate())},
            },
        },
        files={**(files or {}), **marks},
    )


def on_paper(grants: Sequence[Funding]) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    """Return what `funding-of` of the page's template prints of grants, and the files of their marks."""
    files: dict[str, bytes] = {}
    said = []
    for each in grants:
        marks = []
        for logo in each.logos:
            content = _content(logo)
            if content is not None:
                name = f"grant-mark-{logo.pk}.webp"
                files[name] = content
                marks.append({"file": name, "alt": logo.name.plain, "is_emblem": logo is each.emblem})
        parts = (each.grant.title.plain, each.grant.donor.plain)
        said.append(
            {
                "statement": each.statement,
                "marks": marks,
                "name": " · ".join(dict.fromkeys(part for part in parts if part)),
                "disclaimer": each.disclaimer.plain,
            }
        )
    return said, files


def _content(logo: GrantLogo) -> bytes | None:
    """Return the mark; None, said in the log, where the file is gone: a paper is made anyhow."""
    try:
        with logo.image.open() as file:
            content: bytes = file.read()
    except OSError:
        _logger.exception("The file of logo %s cannot be read.", logo.pk)
        return None
    return content
