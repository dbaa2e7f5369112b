"""Enterprises like one: the same kind of products, the same activity, the same place."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from center.base.pictures.making import PictureState
from entrepreneurs.choices import PictureKind
from entrepreneurs.models import DirectoryRules, Enterprise, Picture, Product, RegisteredActivity, Seat
from entrepreneurs.querysets import kept_in

_SHOWN = 3
_LOOKED_AT = 24


def like(enterprise: Enterprise, *, rules: DirectoryRules, today: date) -> list[Enterprise]:
    """Return up to three visible enterprises that have most in common with one fetched `with_profile`.

    Kind of products counts most, then activity, then place. Of each only the newest few are looked at, so that
    the page costs the same in a large directory.
    """
    seat = next(iter(enterprise.current_seat), None)
    activity = next(iter(enterprise.current_registeredactivity), None)
    categories = {product.category_id for product in enterprise.shown_products}
    ways: list[tuple[int, Any]] = [
        (4, Product.objects.filter(category__in=categories, is_offered=True) if categories else None),
        (2, RegisteredActivity.objects.valid_on(today).filter(code=activity.code_id) if activity else None),
        (1, Seat.objects.valid_on(today).filter(settlement=seat.settlement_id) if seat else None),
    ]
    others = Enterprise.objects.visible(rules, today).exclude(pk=enterprise.pk).order_by("-pk")
    score: Counter[int] = Counter()
    for weight, rows in ways:
        if rows is not None:
            same = others.filter(Exists(rows.filter(enterprise=OuterRef("pk")).order_by()))
            for pk in same.values_list("pk", flat=True)[:_LOOKED_AT]:
                score[pk] += weight
    best = sorted(score, key=lambda pk: (-score[pk], -pk))[:_SHOWN]
    photos = Picture.objects.filter(
        state=PictureState.READY, is_approved=True, kind=PictureKind.PHOTO
    ).order_by("position", "pk")
    seats = Seat.objects.valid_on(today).select_related("settlement")
    found = Enterprise.objects.filter(pk__in=best).prefetch_related(
        kept_in("profile_pictures", "pictures", photos),
        kept_in("current_seat", "seat_facts", seats),
    )
    return sorted(found, key=lambda each: best.index(each.pk))
