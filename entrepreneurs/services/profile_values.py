"""A profile as flat values that can be compared, proposed and written: `read(enterprise, section)`, `write(...)`.

A value is what JSON can hold. A key is a column of the enterprise ("summary_sr"), the name of a list ("hours"), or
a column of a product ("product.12.name_sr"; "product.new-….name_sr" for one that is only proposed) or of a picture
("picture.7.alt_sr").
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.base.scripts import typed_to_cyrillic
from center.base.serbian_fields import SerbianField, tidy
from center.choices import Weekday
from center.models import User
from entrepreneurs.choices import ChannelKind, ProfileSection, SpokenLanguage, WebKind
from entrepreneurs.models import (
    Channel,
    Consent,
    Enterprise,
    OpeningTime,
    Picture,
    Product,
    ProductCategory,
    Seat,
    Settlement,
    WebLink,
)
from entrepreneurs.services.changes import one_change, touched
from entrepreneurs.services.facts import record_fact

Values = dict[str, Any]

COLUMNS: Final[dict[ProfileSection, tuple[str, ...]]] = {
    ProfileSection.ABOUT: (
        "name_sr", "name_en", "summary_sr", "summary_en", "description_sr", "description_en", "how_to_buy_sr",
        "how_to_buy_en",
    ),
    ProfileSection.CONTACT: ("languages",),
    ProfileSection.HOURS: ("hours_note_sr", "hours_note_en"),
    ProfileSection.PLACE: (),
    ProfileSection.PRODUCTS: (),
    ProfileSection.PICTURES: (),
}  # fmt: skip
PRODUCT_COLUMNS: Final = (
    "name_sr", "name_en", "category", "description_sr", "description_en", "price_sr", "price_en",
    "available_from", "available_until", "how_to_order_sr", "how_to_order_en", "is_offered",
)  # fmt: skip
PICTURE_COLUMNS: Final = ("alt_sr", "alt_en")
PLACE: Final = ("settlement", "street_sr", "street_en", "street_is_public", "point")
_LISTS: Final = {
    "hours": gettext_lazy("opening times"),
    "channels": gettext_lazy("phones and emails"),
    "links": gettext_lazy("links"),
    "point": gettext_lazy("point on the map"),
}


def read(enterprise: Enterprise, section: ProfileSection) -> Values:
    """Return the values of a part of the profile as the database holds them now."""
    now = Enterprise.objects.get(pk=enterprise.pk)
    values: Values = {name: getattr(now, name) for name in COLUMNS[section]}
    if section == ProfileSection.CONTACT:
        values["channels"] = [_channel(each) for each in now.channels.all()]
        values["links"] = [[each.kind, each.url] for each in now.web_links.all()]
    elif section == ProfileSection.HOURS:
        values["hours"] = [
            [each.weekday, f"{each.opens:%H:%M}", f"{each.closes:%H:%M}"] for each in now.opening_times.all()
        ]
    elif section == ProfileSection.PLACE:
        values |= _place(now)
    elif section == ProfileSection.PRODUCTS:
        for product in now.products.all():
            values |= {f"product.{product.pk}.{name}": plain(product, name) for name in PRODUCT_COLUMNS}
    elif section == ProfileSection.PICTURES:
        for picture in now.pictures.all():
            values |= {f"picture.{picture.pk}.{name}": plain(picture, name) for name in PICTURE_COLUMNS}
    return values


def difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the keys of `new` whose value is another one than in `old`, with both."""
    return {key: {"old": old.get(key), "new": value} for key, value in new.items() if old.get(key) != value}


def merged(old: Mapping[str, Any], changes: Mapping[str, Mapping[str, Any]]) -> Values:
    """Return the values after a difference."""
    return {**old, **{key: change["new"] for key, change in changes.items()}}


def stored(values: Mapping[str, Any], *, fields: Mapping[str, "models.Field[Any, Any]"]) -> Values:
    """Return typed values as the database would hold them: Serbian in Cyrillic, tidy."""
    return {
        key: typed_to_cyrillic(tidy(value))
        if isinstance(value, str) and isinstance(fields.get(key.rsplit(".", 1)[-1]), SerbianField)
        else (tidy(value) if isinstance(value, str) else value)
        for key, value in values.items()
    }


