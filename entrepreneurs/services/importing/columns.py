"""Which columns an import knows, by which headers it knows them, and how it reads their cells."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.base.phones import normalise_phone
from center.base.scripts import fold
from center.base.spreadsheets.cells import as_date, as_digits, as_text, is_empty
from center.base.web_addresses import WebAddressField
from entrepreneurs.choices import ImportKind, LegalForm, Stage

_LANGUAGES: Final = ("sr", "sr-latn", "en")
_SHORTEST_PART: Final = 4


def _text(cell: str) -> str:
    return "" if is_empty(cell) else " ".join(as_text(cell).split())


def _phone(cell: str) -> str:
    typed = _text(cell)
    # Excel drops the nought in front of a number.
    return normalise_phone(f"0{typed}" if re.fullmatch(r"[1-9]\d{7,8}", typed) else typed) if typed else ""


def _email(cell: str) -> str:
    typed = _text(cell)
    if typed:
        validate_email(typed)
    return typed


def _url(cell: str) -> str:
    return str(WebAddressField(required=False).clean(_text(cell)))


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
    typed = _text(cell)
    words = _words(typed)
    for form, pattern in _FORMS if words else ():
        if re.search(pattern, words):
            return form
    if words:
        raise ValidationError(_("“%(text)s” is not a legal form that we know.") % {"text": typed})
    return None


def _stage(cell: str) -> Stage | None:
    typed = _text(cell)
    words = _words(typed)
    if re.search("postojec|vodi|existing|runs|vlasni|osniva", words):
        return Stage.EXISTING
    if not words or re.search("zeli|buduc|zainteresovan|aspiring|wants|pocetni", words):
        return Stage.ASPIRING if words else None
    raise ValidationError(
        _("“%(text)s” says neither that the person runs an enterprise nor that they want to.")
        % {"text": typed}
    )


@dataclass(frozen=True)
class Column:
    """One thing that a row can say. `headers` are folded words by which it is known, beside its own name."""

    name: str
    label: str | Promise
    headers: str
    read: Callable[[str], Any] = _text
    needed: bool = False

    def known_as(self) -> set[str]:
        """Return the headers by which the column is known, folded; its own name in each language included."""
        names = {*map(str.strip, self.headers.split(",")), self.name.replace("_", " ")}
        for language in _LANGUAGES:
            with translation.override(language):
                names.add(_words(str(self.label)))
        return names


_PLACE: Final = "mesto,naselje,sediste,grad,mesto sedista,town,place,city"
_PHONE: Final = "telefon,tel,mobilni,mobilni telefon,broj telefona,kontakt telefon,mobile"
_EMAIL: Final = "e posta,email,e mail,mejl,imejl,elektronska posta,email adresa"

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
    Column("phone", gettext_lazy("phone"), _PHONE, _phone),
    Column("email", gettext_lazy("email"), _EMAIL, _email),
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
    Column("phone", gettext_lazy("phone"), _PHONE, _phone),
    Column("email", gettext_lazy("email"), _EMAIL, _email),
    Column("settlement", gettext_lazy("settlement"), _PLACE),
    Column("stage", gettext_lazy("stands where"), "status,faza,stage", _stage),
)


def columns_of(kind: str) -> tuple[Column, ...]:
    """Return the columns that an import of a kind knows, in the order of the template."""
    return _ENTERPRISE if kind == ImportKind.ENTERPRISE else _PERSON


def guess_columns(kind: str, headers: Sequence[str]) -> dict[str, int]:
    """Return which column of the table says what: first by equal headers, then by headers that contain a known one."""
    words = [_words(header) for header in headers]
    found: dict[str, int] = {}
    known = {column.name: column.known_as() for column in columns_of(kind)}
    for name, names in known.items():
        for index, header in enumerate(words):
            if header and header in names and index not in found.values():
                found[name] = index
                break
    for name, names in known.items():
        if name in found:
            continue
        for index, header in enumerate(words):
            parts = [each for each in names if len(each) >= _SHORTEST_PART and f" {each} " in f" {header} "]
            if parts and index not in found.values():
                found[name] = index
                break
    return found


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(text)))
