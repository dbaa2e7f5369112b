"""A person's copy on paper: the words of the JSON, without what is empty."""

from typing import Any

from django.utils.translation import gettext as _

from center.base.personal_data.copying import PersonalCopy
from center.documents import portal_document


def copy_pdf(copy: PersonalCopy) -> bytes:
    """Return the PDF of a copy, in the active language; raises TooLongForPaperError for hundreds of pages."""
    return portal_document(
        "entrepreneurs/own_data.typ",
        title=_("Copy of your data"),
        data={
            "kinds": [_kind(record) for record in copy.data["records"]],
            "not_included": copy.data["not_included"],
            "words": {
                "introduction": _(
                    "Everything that we keep about you, on the day on which this was made. Other people are named by"
                    " what they are. You may have mistakes corrected and ask to be erased; it costs nothing and you"
                    " need not give a reason."
                ),
                "what": _("What"),
                "value": _("What we keep"),
                "not_included": _("What is not in this copy, and why"),
            },
        },
    )


def _kind(record: dict[str, Any]) -> dict[str, Any]:
    rows = record["rows"]
    return {
        "name": record["name"],
        "purpose": record["purpose"],
        "kept": record["kept"],
        "rows": [
            {
                "title": _("%(number)d of %(all)d") % {"number": place, "all": len(rows)}
                if len(rows) > 1
                else "",
                "fields": _fields(row),
            }
            for place, row in enumerate(rows, 1)
        ],
    }


def _fields(row: dict[str, Any]) -> list[tuple[str, str]]:
    """Return label and words of what is filled in; earlier values stand below the present one."""
    found = []
    for each in row["fields"].values():
        earlier = ", ".join(str(value) for value in each.get("earlier", []) if isinstance(value, str))
        words = each["shown"]
        if earlier:
            words = f"{words}\n" + _("earlier: %(values)s") % {"values": earlier}
        if words:
            found.append((each["label"], words.strip()))
    return found
