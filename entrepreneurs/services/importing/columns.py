"""Which columns an import knows, by which headers it knows them, and how it reads their cells."""

import re
from collections.abc import Sequence
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.base.spreadsheets.cells import as_date, as_digits
from center.base.spreadsheets.columns import (
    EMAIL_HEADERS,
    PHONE_HEADERS,
    Column,
    email_cell,
    guess,
    phone_cell,
    text_cell,
    words_of,
)
from center.base.web_addresses import WebAddressField
from entrepreneurs.choices import ImportKind, LegalForm, Stage


def _url(cell: str) -> str:
    return str(WebAddressField(required=False).clean(text_cell(cell)))


_FORMS: Final = (
    (LegalForm.SPORTS, "sportsk|sports"),
    (LegalForm.LIMITED, r"\bd ?o ?o\b|ogranicen|limited|\bltd\b|\bllc\b"),
    (LegalForm.JOINT_STOCK, r"\ba ?d\b|akcionarsk|joint stock"),
    (LegalForm.PARTNERSHIP, "ortack|komanditn|partnership"),
    (LegalForm.COOPERATIVE, "zadrug|cooperative"),
    (LegalForm.ASSOCIATION, r"udruzenj|association|\bug\b|\bnvo\b"),
    (LegalForm.FOUNDATION, "fondacij|zaduzbin|foundation"),
    (LegalForm.ENTREPRENEUR, r"preduzetni|radnja|entrepreneur|sole trader|\bpr\b|\bszr\b|\bstr\b"),
    (LegalForm.INFORMAL, "nije registrovan|neformaln|not registered|informal"),
)


def _legal_form(cell: str) -> LegalForm | None:
    typed = text_cell(cell)
    words = words_of(typed)
    for form, pattern in _FORMS if words else ():
        if re.search(pattern, words):
            return form
    if words:
        raise ValidationError(_("“%(text)s” is not a legal form that we know.") % {"text": typed})
    return None


def _stage(cell: str) -> Stage | None:
    typed = text_cell(cell)
    words = words_of(typed)
    if re.search("postojec|vodi|existing|runs|vlasni|osniva", words):
        return Stage.EXISTING
    if not words or re.search("zeli|buduc|zainteresovan|aspiring|wants|pocetni", words):
        return Stage.ASPIRING if words else None
    raise ValidationError(
        _("“%(text)s” says neither that the person runs an enterprise nor that they want to.")
        % {"text": typed}
    )


_PLACE: Final = "mesto,naselje,sediste,grad,mesto sedista,town,place,city"

_ENTERPRISE: Final = (
    Column(
        "name_sr",
        gettext_lazy("name (Serbian)"),
        "naziv,ime,kratak naziv,skraceno poslovno ime,naziv preduzeca,naziv organizacije,organizacija,name,enterprise",
        needed=True,
    ),
    Column(
        "legal_name",
        gettext_lazy("legal name"),
        "pun naziv,poslovno ime,puno poslovno ime,registrovani naziv",
    ),
    Column(
        "name_en",
        gettext_lazy("name (English)"),
        "naziv na engleskom,engleski naziv,english name,name in english",
    ),
    Column(
        "registration_number",
        gettext_lazy("registration number"),
        "maticni broj,mb,mat broj,mbr,company number",
        lambda cell: as_digits(cell, length=8),
    ),
    Column(
        "tax_number",
        gettext_lazy("tax number (PIB)"),
        "pib,poreski broj,tax number,vat number",
        lambda cell: as_digits(cell, length=9),
    ),
    Column(
        "legal_form",
        gettext_lazy("legal form"),
        "pravna forma,pravni oblik,oblik organizovanja,forma",
        _legal_form,
    ),
    Column(
        "activity", gettext_lazy("activity"), "sifra delatnosti,delatnost,pretezna delatnost,activity code"
    ),
    Column("settlement", gettext_lazy("settlement"), _PLACE),
    Column("street_sr", gettext_lazy("street and number"), "adresa,ulica,ulica i broj,address,street"),
    Column(
        "founded_on",
        gettext_lazy("founded"),
        "datum osnivanja,osnovano,datum registracije,founded on,date of foundation",
        as_date,
    ),
    Column("phone", gettext_lazy("phone"), PHONE_HEADERS, phone_cell),
    Column("email", gettext_lazy("email"), EMAIL_HEADERS, email_cell),
    Column(
        "website",
        gettext_lazy("Website"),
        "sajt,web,veb,internet adresa,url,veb sajt,web sajt,internet stranica",
        _url,
    ),
    Column("summary_sr", gettext_lazy("in one sentence (Serbian)"), "opis,kratak opis,description,summary"),
    Column("internal_note", gettext_lazy("note for staff"), "napomena,beleska,komentar,note"),
)
_PERSON: Final = (
    Column(
        "name",
        gettext_lazy("name"),
        "ime i prezime,ime,prezime i ime,name and surname,full name,osoba",
        needed=True,
    ),
    Column("phone", gettext_lazy("phone"), PHONE_HEADERS, phone_cell),
    Column("email", gettext_lazy("email"), EMAIL_HEADERS, email_cell),
    Column("settlement", gettext_lazy("settlement"), _PLACE),
    Column("stage", gettext_lazy("stands where"), "status,faza,stage", _stage),
)


def columns_of(kind: str) -> tuple[Column, ...]:
    """Return the columns that an import of a kind knows, in the order of the template."""
    return _ENTERPRISE if kind == ImportKind.ENTERPRISE else _PERSON


def guess_columns(kind: str, headers: Sequence[str]) -> dict[str, int]:
    """Return which column of the table says what; see `center.base.spreadsheets.columns.guess`."""
    return guess(columns_of(kind), headers)
