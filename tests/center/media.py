"""Media, press releases and reports for tests."""

import io
import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from center.models import (
    Coverage,
    Journalist,
    MediaOutlet,
    MediaRequest,
    PressAttachment,
    PressDelivery,
    PressKitPicture,
    PressPicture,
    PressRelease,
    User,
)
from center.services.press import files, releases, requests
from center.services.press.keys import make_key
from center.services.press.sending import send_release
from tests.center.library import make_picture


def make_outlet(name: str = "Градски гласник", **changes: Any) -> MediaOutlet:
    """Return a portal of the town with a general address."""
    values = {"kind": "portal", "reach": "local", "email": f"desk{MediaOutlet.objects.count()}@media.example"}
    return MediaOutlet.objects.create(name=name, **{**values, **changes})


def make_journalist(name: str = "Мина Перо", **changes: Any) -> Journalist:
    """Return somebody who reports, met in person."""
    values = {"email": f"mina{Journalist.objects.count()}@media.example", "source": "met"}
    return Journalist.objects.create(name=name, **{**values, **changes})


def write(by: User, **changes: Any) -> PressRelease:
    """Write a draft."""
    number = PressRelease.objects.count() + 1
    values = {
        "title_sr": f"Отворене су радионице {number}",
        "title_en": f"Workshops are open {number}",
        "slug": f"workshops-{number}",
        "body_sr": "Двадесет људи учи да шије.\n\n> Ово нам је требало, каже Ана.",
        "body_en": "Twenty people learn to sew.\n\n> We needed this, says Ana.",
        "dated": date(2026, 11, 3),
    }
    return releases.write_release(by=by, **{**values, **changes})


def publish(by: User, **changes: Any) -> PressRelease:
    """Write and approve a release; with `embargo_until` it is held back until then."""
    return releases.approve_release(release=write(by, **changes), by=by)


def report(outlet: MediaOutlet | None = None, **changes: Any) -> Coverage:
    """Note that a medium reported."""
    values = {"day": date(2026, 11, 4), "kind": "online", "title": "Шију и уче", "is_demo": True}
    return Coverage.objects.create(outlet=outlet or make_outlet(), **{**values, **changes})


def ask(**changes: Any) -> MediaRequest:
    """Write to the office as a medium does."""
    values = {
        "outlet_name": "Радио Долина",
        "name": "Саша Талас",
        "email": "sasa@radio.example",
        "phone": "",
        "text": "Тражимо саговорника за емисију.",
        "deadline": None,
        "wants_releases": True,
        "language": "sr",
        "submission": uuid.uuid4(),
    }
    return requests.ask(**{**values, **changes})


@dataclass(frozen=True)
class Desk:
    """A record of each list of the work with media: a release under embargo, sent to a journalist."""

    delivery: PressDelivery
    file: PressAttachment
    records: list[Any]

    @property
    def address_values(self) -> dict[str, str]:
        """Return what fills the addresses of the pages for media in."""
        return {
            "slug": self.delivery.release.slug,
            "pk": str(self.file.pk),
            "key": make_key(self.delivery),
        }


def make_desk(by: User) -> Desk:
    person = make_journalist(outlet=make_outlet("Медиј за адресе"))
    release = publish(by, slug="for-addresses", embargo_until=timezone.now() + timedelta(days=1))
    [delivery] = send_release(release=release, by=by, journalists=[person.pk])
    kept = files.keep(io.BytesIO(b"%PDF-1.4 made up"), name="table.pdf", kinds=files.KINDS)
    file = PressAttachment.objects.create(
        release=release,
        label_sr="Табела",
        stored_as=kept.stored_as,
        kind=kept.kind,
        size=kept.size,
        file_name=kept.name,
    )
    picture = make_picture(by)
    PressPicture.objects.create(release=release, picture=picture)
    kit = PressKitPicture.objects.create(picture=picture)
    return Desk(delivery, file, [person.outlet, person, ask(), release, delivery, report(person.outlet), kit])
