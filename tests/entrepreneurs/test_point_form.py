"""One text for a point in the forms about settlements and enterprises."""

from decimal import Decimal
from typing import Any

import pytest

from center.base.point_field import PointForm
from entrepreneurs.models import Settlement

pytestmark = pytest.mark.django_db


class SettlementPointForm(PointForm):
    class Meta:
        model = Settlement
        fields = ["name_sr", "municipality_sr"]


def form(instance: Settlement | None = None, **data: Any) -> SettlementPointForm:
    return SettlementPointForm(
        {"name_sr": "Измишљено", "municipality_sr": "Крушевац", **data}, instance=instance
    )


def test_a_pasted_link_becomes_both_numbers() -> None:
    saved = form(point="https://www.openstreetmap.org/?mlat=43.58&mlon=21.334#map=17/43.5/21.3").save()
    saved.refresh_from_db()
    assert (saved.latitude, saved.longitude) == (Decimal("43.58"), Decimal("21.334"))


def test_a_stored_point_is_shown_and_emptying_the_field_takes_it_away() -> None:
    stored = Settlement.objects.create(
        name_sr="Измишљено", municipality_sr="Крушевац", latitude="43.58", longitude="21.334"
    )
    stored.refresh_from_db()
    shown = SettlementPointForm(instance=stored)
    assert 'value="43.58, 21.334"' in str(shown["point"])
    assert (
        'href="https://www.openstreetmap.org/?mlat=43.580000&amp;mlon=21.334000#map='
        in shown["point"].help_text
    )
    form(stored, point="").save()
    stored.refresh_from_db()
    assert (stored.latitude, stored.longitude) == (None, None)


def test_a_refused_point_changes_nothing_and_stays_typed() -> None:
    refused = form(point="21.334, 43.58")
    assert (refused.is_valid(), list(refused.errors)) == (False, ["point"])
    assert 'value="21.334, 43.58"' in str(refused["point"])
