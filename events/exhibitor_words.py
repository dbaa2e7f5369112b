"""What an exhibitor said, in words: on the own page, in the admin, and where two people wrote different things."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from center.base.phones import display_phone
from center.base.shown_text import in_script
from events.models import ExhibitorApplication
from events.services.applications import WISHES

Line = tuple[str, Any]


def in_words(application: ExhibitorApplication) -> list[Line]:
    """Return label and words of all that was said; what is empty is left out."""
    return [*wishes_in_words(application), *_said(_contact(application))]


def wishes_in_words(application: ExhibitorApplication) -> list[Line]:
    """Return the same without who answers for the stand and how to reach them."""
    return _said(_wishes(application, [row.product.name for row in shown_products(application)]))


def shown_products(application: ExhibitorApplication) -> Any:
    """Return the chosen products, as rows with their product, in the order of the profile."""
    return application.shown.select_related("product__category").order_by("product__position", "product_id")


def differences(wanted: dict[str, Any], now: ExhibitorApplication) -> list[Line]:
    """Return label and saved words of what somebody else saved otherwise than it was typed here."""
    # As it would be stored, so that the script alone is no difference.
    typed = ExhibitorApplication(event=now.event, enterprise=now.enterprise, **{n: wanted[n] for n in WISHES})
    ExhibitorApplication._meta.get_field("typed_latin").pre_save(typed, add=True)
    mine = dict([*_wishes(typed, [product.name for product in wanted["products"]]), *_contact(typed)])
    theirs = [*_wishes(now, [row.product.name for row in shown_products(now)]), *_contact(now)]
    return [(label, words or "–") for label, words in theirs if words != mine[label]]


def _said(lines: Iterator[Line]) -> list[Line]:
    return [(label, words) for label, words in lines if words]


def _wishes(application: ExhibitorApplication, products: list[Any]) -> Iterator[Line]:
    yield _("On show"), ", ".join(products)
    yield _("What else you bring"), in_script(application.offer_sr)
    yield _("The same in English"), application.offer_en
    yield _("People at the stand"), str(application.helpers)
    power = [in_script(application.devices), f"{application.watts} W" if application.watts else ""]
    yield _("Electricity"), ", ".join(filter(None, power)) if application.needs_power else ""
    yield _("Beside"), application.beside.name if application.beside else ""
    yield _("Other wishes"), in_script(application.wishes)


def _contact(application: ExhibitorApplication) -> Iterator[Line]:
    yield _("Answers for the stand"), in_script(application.contact_name)
    yield _("Phone"), display_phone(application.contact_phone) if application.contact_phone else ""
    yield _("Email"), application.contact_email
    yield _("Language of the emails"), application.get_language_display()
