"""Pairs of existing records that may be one, and what people said about them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Generic

import pghistory
from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from center.models import User
from entrepreneurs.business_names import LIKELY, comparable_person, likeness
from entrepreneurs.models import DifferentRecords, Enterprise
from entrepreneurs.services.duplicates import LIKELY_PERSON, LIKELY_WITH_CONTACT, Record, in_words


@dataclass(frozen=True)
class Pair(Generic[Record]):
    """Two records that may be one, the older first."""

    one: Record
    other: Record
    reasons: tuple[str, ...]
    likeness: float


# Of all records those with an equal name or contact; of the newest ones also those with a similar name: comparing
# every name with every other would take minutes at 100,000. Of many with one name or phone the newest eight.
_EQUAL: Final = """
(SELECT DISTINCT older.id, newer.id FROM {equal} older
 JOIN {equal} newer ON newer.core = older.core AND newer.id > older.id
 WHERE NOT EXISTS (SELECT FROM apart WHERE lower_id = older.id AND higher_id = newer.id) LIMIT 300)
"""
_SAME: Final = """{equal} AS
  (SELECT id, core FROM (SELECT id, core, row_number() OVER (PARTITION BY core ORDER BY id DESC) AS place,
                                count(*) OVER (PARTITION BY core) AS many FROM {source} WHERE core <> '') counted
   WHERE many > 1 AND place <= 8)"""
_APART: Final = """apart AS MATERIALIZED
  (SELECT lower_id, higher_id FROM entrepreneurs_differentrecords WHERE model = '{model}')"""
_ENTERPRISE_PAIRS: Final = rf"""
WITH {_APART.format(model="entrepreneurs.enterprise")},
     listed AS (SELECT id, comparable_name FROM entrepreneurs_enterprise WHERE merged_into_id IS NULL),
     names AS (SELECT DISTINCT id, unnest(string_to_array(comparable_name, E'\n')) AS core FROM listed),
     {_SAME.format(equal="same_name", source="names")},
     newest AS (SELECT id, unnest(string_to_array(comparable_name, E'\n')) AS core
                FROM (SELECT * FROM listed ORDER BY id DESC LIMIT 200) recent)
{_EQUAL.format(equal="same_name")}
UNION
(SELECT least(newest.id, near.id), greatest(newest.id, near.id) FROM newest CROSS JOIN LATERAL
 (SELECT other.id FROM entrepreneurs_enterprise other WHERE other.merged_into_id IS NULL AND other.id <> newest.id
  AND newest.core <> '' AND other.comparable_name %> newest.core AND NOT EXISTS
   (SELECT FROM apart WHERE lower_id = least(newest.id, other.id) AND higher_id = greatest(newest.id, other.id))
  ORDER BY word_similarity(newest.core, other.comparable_name) DESC LIMIT 3) near)
"""  # noqa: S608 -- put together of the texts above alone
_PERSON_PAIRS: Final = f"""
WITH {_APART.format(model="entrepreneurs.entrepreneur")},
     listed AS (SELECT id, sr_fold(name) AS core, phone, lower(email) AS email
                FROM entrepreneurs_entrepreneur WHERE merged_into_id IS NULL AND erased_at IS NULL),
     phones AS (SELECT id, phone AS core FROM listed),
     emails AS (SELECT id, email AS core FROM listed),
     {_SAME.format(equal="same_name", source="listed")},
     {_SAME.format(equal="same_phone", source="phones")},
     {_SAME.format(equal="same_email", source="emails")},
     newest AS (SELECT id, core FROM listed ORDER BY id DESC LIMIT 200)
{_EQUAL.format(equal="same_name")}
UNION
{_EQUAL.format(equal="same_phone")}
UNION
{_EQUAL.format(equal="same_email")}
UNION
(SELECT least(newest.id, near.id), greatest(newest.id, near.id) FROM newest CROSS JOIN LATERAL
 (SELECT other.id FROM entrepreneurs_entrepreneur other WHERE other.merged_into_id IS NULL AND other.id <> newest.id
  AND sr_fold(other.name) % newest.core AND NOT EXISTS
   (SELECT FROM apart WHERE lower_id = least(newest.id, other.id) AND higher_id = greatest(newest.id, other.id))
  ORDER BY similarity(sr_fold(other.name), newest.core) DESC LIMIT 3) near)
