"""What the registry starts with: settlements, activity codes, groups, categories, texts of consents.

Filled in after every `migrate` where a table is empty; from then on the tables are the office's own. Sources: KD
2010 (classification of activities of the Republic of Serbia); for the places, the cadastral units of the municipality.
"""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from center.base.database_owner import owner_alias
from entrepreneurs.choices import ActivityLevel, Purpose
from entrepreneurs.models import (
    ActivityCode,
    ConsentText,
    DirectoryRules,
    ProductCategory,
    Settlement,
    VulnerableGroup,
)
from entrepreneurs.services.directory_lists import queue_if_stale

_DATA = Path(__file__).parent / "data"
# The places of the first office, with the one point known for sure: the middle of its town.
_PLACES: Final = _DATA / "settlements_krusevac.csv"
_NO_PLACES: Final = "none"
_FIRST_DAY = date(2026, 1, 1)


def after_migrate(sender: AppConfig, *, using: str, **kwargs: Any) -> None:
    """Receive `post_migrate` of this app."""
    fill(using=using)


def refresh_directory(sender: AppConfig, *, using: str, plan: Any = (), **kwargs: Any) -> None:
    """Receive `post_migrate`; after the last app have the public directory made anew where its tables changed."""
    if using == owner_alias() and sender == list(apps.get_app_configs())[-1]:
        queue_if_stale(using=using, migrated={migration.app_label for migration, _backwards in plan})


@transaction.atomic
def fill(*, using: str) -> None:
    """Fill every table that is still empty; what the office changed stays."""
    for model, rows in (
        (Settlement, _settlements),
        (ActivityCode, _activities),
        (VulnerableGroup, _groups),
        (ProductCategory, _categories),
        (DirectoryRules, _rules),
    ):
        manager: Any = model._base_manager.using(using)
        if not manager.exists():
            for batch in rows():
                manager.bulk_create(batch)
    _add_missing_texts(using)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _settlements() -> Iterator[list[Settlement]]:
    """Yield the places of the office's town: PLACES_FILE, none at all, or those of the first office."""
    if settings.PLACES_FILE == _NO_PLACES:
        return
    path = Path(settings.PLACES_FILE) if settings.PLACES_FILE else _PLACES
    try:
        yield [_settlement(row) for row in _rows(path)]
    except (OSError, KeyError, InvalidOperation, UnicodeDecodeError) as error:
        msg = (
            "PLACES_FILE must be a CSV file in UTF-8 with the columns name_sr_cyrl, municipality_sr_cyrl,"
            f" cadastral_unit, checked, latitude and longitude; docs/another_town.md describes it. {error!r}"
        )
        raise ImproperlyConfigured(msg) from error


def _settlement(row: dict[str, str]) -> Settlement:
    return Settlement(
        name_sr=row["name_sr_cyrl"],
        municipality_sr=row["municipality_sr_cyrl"],
        cadastral_unit=row["cadastral_unit"],
        is_checked=row["checked"] == "yes",
        latitude=Decimal(row["latitude"]) if row["latitude"] else None,
        longitude=Decimal(row["longitude"]) if row["longitude"] else None,
    )


def _activities() -> Iterator[list[ActivityCode]]:
    """Yield the codes level by level, since each names the row above it, which must have its number by then."""
    rows = list(_rows(_DATA / "activities_kd2010.csv"))
    made: dict[str, ActivityCode] = {}
    for level in ActivityLevel.values:
        batch = [
            ActivityCode(
                level=level,
                code=row["code"],
                parent=made.get(row["parent"]),
                name_sr=row["name_sr_cyrl"],
                name_en=row["name_en"],
            )
            for row in rows
            if row["level"] == level
        ]
        made.update({each.code: each for each in batch})
        yield batch


def _groups() -> Iterator[list[VulnerableGroup]]:
    yield [
        VulnerableGroup(
            code=code,
            name_sr=serbian,
            name_en=english,
            source_sr="Списак канцеларије, није из закона",
            source_en="The office's list, not the law's",
            valid_from=_FIRST_DAY,
            position=position,
        )
        for position, (code, serbian, english) in enumerate(_GROUPS, 1)
    ]


def _categories() -> Iterator[list[ProductCategory]]:
    yield [
        ProductCategory(slug=slug, name_sr=serbian, name_en=english, position=position)
        for position, (slug, serbian, english) in enumerate(_CATEGORIES, 1)
    ]


def _add_missing_texts(using: str) -> None:
    """Give every purpose its first text: a later version of the portal may ask for something new."""
    manager = ConsentText._base_manager.using(using)
    known = set(manager.values_list("purpose", flat=True))
    manager.bulk_create(
        ConsentText(purpose=purpose, version=_FIRST_DAY, text_sr=serbian, text_en=english)
        for purpose, serbian, english in _TEXTS
        if purpose not in known
    )


