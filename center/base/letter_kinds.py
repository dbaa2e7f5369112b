"""How staff read the kinds of mails: each app names the kinds of its letters where the letters are written.

A kind is `app/letter` ("consultations/booked"); in the account system it is the name of the template.
"""

from collections.abc import Mapping

from django.utils.functional import Promise

_labels: dict[str, str | Promise] = {}


def name_kinds(labels: Mapping[str, str | Promise]) -> None:
    """Name some kinds; raises ValueError for one that has a name already."""
    if twice := sorted(_labels.keys() & labels.keys()):
        msg = f"These kinds of mails are named twice: {', '.join(twice)}."
        raise ValueError(msg)
    _labels.update(labels)


def known_kinds() -> dict[str, str | Promise]:
    """Return all kinds with their names."""
    return dict(_labels)


def kind_label(kind: str) -> str:
    """Return the name of a kind in the active language; a kind that nobody named stands for itself."""
    return str(_labels.get(kind, kind))
