"""Documents on paper with the office's head: what every PDF of the portal shares."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from center import offices
from center.base.phones import display_phone
from center.base.typesetting import typeset


def portal_document(
    template: str, *, title: str, data: Mapping[str, Any], files: Mapping[str, bytes] | None = None
) -> bytes:
    """Return the PDF of an app's template under the office's head, in the active language.

    The head names the office, its address, phone and email; the foot tells the day of printing (the office's time
    zone). `files` and errors are those of `typeset`.
    """
    office = offices.current()
    place = f"{office.street.plain}, {office.postcode} {office.town.plain}" if office.street else ""
    contact = (place, display_phone(office.phone), office.real_email)
    return typeset(
        template,
        {
            **data,
            "title": title,
            "office": {"name": office.name.plain, "contact": " · ".join(filter(None, contact))},
            "words": {
                **data.get("words", {}),
                "made": gettext("Made on %(day)s") % {"day": date_format(timezone.localdate())},
            },
        },
        files=files,
    )