def _rules() -> Iterator[list[DirectoryRules]]:
    yield [DirectoryRules(pk=1)]


_GROUPS = (
    ("under-30", "Млађи од 30 година", "Under 30"),
    ("over-50", "Старији од 50 година", "Over 50"),
    ("redundant", "Радници који су остали без посла као вишак", "Redundant workers"),
    ("roma", "Роми и Ромкиње", "Roma"),
    ("disability", "Особе са инвалидитетом", "Persons with disabilities"),
    ("social-assistance", "Примаоци новчане социјалне помоћи", "Recipients of cash social assistance"),
    ("no-secondary-school", "Људи без средње школе", "People without secondary school"),
    ("long-term-unemployed", "Дугорочно незапослени", "Long-term unemployed"),
    ("family-violence", "Људи који су преживели насиље у породици", "Victims of family violence"),
    ("other", "Друга група", "Another group"),
)
_CATEGORIES = (
    ("food", "Храна и пиће", "Food and drink"),
    ("preserves", "Зимница и слатко", "Preserves and jams"),
    ("honey", "Мед и производи од меда", "Honey"),
    ("clothing", "Одећа и обућа", "Clothing and shoes"),
    ("textile", "Ткање, вез и плетиво", "Weaving, embroidery and knitwear"),
    ("home", "За кућу и башту", "Home and garden"),
    ("wood", "Дрво и намештај", "Wood and furniture"),
    ("gifts", "Поклони и сувенири", "Gifts and souvenirs"),
    ("cosmetics", "Сапуни и козметика", "Soap and cosmetics"),
    ("care", "Нега и помоћ у кући", "Care and help at home"),
    ("catering", "Послужење и доручак за скупове", "Catering"),
    ("repair", "Поправке и рециклажа", "Repair and recycling"),
    ("printing", "Штампа и дизајн", "Printing and design"),
    ("learning", "Настава и обуке", "Teaching and training"),
    ("tourism", "Смештај и излети", "Stays and trips"),
    ("other-services", "Друге услуге", "Other services"),
)
_TEXTS = (
    (
        Purpose.BOOKING,
        "Сагласан сам, односно сагласна, да Центар чува моје име и контакт да бисмо договорили и одржали разговор.",
        "I agree that the Center keeps my name and contact so that we can arrange and hold the consultation.",
    ),
    (
        Purpose.CASE_FILE,
        "Сагласан сам, односно сагласна, да саветник води белешке о нашим разговорима и о мом плану.",
        "I agree that an advisor keeps notes about our talks and about my plan.",
    ),
    (
        Purpose.STATISTICS,
        "Сагласан сам, односно сагласна, да се моји подаци броје у збирним прегледима, без имена.",
        "I agree that my data are counted in summaries, without my name.",
    ),
    (
        Purpose.PUBLICATION,
        (
            "Сагласан сам, односно сагласна, да Центар објави податке које сам дао, односно дала, у јавном именику"
            " социјалних предузећа. Сагласност могу да повучем кад год желим."
        ),
        (
            "I agree that the Center publishes the data that I gave in the public directory of social enterprises. I"
            " can withdraw this at any time."
        ),
    ),
    (
        Purpose.SMS,
        "Сагласан сам, односно сагласна, да ми Центар шаље обавештења SMS порукама.",
        "I agree that the Center sends me notices by SMS.",
    ),
    (
        Purpose.VULNERABILITY,
        (
            "Сагласан сам, односно сагласна, да Центар чува податак о томе шта ми отежава живот, шифрован, само ради"
            " савета и подршке. Кад повучем сагласност, податак се брише."
        ),
        (
            "I agree that the Center keeps, encrypted, what makes my life harder, only to advise and support me. When I"
            " withdraw this, it is erased."
        ),
    ),
    (
        Purpose.HELPER,
        (
            "Сагласан сам, односно сагласна, да Центар особи коју сам навео, односно навела, каже када и где је мој"
            " разговор, и ништа друго. Кад повучем сагласност, подаци о тој особи се бришу."
        ),
        (
            "I agree that the Center tells the person whom I named when and where my visit is, and nothing else. When I"
            " withdraw this, the data of that person are erased."
        ),
    ),
    (
        Purpose.EVENT,
        (
            "Сагласан сам, односно сагласна, да Центар чува моје име, контакт и одговоре да би ми сачувао место на"
            " догађају и јавио ако се нешто промени. Кад повучем сагласност, подаци се бришу."
        ),
        (
            "I agree that the Center keeps my name, contact and answers to keep a place at the event for me and to tell"
            " me if something changes. When I withdraw this, they are erased."
        ),
    ),
)
