"""Cells of the lists: what belongs together stands in two lines, and a day never breaks."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import models
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from center.base.phones import display_phone
from center.base.shown_text import in_script

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NOTHING = "–"
Column = Callable[[Any], SafeString | str]


def two_lines(first: object, second: object) -> SafeString:
    """Return the first text with the second below it, smaller; an empty second line is left out."""
    if not second:
        return format_html("{}", first or NOTHING)
    # The list as a file (`admin_export`) finds the second line by this mark.
    return format_html('{} <span class="second-line">{}</span>', first or NOTHING, second)


def phone_link(number: str) -> SafeString | str:
    """Return an E.164 number as people read it, to press and call; a dash for none."""
    return format_html('<a href="tel:{}">{}</a>', number, display_phone(number)) if number else NOTHING


def email_link(address: str) -> SafeString | str:
    """Return an address to press and write to; a dash for none."""
    return format_html('<a href="mailto:{0}">{0}</a>', address) if address else NOTHING


def moment(value: datetime | None) -> SafeString | str:
    """Return day and time, which may stand below one another; a dash for what has not happened."""
    if value is None:
        return NOTHING
    local = timezone.localtime(value)
    return format_html(
        '<time class="moment" datetime="{}"><span>{}</span> <span>{}</span></time>',
        local.isoformat(timespec="minutes"),
        date_format(local, "SHORT_DATE_FORMAT"),
        time_format(local.time(), "TIME_FORMAT"),
    )


def moment_and_who(value: datetime | None, who: object) -> str:
    """Return "25. 11. 2026. 9:00, Marija", or a dash for what has not happened."""
    if value is None:
        return NOTHING
    text = date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    return f"{text}, {in_script(str(who))}" if who else text


def moment_column(field: str, label: "StrOrPromise") -> Column:
    """Make a column of a list from a field with a moment."""

    @admin.display(description=label, ordering=field)
    def column(record: models.Model) -> SafeString | str:
        return moment(getattr(record, field))

    # The name becomes the class of the cells.
    column.__name__ = field
    return column


def yes_or_no(value: bool | None) -> SafeString:
    """Return yes or no as a word; Django's own is an icon, and its red cross looks as if something were wrong."""
    if value is None:
        return format_html("{}", NOTHING)
    if not value:
        return format_html("{}", _("No"))
    return format_html('<img src="{}" alt=""> {}', static("admin/img/icon-yes.svg"), _("Yes"))


def badge(kind: str, icon: str, label: object) -> SafeString:
    """Return one of the house's badges; see components/badge.html."""
    return render_to_string("components/badge.html", {"kind": kind, "icon": icon, "label": label})
