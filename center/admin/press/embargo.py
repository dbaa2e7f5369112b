"""Moving the embargo of an approved release: the page says first how many media are told at once."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from center.admin_columns import NOTHING, moment_and_who
from center.admin_verbs import Verb
from center.choices.press import PressState
from center.models import PressRelease, User
from center.services.press import embargo
from center.services.press.letters import is_public


class EmbargoForm(forms.Form):
    """Until when the release is held back; `consequences` is who will be told."""

    until = forms.SplitDateTimeField(
        label=gettext_lazy("Embargo until"),
        required=False,
        widget=AdminSplitDateTime(),
        help_text=gettext_lazy("Empty: the embargo ends now, and everybody can read the release at once."),
    )

    def __init__(self, release: PressRelease, data: Any) -> None:
        super().__init__(data, initial={"until": release.embargo_until})
        self.consequences = _consequences(release)


def _consequences(release: PressRelease) -> list[str]:
    found = embargo.readers(release)
    told = len(found.told)
    lines = [
        ngettext(
            "%(count)d address has this press release and gets one letter about the new moment at once.",
            "%(count)d addresses have this press release and get one letter each about the new moment at once.",
            told,
        )
        % {"count": told}
        if told
        else _("Nobody has this press release yet, so no letter goes out.")
    ]
    if found.silent:
        text = _("These have it too, but asked for no more letters, so call them: %(names)s.")
        lines.append(text % {"names": ", ".join(str(each) for each in found.silent)})
    return lines


def _move(release: PressRelease, user: User, clean: dict[str, datetime | None]) -> object:
    return embargo.move_embargo(release=release, until=clean["until"], by=user)


EMBARGO_VERB = Verb(
    "embargo",
    gettext_lazy("Move the embargo"),
    _move,
    lambda release: release.state == PressState.APPROVED and not is_public(release, timezone.now()),
    form=lambda release, _user, data: EmbargoForm(release, data),
    told=gettext_lazy("The embargo is moved"),
)


def move_lines(release: PressRelease) -> SafeString | str:
    """Return each move in a line: from when to when, how many were told, when and by whom. One query."""
    moves = release.embargo_moves.select_related("moved_by").annotate(number=Count("notices"))
    lines = [
        (
            _shown(move.before),
            _shown(move.after),
            _("letters: %(count)d") % {"count": move.number},
            moment_and_who(move.moved_at, move.moved_by),
        )
        for move in moves
    ]
    if not lines:
        return NOTHING
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{} → {}; {}<br>{}</li>", lines))


def _shown(moment: datetime | None) -> str:
    if moment is None:
        return _("no embargo")
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
