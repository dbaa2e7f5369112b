"""Letters to media, and what the office is told about them."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from center.base.letter_kinds import name_kinds
from center.base.rich_text import excerpt
from center.choices import Language
from center.emails.portal import Letter, compose

if TYPE_CHECKING:
    from center.models import MediaRequest, PressRelease

name_kinds(
    {
        "center/press_release": _("Press release"),
        "center/press_embargo": _("Press release: embargo moved"),
        "center/media_request": _("Request of a medium"),
    }
)
_LENGTH = 600


def press_release(
    *, release: "PressRelease", link: str, leave_link: str, is_held_back: bool, language: str
) -> Letter:
    """Tell a newsroom of a press release, with links of its own; while an embargo holds, say so first."""
    with translation.override(language):
        beginning = excerpt(release.body, _LENGTH)
    return compose(
        "center/emails/press_release",
        {
            "release": release,
            "link": link,
            "leave_link": leave_link,
            "is_held_back": is_held_back,
            "beginning": beginning,
        },
        language=language,
    )


def embargo_moved(
    *,
    release: "PressRelease",
    before: datetime | None,
    link: str,
    leave_link: str,
    is_held_back: bool,
    language: str,
) -> Letter:
    """Tell who has a release that its embargo ends at another moment, or now (when nothing is held back any more)."""
    return compose(
        "center/emails/press_embargo",
        {
            "release": release,
            "before": before,
            "link": link,
            "leave_link": leave_link,
            "is_held_back": is_held_back,
        },
        language=language,
    )


def media_request(*, request: "MediaRequest") -> Letter:
    """Tell the office that somebody of a medium wrote: where to read it, and nothing of what was written."""
    link = f"{settings.BASE_URL}{reverse('admin:center_mediarequest_change', args=[request.pk])}"
    return compose(
        "center/emails/media_request",
        {"deadline": request.deadline, "link": link},
        language=Language.SERBIAN_CYRILLIC,
    )
