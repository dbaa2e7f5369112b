"""What every inbox shows: who wrote, how it begins, where it stands; and the whole of it, with ways to answer."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from center.admin_base import Row
from center.admin_columns import NOTHING, badge, email_link, phone_link, two_lines
from center.admin_verbs import VerbAdmin
from center.base import phones
from center.base.shown_text import in_script, quoted

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_BEGINNING = 90


def text_column(label: "StrOrPromise", most: int = 0) -> Callable[[Any, Any], SafeString | str]:
    """Make a column, to be named in an inbox, of what somebody wrote: all of it or the first characters."""

    @admin.display(description=label)
    def column(_inbox: Any, record: Any) -> SafeString | str:
        text = Truncator(record.text).chars(most) if most else record.text
        return quoted(text, record.language) if text else NOTHING

    return column


def beginning_column(label: "StrOrPromise") -> Callable[[Any, Any], SafeString | str]:
    """Make the column with the beginning of what somebody wrote."""
    return text_column(label, _BEGINNING)


class InboxAdmin(VerbAdmin[Row]):
    """Rows with `state`, `language`, `text` and `created_at`; most have `name`, `phone` and `email` too."""

    # Kind and icon of the badge of each state.
    badges: ClassVar[Mapping[Any, tuple[str, str]]] = {}
    date_hierarchy = "created_at"

    @admin.display(description=_("name"), ordering="name")
    def sender(self, record: Any) -> SafeString:
        """Return the name with phone or email below it."""
        return two_lines(in_script(record.name), phones.display_phone(record.phone) or record.email)

    @admin.display(description=_("name"))
    def shown_name(self, record: Any) -> str:
        return in_script(record.name)

    @admin.display(description=_("state"), ordering="state")
    def state_badge(self, record: Any) -> SafeString:
        return badge(*self.badges[record.state], record.get_state_display())

    @admin.display(description=_("phone"))
    def phone_link(self, record: Any) -> SafeString | str:
        return phone_link(record.phone)

    @admin.display(description=_("email"))
    def email_link(self, record: Any) -> SafeString | str:
        return email_link(record.email)