"""  # noqa: S608 -- put together of the texts above alone
_MOST_PAIRS: Final = 50


def possible_pairs(model: type[Record]) -> list[Pair[Record]]:
    """Return pairs of records that may be one, the likeliest first, at most fifty; two queries.

    Those that somebody has told apart are left out.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ENTERPRISE_PAIRS if model is Enterprise else _PERSON_PAIRS)
        numbers = cursor.fetchall()
    rows = model._base_manager.in_bulk({pk for pair in numbers for pk in pair})
    pairs = [_pair(rows[one], rows[other]) for one, other in numbers if one in rows and other in rows]
    likely = (pair for pair in pairs if pair.reasons)
    return sorted(likely, key=lambda pair: (-len(pair.reasons), -pair.likeness, pair.one.pk))[:_MOST_PAIRS]


def _pair(one: Any, other: Any) -> Pair[Any]:
    if isinstance(one, Enterprise):
        near = max(
            likeness(core, own)
            for core in one.comparable_name.split("\n")
            for own in other.comparable_name.split("\n")
        )
        reasons = {in_words(near): near >= LIKELY}
    else:
        near = likeness(comparable_person(one.name), comparable_person(other.name))
        is_near = near >= LIKELY_WITH_CONTACT
        reasons = {
            _("the same phone"): is_near and one.phone == other.phone != "",
            _("the same email"): is_near and one.email.lower() == other.email.lower() != "",
            in_words(near): near >= LIKELY_PERSON,
        }
    return Pair(one, other, tuple(word for word, holds in reasons.items() if holds), near)


def difference(one: Model, other: Model) -> DifferentRecords | None:
    """Return what somebody said about this pair, in whatever order it is asked for."""
    return DifferentRecords.objects.filter(**_key(one, other)).select_related("told_by").first()


def tell_apart(*, one: Record, other: Record, by: User) -> DifferentRecords:
    """Note that two records are not one, so that they are not proposed again; said twice it is noted once.

    Raises ValueError for one record.
    """
    if one.pk == other.pk:
        msg = "A record is not different from itself."
        raise ValueError(msg)
    with pghistory.context(verb="tell-apart"):
        noted, _created = DifferentRecords.objects.get_or_create(**_key(one, other), defaults={"told_by": by})
    return noted


@transaction.atomic
def propose_again(*, one: Record, other: Record) -> None:
    """Take back that two records are not one; the history keeps who said it. Twice changes nothing."""
    with pghistory.context(verb="propose-again"):
        DifferentRecords.objects.filter(**_key(one, other)).delete()


def newest_differences(model: type[Record], most: int) -> list[tuple[Record, Record, DifferentRecords]]:
    """Return the pairs that were told apart last, as far as both are still records of their own; two queries."""
    noted = list(
        DifferentRecords.objects.filter(model=model._meta.label_lower).select_related("told_by")[:most]
    )
    rows = model._base_manager.filter(merged_into__isnull=True).in_bulk(
        {pk for each in noted for pk in (each.lower_id, each.higher_id)}
    )
    return list(_both(noted, rows))


def _both(
    noted: list[DifferentRecords], rows: dict[int, Record]
) -> Iterator[tuple[Record, Record, DifferentRecords]]:
    for each in noted:
        if each.lower_id in rows and each.higher_id in rows:
            yield rows[each.lower_id], rows[each.higher_id], each


def _key(one: Model, other: Model) -> dict[str, Any]:
    lower, higher = sorted([one.pk, other.pk])
    return {"model": one._meta.label_lower, "lower_id": lower, "higher_id": higher}
