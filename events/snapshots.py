"""The profile of an exhibitor as it was when it was accepted: the list of a past fair stays true.

The words are stored as typed, in both languages, and shown through `shown`. Pictures are not kept: they belong to the
profile, to which the list leads.
"""

from typing import TYPE_CHECKING, Any

from center.base.bilingual import ShownText, shown

if TYPE_CHECKING:
    from events.models import ExhibitorApplication


def take(application: "ExhibitorApplication") -> None:
    """Write the profile's name and sentence and the chosen products into the application; not saved yet."""
    enterprise = application.enterprise
    rows = application.shown.select_related("product__category").order_by("product__position", "product_id")
    products = [
        {
            **_words(row.product, "name"),
            "category": row.product.category.slug,
            "category_sr": row.product.category.name_sr,
            "category_en": row.product.category.name_en,
        }
        for row in rows
    ]
    snapshot: dict[str, Any] = {
        **_words(enterprise, "name"),
        **_words(enterprise, "summary"),
        **_words(application, "offer"),
        "products": products,
    }
    application.snapshot = snapshot
    application.found_by = "\n".join(_searched(snapshot))


def text(part: dict[str, Any], stem: str) -> ShownText:
    """Return a text of a snapshot, or of one of its products, for the active language."""
    return shown(part.get(f"{stem}_sr", ""), part.get(f"{stem}_en", ""))


def _words(record: Any, stem: str) -> dict[str, str]:
    return {name: getattr(record, name) for name in (f"{stem}_sr", f"{stem}_en")}


def _searched(snapshot: dict[str, Any]) -> list[str]:
    """Return the words by which people find an exhibitor: name, sentence, what is on show and its kinds."""
    parts = [snapshot, *snapshot["products"]]
    words = [value for part in parts for key, value in part.items() if key.endswith(("_sr", "_en"))]
    return list(dict.fromkeys(filter(None, words)))
