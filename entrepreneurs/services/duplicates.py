"""Which records may be of the same enterprise or person; people decide, nothing is merged by itself.

The database proposes a few by its trigram indexes, whatever the number of records; Python compares those. Each
question takes the same number of queries.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Q, QuerySet
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from center.base.folded_search import SrFold
from center.base.scripts import fold
from entrepreneurs.business_names import LIKELY, comparable, comparable_person, likeness
from entrepreneurs.models import Channel, DifferentRecords, Enterprise, Entrepreneur

Record = TypeVar("Record", Enterprise, Entrepreneur)

_MOST_COMPARED: Final = 40
_MOST_SHOWN: Final = 6
# With the same phone or email a name may be further away: a married name, a short form.
LIKELY_WITH_CONTACT: Final = 0.6
LIKELY_PERSON: Final = 0.88


@dataclass(frozen=True)
class Candidate(Generic[Record]):
    """A record that may be the same one, and why: short words for people. `likeness` of the names is from 0 to 1."""

    record: Record
    reasons: tuple[str, ...]
    likeness: float


def like_enterprise(
    *,
    names: Iterable[str],
    registration_number: str = "",
    tax_number: str = "",
    phones: Iterable[str] = (),
    emails: Iterable[str] = (),
    apart_from: Collection[int] = (),
) -> list[Candidate[Enterprise]]:
    """Return enterprises that may be this one, the likeliest first; five queries at most.

    Equal numbers and nearly equal names count, and a phone (E.164) or email in common where the names are not far
    apart. Merged records are left out.
    """
    cores = [core for core in dict.fromkeys(map(comparable, names)) if core]
    listed = _others(Enterprise.objects.listed(), apart_from)
    found: dict[int, Enterprise] = {}
    if cores:
        alike, measures = Q(), []
        for core in cores:
            alike |= Q(comparable_name__trigram_word_similar=core)
            measures.append(TrigramWordSimilarity(core, "comparable_name"))
        nearest = Greatest(*measures) if len(measures) > 1 else measures[0]
        found |= _by_pk(listed.filter(alike).order_by(nearest.desc(), "pk")[:_MOST_COMPARED])
    same_numbers = Q()
    for name, number in (("registration_number", registration_number), ("tax_number", tax_number)):
        if number:
            same_numbers |= Q(**{name: number})
    if same_numbers:
        found |= _by_pk(listed.filter(same_numbers)[:_MOST_COMPARED])
    reached = _reached(phones, emails, apart_from)
    found |= _by_pk(
        listed.filter(pk__in=reached.keys() - found.keys()) if reached.keys() - found.keys() else []
    )
    candidates = []
    for record in found.values():
        near = max(
            (likeness(core, own) for core in cores for own in record.comparable_name.split("\n")), default=0.0
        )
        is_near = near >= LIKELY_WITH_CONTACT or not cores
        reasons = {
            _("the same registration number"): registration_number == record.registration_number != "",
            _("the same tax number"): tax_number == record.tax_number != "",
            reached.get(record.pk, ""): record.pk in reached and is_near,
            in_words(near): near >= LIKELY,
        }
        candidates.append(Candidate(record, tuple(word for word, holds in reasons.items() if holds), near))
    return _likeliest(candidates)


def in_words(near: float) -> str:
    return _("the same name") if near == 1 else _("a similar name")


def _reached(phones: Iterable[str], emails: Iterable[str], apart_from: Collection[int]) -> dict[int, str]:
    """Return the enterprises that have one of the phones or emails, each with the words for it."""
    numbers = sorted(filter(None, phones))
    addresses = sorted({email.lower() for email in emails if email})
    same = Q()
    if numbers:
        same |= Q(phone__in=numbers)
    for address in addresses:
        same |= Q(email__iexact=address)
    if not same:
        return {}
    rows = Channel.objects.filter(same, enterprise__merged_into__isnull=True).exclude(
        enterprise__in=apart_from
    )
    return {
        enterprise: _("the same phone") if phone else _("the same email")
        for enterprise, phone in rows.values_list("enterprise", "phone")[:_MOST_COMPARED]
    }


def like_person(
    *, name: str, phone: str = "", email: str = "", apart_from: Collection[int] = ()
) -> list[Candidate[Entrepreneur]]:
    """Return people who may be this one, the likeliest first; two queries.

    A nearly equal name counts, in any order of words, and the same phone or email where the names are not far apart:
    a family may share both.
    """
    core = comparable_person(name)
    listed = _others(Entrepreneur.objects.listed(), apart_from)
    found: dict[int, Entrepreneur] = {}
    if core:
        folded = fold(name)
        alike = listed.alias(_folded=SrFold("name")).filter(_folded__trigram_similar=folded)
        nearest = alike.alias(_near=TrigramSimilarity(SrFold("name"), folded)).order_by("-_near", "pk")
        found |= _by_pk(nearest[:_MOST_COMPARED])
    if phone or email:
        found |= _by_pk(
            listed.filter(pk__in=Entrepreneur.objects.reached_by(phone=phone, email=email))[:_MOST_COMPARED]
        )
    candidates = []
    for record in found.values():
        near = likeness(core, comparable_person(record.name))
        is_near = near >= LIKELY_WITH_CONTACT or not core
        reasons = {
            _("the same phone"): is_near and phone == record.phone != "",
            _("the same email"): is_near and email.lower() == record.email.lower() != "",
            in_words(near): near >= LIKELY_PERSON,
        }
        candidates.append(Candidate(record, tuple(word for word, holds in reasons.items() if holds), near))
    return _likeliest(candidates)


def _others(rows: "QuerySet[Record]", apart_from: Collection[int]) -> "QuerySet[Record]":
    return rows.exclude(pk__in=apart_from) if apart_from else rows


def _by_pk(rows: Iterable[Record]) -> dict[int, Record]:
    return {row.pk: row for row in rows}


def _likeliest(candidates: list[Candidate[Record]]) -> list[Candidate[Record]]:
    """Put several reasons before one, and nearer names before others."""
    ordered = sorted(
        (each for each in candidates if each.reasons),
        key=lambda each: (-len(each.reasons), -each.likeness, each.record.pk),
    )
    return ordered[:_MOST_SHOWN]


def told_apart(record: Enterprise | Entrepreneur) -> list[int]:
    """Return the records (by number) of which somebody said that they are not this one."""
    rows = DifferentRecords.objects.filter(model=record._meta.label_lower)
    pairs = rows.filter(Q(lower_id=record.pk) | Q(higher_id=record.pk)).values_list("lower_id", "higher_id")
    return [other for pair in pairs for other in pair if other != record.pk]


def like_this(record: Record) -> list[Candidate[Any]]:
    """Return what may be a second record of an existing one, but for what somebody has told apart from it."""
    others = [record.pk, *told_apart(record)]
    if isinstance(record, Enterprise):
        channels = list(record.channels.values_list("phone", "email"))
        return like_enterprise(
            names=[record.name_sr, record.legal_name],
            registration_number=record.registration_number,
            tax_number=record.tax_number,
            phones=[phone for phone, _email in channels],
            emails=[email for _phone, email in channels],
            apart_from=others,
        )
    return like_person(name=record.name, phone=record.phone, email=record.email, apart_from=others)