@one_change()
def write(enterprise: Enterprise, section: ProfileSection, values: Mapping[str, Any], *, by: User) -> None:
    """Write some values into the locked enterprise and what belongs to it; the caller's transaction commits.

    `by` is who typed or approved them. Raises ValidationError.
    """
    columns = {name: values[name] for name in COLUMNS[section] if name in values}
    if columns:
        for name, value in columns.items():
            setattr(enterprise, name, value)
        enterprise.full_clean(validate_unique=False)
        enterprise.save(update_fields=list(columns))
    if "hours" in values:
        _write_hours(enterprise, values["hours"])
    if "links" in values:
        _write_links(enterprise, values["links"])
    if "channels" in values:
        _write_channels(enterprise, values["channels"])
    if section == ProfileSection.PLACE:
        _write_place(enterprise, values, by)
    if section == ProfileSection.PRODUCTS:
        _write_products(enterprise, values)
    if section == ProfileSection.PICTURES:
        _write_pictures(enterprise, values)
    touched(enterprise)


def column(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    """Return a column of a model by its name."""
    found = model._meta.get_field(name)
    assert isinstance(found, models.Field)
    return found


def label(key: str) -> str:
    """Name a value as people call it."""
    if key in _LISTS:
        return capfirst(str(_LISTS[key]))
    return capfirst(str(column(_model(key), key.rsplit(".", 1)[-1]).verbose_name))


def in_words(key: str, value: Any) -> str:
    """Return a value as a person reads it, a list with an entry in each line."""
    name = key.rsplit(".", 1)[-1]
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return _WORDS.get(name, str)(value)


_WORDS: Final[dict[str, Callable[[Any], str]]] = {
    "hours": lambda rows: "\n".join(f"{Weekday(day).label} {opens}–{closes}" for day, opens, closes in rows),
    "links": lambda rows: "\n".join(f"{WebKind(kind).label}: {url}" for kind, url in rows),
    "channels": lambda rows: "\n".join(_channel_in_words(row) for row in rows),
    "languages": lambda codes: ", ".join(str(SpokenLanguage(code).label) for code in codes),
    "category": lambda number: str(ProductCategory.objects.filter(pk=number).first() or ""),
    "settlement": lambda number: str(Settlement.objects.filter(pk=number).first() or ""),
    "point": ", ".join,
}


def plain(record: models.Model, name: str) -> Any:
    """Return one column as JSON holds it: a related row as its number, a day as ISO text."""
    value = getattr(record, column(type(record), name).attname)
    return value.isoformat() if isinstance(value, date | time) else value


def _channel(row: Channel) -> list[Any]:
    is_public = row.publication_consent is not None and row.publication_consent.in_force
    return [row.phone or row.email, row.note_sr, row.note_en, is_public, row.receives_messages]


def _channel_in_words(row: list[Any]) -> str:
    address, note, _note_en, is_public, receives = row
    more = [
        note,
        _("public") if is_public else _("only for the office"),
        _("receives messages from the profile") if receives else "",
    ]
    return f"{address} ({', '.join(filter(None, more))})"


def _place(enterprise: Enterprise) -> Values:
    seat = enterprise.seat_facts.valid_on(timezone.localdate()).first()
    has_point = enterprise.latitude is not None
    return {
        "settlement": seat.settlement_id if seat else None,
        "street_sr": seat.street_sr if seat else "",
        "street_en": seat.street_en if seat else "",
        "street_is_public": seat.street_is_public if seat else False,
        "point": [str(enterprise.latitude), str(enterprise.longitude)] if has_point else None,
    }


def _write_hours(enterprise: Enterprise, rows: Iterable[tuple[int, str, str]]) -> None:
    enterprise.opening_times.all().delete()
    for day, opens, closes in rows:
        row = OpeningTime(
            enterprise=enterprise,
            weekday=day,
            opens=time.fromisoformat(opens),
            closes=time.fromisoformat(closes),
        )
        row.full_clean()
        row.save()


def _write_links(enterprise: Enterprise, rows: Iterable[tuple[str, str]]) -> None:
    kept = {url for _kind, url in rows}
    enterprise.web_links.exclude(url__in=kept).delete()
    for kind, url in rows:
        found = enterprise.web_links.filter(url=url).first()
        row = found or WebLink(enterprise=enterprise, url=url)
        row.kind = kind
        row.full_clean()
        row.save()


def _write_channels(enterprise: Enterprise, rows: list[list[Any]]) -> None:
    """Keep the rows whose address stays, with whose they are; a consent in force makes a row public."""
    enterprise.channels.exclude(phone__in=[row[0] for row in rows]).exclude(
        email__in=[row[0] for row in rows]
    ).delete()
    enterprise.channels.update(receives_messages=False)
    consent = enterprise.publication_consent
    if consent is None or not consent.in_force:
        consent = Consent.objects.in_force().filter(enterprise=enterprise, purpose="publication").first()
    for position, (address, note_sr, note_en, is_public, receives) in enumerate(rows):
        kind = ChannelKind.EMAIL if "@" in address else ChannelKind.PHONE
        found = enterprise.channels.filter(**{kind.value: address}).first()
        row = found or Channel(enterprise=enterprise, kind=kind, **{kind.value: address})
        row.note_sr, row.note_en, row.position, row.receives_messages = note_sr, note_en, position, receives
        row.publication_consent = (row.publication_consent or consent) if is_public else None
        row.full_clean()
        row.save()


def _write_place(enterprise: Enterprise, values: Mapping[str, Any], by: User) -> None:
    """Write the place: a move to another settlement is a new fact from today, a corrected street is none."""
    if "point" in values:
        enterprise.latitude, enterprise.longitude = values["point"] or (None, None)
        enterprise.full_clean(validate_unique=False)
        enterprise.save(update_fields=["latitude", "longitude"])
    wanted = {**_place(enterprise), **{name: values[name] for name in PLACE if name in values}}
    if wanted["settlement"] is None or not values.keys() & set(PLACE[:-1]):
        return
    street = {name: wanted[name] for name in ("street_sr", "street_en", "street_is_public")}
    seat = enterprise.seat_facts.valid_on(timezone.localdate()).first()
    if seat is None or seat.settlement_id != wanted["settlement"]:
        settlement = Settlement.objects.get(pk=wanted["settlement"])
        since = timezone.localdate() if seat is not None else None
        if seat is not None and seat.valid.lower == since:
            seat.settlement = settlement
        else:
            record_fact(Seat, enterprise=enterprise, since=since, settlement=settlement, by=by, **street)
            return
    for name, value in street.items():
        setattr(seat, name, value)
    seat.full_clean()
    seat.save()


def _write_products(enterprise: Enterprise, values: Mapping[str, Any]) -> None:
    for number, columns in _by_number(values).items():
        product = (
            Product(enterprise=enterprise)
            if number.startswith("new")
            else enterprise.products.select_for_update().get(pk=number)
        )
        for name, value in columns.items():
            setattr(product, column(Product, name).attname, value)
        product.full_clean()
        same = {
            column(Product, name).attname: getattr(product, column(Product, name).attname) for name in columns
        }
        # The same form sent twice is one product.
        if product.pk is not None or not enterprise.products.filter(**same).exists():
            product.save()


def _write_pictures(enterprise: Enterprise, values: Mapping[str, Any]) -> None:
    for number, columns in _by_number(values).items():
        picture = enterprise.pictures.select_for_update(of=("self",)).filter(pk=number).first()
        if picture is None:
            raise ValidationError(_("The picture was removed meanwhile."))
        for name, value in columns.items():
            setattr(picture, name, value)
        picture.full_clean()
        picture.save(update_fields=list(columns))


def _by_number(values: Mapping[str, Any]) -> dict[str, Values]:
    rows: dict[str, Values] = {}
    for key, value in values.items():
        _word, number, name = key.split(".")
        rows.setdefault(number, {})[name] = value
    return rows


def in_stored_form(values: Mapping[str, Any]) -> Values:
    """Return typed values of any section as the database would hold them."""
    fields = {
        key.rsplit(".", 1)[-1]: column(_model(key), key.rsplit(".", 1)[-1])
        for key in values
        if key not in _LISTS
    }
    return stored(values, fields=fields)


def _model(key: str) -> type[models.Model]:
    for word, model in (("product.", Product), ("picture.", Picture)):
        if key.startswith(word):
            return model
    return Seat if key in PLACE else Enterprise
