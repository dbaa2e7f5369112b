"""What the public may know of enterprises, as data: one plain record for each, the same in every format.

Only what is published now, with a consent in force and a check that is not too old. No e-mail, no phone and no
name of a person: an open licence cannot be taken back, a consent can.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.db import connection
from django.db.models import Max, Min, Prefetch
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from center.base.open_data import Version
from center.base.scripts import strip_marks, to_latin
from entrepreneurs.choices import LegalForm, StatusKind
from entrepreneurs.models import Enterprise, Product
from entrepreneurs.narrowing import as_query, question

if TYPE_CHECKING:
    from entrepreneurs.querysets import EnterpriseQuerySet

BATCH: Final = 500
# Raise it whenever a file says something else for the same records.
_FORMAT: Final = "2"
# What the records say lies in the enterprises' rows and in the office's lists.
_STATE: Final = """
SELECT concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', enterprise.id, enterprise.xmin, entry.xmin), 0)))
FROM entrepreneurs_directoryentry AS entry
JOIN entrepreneurs_enterprise AS enterprise ON enterprise.id = entry.enterprise_id
UNION ALL SELECT sum(hashtextextended(concat_ws(' ', id, xmin), 0))::text FROM entrepreneurs_settlement
UNION ALL SELECT sum(hashtextextended(concat_ws(' ', id, xmin), 0))::text FROM entrepreneurs_activitycode
UNION ALL SELECT sum(hashtextextended(concat_ws(' ', id, xmin), 0))::text FROM entrepreneurs_productcategory
UNION ALL SELECT sum(hashtextextended(concat_ws(' ', id, xmin), 0))::text FROM entrepreneurs_vulnerablegroup
"""

Record = dict[str, Any]
# Their tax number, and the name in the register, are a person's own.
_PERSONS: Final = (LegalForm.ENTREPRENEUR, LegalForm.INFORMAL)


def visible() -> "EnterpriseQuerySet":
    """Return the enterprises that the public may see now: those with an entry in the directory."""
    # The consent is asked about once more: of this rule alone a mistake could not be taken back.
    return Enterprise.objects.published().listed().filter(entry__isnull=False)


def version() -> Version:
    """Tell the state of the data by two queries that build no record.

    PostgreSQL gives a row another `xmin` with every change; every verb that changes a part of an enterprise also
    writes its row. What holds depends on the day as well.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        state = cursor.fetchall()
    today = timezone.localdate()
    midnight = timezone.make_aware(datetime.combine(today, time.min))
    # Of all records: one that was just withdrawn changed too.
    changed = Enterprise.objects.aggregate(latest=Max("changed_at"))["latest"]
    return Version(
        tag=f"{_FORMAT} {today} {settings.BASE_URL} {state}", modified=max(changed or midnight, midnight)
    )


def selection(query: QueryDict) -> str:
    """Return which part of the directory an address asks for, in one spelling; "" for the whole of it."""
    asked = question(query)
    return as_query(asked.words, asked.chosen)


def selected(selection: str) -> "EnterpriseQuerySet":
    """Return the visible enterprises of a selection, found as the directory finds them."""
    if not selection:
        return visible()
    entries = question(QueryDict(selection)).entries()
    return visible().filter(pk__in=entries.values("enterprise_id"))


def since() -> date | None:
    """Return the day on which the first of them was published."""
    first = visible().aggregate(first=Min("published_at"))["first"]
    return timezone.localdate(first) if first else None


def detailed(rows: "EnterpriseQuerySet") -> "EnterpriseQuerySet":
    """Fetch all that a record says, in a constant number of queries."""
    today = timezone.localdate()
    offered = Product.objects.offered_on(today).select_related("category")
    return rows.with_facts_on(today).prefetch_related(
        "web_links", Prefetch("products", offered, to_attr="offered_now")
    )


