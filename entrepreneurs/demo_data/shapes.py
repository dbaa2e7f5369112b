"""How a made-up enterprise is written down."""

from dataclasses import dataclass

from entrepreneurs.choices import LegalForm, StatusKind


@dataclass(frozen=True)
class Offer:
    """One product or service; `subject` is what its picture shows."""

    category: str
    subject: str
    name_sr: str
    name_en: str
    price_sr: str
    price_en: str
    season: tuple[int, int] | None = None
    """First and last month in which it is to be had, in the year at hand."""


@dataclass(frozen=True)
class Demo:
    """One enterprise: nothing here is about anybody who exists."""

    name_sr: str
    name_en: str
    summary_sr: str
    summary_en: str
    about_sr: str
    about_en: str
    form: LegalForm
    place: str
    activity: str
    founded: int
    status: StatusKind
    groups: tuple[str, ...]
    offers: tuple[Offer, ...]
    picture: str
    hours: str = ""
    """For example "1-5 9-17": days of the week and full hours."""
    ways: tuple[str, ...] = ("work_integration",)
    areas: tuple[str, ...] = ("work",)
    languages: tuple[str, ...] = ("sr",)
    people: tuple[int, int] = (2, 1)
    """Women and men employed last year."""
    months_since_check: int = 3
    at_town_point: bool = False
