"""What the directory can be narrowed by, as "kind:value" in one indexed column of its entries."""

from typing import Final

SECTION: Final = "section"
SETTLEMENT: Final = "settlement"
FORM: Final = "form"
STATUS: Final = "status"
GROUP: Final = "group"
CATEGORY: Final = "category"
KINDS: Final = (CATEGORY, SETTLEMENT, STATUS, FORM, GROUP, SECTION)
EVERY: Final = "all"
"""The total of all entries."""


def facet(kind: str, value: object) -> str:
    """Return a value of one kind as the column holds it."""
    return f"{kind}:{value}"