def records(rows: "EnterpriseQuerySet | None" = None) -> Iterator[Record]:
    """Yield the records in the order in which the enterprises were added; a few hundred are in memory at once."""
    rows = visible() if rows is None else rows
    last = 0
    while batch := list(detailed(rows.filter(pk__gt=last)).order_by("pk")[:BATCH]):
        yield from map(record, batch)
        last = batch[-1].pk


def identifier(uid: object) -> str:
    """Return the URI that names an enterprise for ever; following it leads to its page or its data."""
    return f"{settings.BASE_URL}/id/enterprise/{uid}"


def is_a_person(enterprise: Enterprise) -> bool:
    """Say whether an enterprise (with today's facts) is in law a person, or may be since its form is not known."""
    form = next(iter(enterprise.current_registeredform), None)
    return form is None or form.form in _PERSONS


def public_tax_number(enterprise: Enterprise) -> str:
    """Return the tax number; a sole trader's is a person's own and stays inside the office."""
    return "" if is_a_person(enterprise) else enterprise.tax_number


def record(enterprise: Enterprise) -> Record:
    """Return everything that open data say of one enterprise (from `detailed`), empty values included."""
    form = next(iter(enterprise.current_registeredform), None)
    activity = next(iter(enterprise.current_registeredactivity), None)
    seat = next(iter(enterprise.current_seat), None)
    standing = next(iter(enterprise.current_legalstatus), None)
    products: list[Product] = vars(enterprise)["offered_now"]
    status = standing.status if standing else StatusKind.NONE
    return {
        "id": identifier(enterprise.uid),
        "uid": str(enterprise.uid),
        "page": profile_address(enterprise.slug),
        **_scripts("name", enterprise.name_sr, enterprise.name_en),
        **_scripts("legal_name", "" if is_a_person(enterprise) else enterprise.legal_name),
        "registration_number": enterprise.registration_number,
        "tax_number": public_tax_number(enterprise),
        "founded_on": enterprise.founded_on,
        "legal_form": form.form if form else "",
        "activity_code": activity.code.code if activity else "",
        "activity_scheme": f"{activity.code.scheme} {activity.code.version}" if activity else "",
        **_scripts("activity", *(_names(activity.code) if activity else ("", ""))),
        **_scripts("settlement", *(_names(seat.settlement) if seat else ("", ""))),
        **_scripts(
            "municipality",
            *((seat.settlement.municipality_sr, seat.settlement.municipality_en) if seat else ("", "")),
        ),
        **_scripts(
            "street", *((seat.street_sr, seat.street_en) if seat and seat.street_is_public else ("", ""))
        ),
        "latitude": enterprise.latitude,
        "longitude": enterprise.longitude,
        "status": status,
        "status_decided_on": standing.decided_on if standing else None,
        "status_checked_on": standing.checked_on if standing else None,
        "ways": list(standing.ways) if standing else [],
        "areas": list(standing.areas) if standing else [],
        "groups": sorted(served.group.code for served in standing.served_groups.all()) if standing else [],
        "categories": sorted({product.category.slug for product in products}),
        "products_sr_cyrl": [strip_marks(product.name_sr) for product in products],
        "products_en": [product.name_en for product in products if product.name_en],
        "languages": list(enterprise.languages),
        "web": [link.url for link in enterprise.web_links.all()],
        **_scripts("summary", enterprise.summary_sr, enterprise.summary_en),
        "checked_on": enterprise.confirmed_on,
        "is_example": enterprise.is_demo,
    }


def profile_address(slug: str, language: str = "sr") -> str:
    with override(language):
        return f"{settings.BASE_URL}{reverse('entrepreneurs:directory')}{slug}/"


def _names(named: Any) -> tuple[str, str]:
    return named.name_sr, named.name_en


def _scripts(name: str, serbian: str, english: str | None = None) -> Record:
    texts = {f"{name}_sr_cyrl": strip_marks(serbian), f"{name}_sr_latn": strip_marks(to_latin(serbian))}
    return texts if english is None else {**texts, f"{name}_en": english}


def plain(value: Any) -> Any:
    """Return a value as JSON has it: days as ISO text, degrees as numbers."""
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value
