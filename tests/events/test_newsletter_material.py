"""What events offer an issue of the newsletter: the published ones to come."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from center.models import Office, User
from events.services import events
from tests.center.newsletters import make_issue
from tests.events.factories import make_event, make_staff

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def test_an_editor_takes_the_coming_events_in_with_one_click(
    office: Office, editor: User, as_user: AsUser
) -> None:
    soon = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=4)
    coming = make_event(starts_at=soon)
    make_event(starts_at=soon, published=False)
    make_event(starts_at=soon + timedelta(days=200))
    cancelled = make_event(starts_at=soon)
    events.cancel_event(event=cancelled, by=make_staff(), reason="Киша.")
    issue = make_issue()
    desk = as_user(editor)
    page = desk.get(f"/admin/center/newsletterissue/{issue.pk}/change/").content.decode()
    assert "do/take_events/" in page
    assert desk.post(f"/admin/center/newsletterissue/{issue.pk}/do/take_events/").status_code == 302
    issue.refresh_from_db()
    links = [line for line in issue.closing_sr.splitlines() if line.startswith("- ")]
    assert len(links) == 1
    assert f"](/sr/events/{coming.slug}/): " in links[0]
    assert f"[Workshop 1](/en/events/{coming.slug}/)" in issue.closing_en
    # The same button in a second tab.
    desk.post(f"/admin/center/newsletterissue/{issue.pk}/do/take_events/")
    issue.refresh_from_db()
    assert issue.closing_sr.count("- [") == 1
