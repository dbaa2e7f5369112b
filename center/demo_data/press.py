"""A made-up press desk: media, journalists, two press releases of which one is held back, reports, a request."""

import uuid
from datetime import timedelta

from django.utils import timezone

from center.choices import Role
from center.demo_data import press_texts as texts
from center.demo_data.portal import demo_user
from center.models import Coverage, Journalist, MediaOutlet, MediaRequest, PressRelease, User
from center.services.press import releases


def load() -> None:
    """Make media, releases and reports unless the first medium is there; what somebody changed stays changed."""
    if MediaOutlet.objects.filter(is_demo=True).exists():
        return
    by = demo_user(Role.EDITOR)
    outlets = {fields["name"]: MediaOutlet.objects.create(is_demo=True, **fields) for fields in texts.OUTLETS}
    for outlet, fields in texts.JOURNALISTS:
        Journalist.objects.create(outlet=outlets.get(outlet), is_demo=True, **fields)
    released = _releases(by)
    today = timezone.localdate()
    for days, outlet, is_of_release, fields in texts.REPORTS:
        Coverage.objects.create(
            day=today - timedelta(days=days),
            outlet=outlets[outlet],
            release=released if is_of_release else None,
            is_demo=True,
            **fields,
        )
    MediaRequest.objects.create(
        submission=uuid.uuid5(uuid.NAMESPACE_URL, "demo-media-request"),
        deadline=today + timedelta(days=6),
        is_demo=True,
        **texts.REQUEST,
    )


def _releases(by: User) -> PressRelease:
    """Publish one release three weeks ago, hold one back until next week; return the first."""
    now = timezone.now()
    public, held_back = (
        releases.write_release(by=by, dated=timezone.localdate() - timedelta(days=days), **fields)
        for days, fields in ((21, texts.PUBLIC), (0, texts.HELD_BACK))
    )
    PressRelease.objects.filter(pk__in=[public.pk, held_back.pk]).update(is_demo=True)
    public = releases.approve_release(release=public, by=by)
    then = now - timedelta(days=21)
    PressRelease.objects.filter(pk=public.pk).update(created_at=then, approved_at=then, public_from=then)
    end = timezone.localtime(now + timedelta(days=7)).replace(hour=10, minute=0, second=0, microsecond=0)
    releases.change_release(release=held_back, by=by, embargo_until=end)
    releases.approve_release(release=held_back, by=by)
    return public
