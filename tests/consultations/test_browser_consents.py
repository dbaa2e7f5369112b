"""Taking a consent back in a real browser: by keyboard alone on a small phone, and checked by axe."""

from datetime import timedelta

import pytest
from django.utils import timezone

from center.models import Office
from consultations import slots
from consultations.models import Consultation
from consultations.views.addresses import visit_address
from entrepreneurs.choices import Purpose
from entrepreneurs.models import Consent
from entrepreneurs.services import newest_text
from tests.browser import Watched, go, go_by_enter, too_wide
from tests.consultations.factories import make_advisor, make_topic, make_visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FOCUSED = "() => document.activeElement.innerText || ''"
LONGEST_WAY = 60


@pytest.fixture
def visit(office: Office) -> Consultation:
    topic = make_topic()
    make_advisor(topic, days=range(1, 8))
    now = timezone.now()
    start = slots.nearest(topic, now + timedelta(days=2), now=now)[0]
    texts = [text for text in map(newest_text, (Purpose.BOOKING, Purpose.SMS)) if text]
    return make_visit(topic, start, agreed=texts)


def test_a_consent_is_taken_back_by_keyboard_on_a_small_phone(phone: Watched, visit: Consultation) -> None:
    page = phone.open(visit_address(visit, "visit_consents"))
    assert too_wide(page) == 0
    for _step in range(LONGEST_WAY):
        page.keyboard.press("Tab")
        if str(page.evaluate(FOCUSED)).startswith("Повуците сагласност"):
            break
    go_by_enter(page)
    assert page.locator("[name=withdraw]").count() == 1
    assert Consent.objects.in_force().count() == 1


@pytest.mark.long
def test_the_page_has_no_faults_for_axe(portal: Watched, visit: Consultation) -> None:
    portal.open(visit_address(visit, "visit_consents"))
    assert portal.violations() == []
    for consent in Consent.objects.all():
        go(portal.page, f"[name=withdraw][value='{consent.pk}']")
    assert portal.violations() == []
