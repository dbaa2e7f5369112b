"""People who speak at an event: whose record it is, and taking somebody out of all that was published."""

from typing import Any

import pgtrigger
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from entrepreneurs.models import Entrepreneur
from entrepreneurs.services import as_kept
from events.errors import ChangeRefused
from events.models import ProgrammeRelease, Speaker
from events.programmes import digest_of
from events.services.places import locked_event


@transaction.atomic
def link_speaker(*, speaker: Speaker, person: Entrepreneur) -> Speaker:
    """Say who of our people it is, so that their record tells that they spoke; the same again changes nothing.

    Raises ChangeRefused where it is another person's already.
    """
    kept = as_kept(person)
    found = _locked(speaker)
    if found.entrepreneur_id not in (None, kept.pk):
        raise ChangeRefused(_("This speaker is linked to another person. Take that link away first."))
    found.entrepreneur = kept
    found.save(update_fields=["entrepreneur"])
    return found


@transaction.atomic
def unlink_speaker(*, speaker: Speaker) -> Speaker:
    """Take a link away that was wrong; the name stays in the programme."""
    found = _locked(speaker)
    found.entrepreneur = None
    found.save(update_fields=["entrepreneur"])
    return found


@transaction.atomic
def take_out(*, speaker: Speaker) -> int:
    """Take somebody's name and words out of the draft and of every version, because they asked for it.

    No other word of a version changes, and nobody is written to. Returns in how many versions the name stood.
    """
    event = locked_event(speaker.event)
    found = _locked(speaker)
    changed = 0
    for release in ProgrammeRelease.objects.filter(event=event).order_by("pk"):
        if not any(each["key"] == found.pk for each in release.data["speakers"]):
            continue
        data = without(release.data, found.pk)
        # The one exception of the rule that a version is never changed.
        with pgtrigger.ignore("events.ProgrammeRelease:release_written_once"):
            ProgrammeRelease.objects.filter(pk=release.pk).update(data=data, digest=digest_of(data))
        changed += 1
    found.speaking.all().delete()
    found.delete()
    return changed


def without(data: dict[str, Any], speaker: int) -> dict[str, Any]:
    """Return the content of a version without a speaker (its key)."""
    return {
        **data,
        "speakers": [each for each in data["speakers"] if each["key"] != speaker],
        "items": [
            {**item, "speakers": [key for key in item["speakers"] if key != speaker]}
            for item in data["items"]
        ],
    }


def _locked(speaker: Speaker) -> Speaker:
    return Speaker.objects.select_for_update(of=("self",)).get(pk=speaker.pk)
