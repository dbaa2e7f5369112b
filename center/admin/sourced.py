"""What the admin of every text of the library has: its verbs, its badge, when it was checked."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from center.admin_base import Row, VersionedAdmin
from center.admin_columns import NOTHING, badge, moment_and_who, two_lines
from center.admin_verbs import Verb, VerbsMixin, through
from center.base.shown_text import in_script
from center.choices.resources import ContentState
from center.refusals import ServiceRefused
from center.services import sourced

_BADGES = {
    ContentState.DRAFT: ("neutral", "document"),
    ContentState.PUBLISHED: ("success", "check"),
    ContentState.ARCHIVED: ("neutral", "lock"),
}

CHECKED = Verb(
    "checked",
    _("Checked today"),
    through(sourced.note_checked, "record"),
    lambda record: not record.is_archived,
    told=_("It is noted that it was compared with its source today"),
)
ARCHIVE = Verb(
    "archive",
    _("Archive"),
    through(sourced.archive, "record"),
    lambda record: not record.is_archived,
    told=_("It is archived"),
    warning=_(
        "It leaves the lists. What was public keeps its address and says that it is no longer up to date."
    ),
)
PUT_BACK = Verb(
    "put_back",
    _("Put back"),
    through(sourced.put_back, "record"),
    lambda record: record.is_archived,
    told=_("It is back where it was"),
)
SOURCE: Any = (
    _("Source"),
    {
        "fields": ["source_name_sr", "source_name_en", "source_url", "check_after_months"],
        "description": _(
            "Compare the text with its source, then press “Checked today” above. The public page tells the day."
        ),
    },
)
HAPPENED: Any = (_("What happened"), {"fields": ["writing", "publication", "checking", "archiving"]})


def publish(service: Any, record: str) -> Verb:
    """Return the verb that puts a draft before the public by that service."""
    return Verb(
        "publish",
        _("Publish"),
        through(service, record),
        lambda found: found.state == ContentState.DRAFT,
        kind="primary",
        told=_("Everybody can read it"),
    )


class DueFilter(admin.SimpleListFilter):
    """What stands on the first page to be compared with its source again."""

    title = _("to be checked")
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("1", _("To be checked again"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.due_for_check() if self.value() == "1" else queryset


class SourcedAdmin(VerbsMixin[Row], VersionedAdmin[Row]):
    """A text with a source; it is saved by `write` and `change`, services that take the `written` values."""

    refusals = (ServiceRefused,)
    change_form_template = "admin/center/resources/change_form.html"
    list_select_related = ("checked_by",)
    readonly_fields: ClassVar = ["writing", "publication", "checking", "archiving"]
    written: tuple[str, ...] = ()

    def get_fieldsets(self, request: HttpRequest, obj: Row | None = None) -> Any:
        """Leave out what has not happened."""
        *others, (heading, options) = super().get_fieldsets(request, obj)
        happened = {
            "writing": obj,
            "publication": getattr(obj, "published_at", None),
            "checking": getattr(obj, "checked_on", None),
            "archiving": getattr(obj, "archived_at", None),
        }
        fields = [name for name in options["fields"] if happened.get(str(name), True)]
        return [*others, (heading, {**options, "fields": fields})] if fields else others

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Let what is archived be read only."""
        return not getattr(obj, "is_archived", False) and super().has_change_permission(request, obj)

    def get_prepopulated_fields(self, request: Any, obj: Row | None = None) -> dict[str, Any]:
        """Propose the short name from the English words while the text is new."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def save_model(self, request: HttpRequest, obj: Row, form: Any, change: Any) -> None:
        """Write or change through the services."""
        values = {name: form.cleaned_data[name] for name in self.written if name in form.cleaned_data}
        user: Any = request.user
        saved = self.change_text(obj, user, values) if change else self.write_text(user, values)
        obj.__dict__.update(saved.__dict__)

    def write_text(self, user: Any, values: dict[str, Any]) -> Row:
        """Save a new text by its service."""
        raise NotImplementedError

    def change_text(self, record: Row, user: Any, values: dict[str, Any]) -> Row:
        """Save a change by its service."""
        raise NotImplementedError

    @admin.display(description=_("state"), ordering="state")
    def badge(self, record: Any) -> SafeString:
        return badge(*_BADGES[ContentState(record.state)], record.get_state_display())

    @admin.display(description=_("checked on"), ordering="checked_on")
    def checked(self, record: Any) -> SafeString | str:
        """Return the day of the last check, and that it is long ago."""
        if record.checked_on is None:
            return NOTHING
        return two_lines(
            date_format(record.checked_on, "SHORT_DATE_FORMAT"),
            _("to be checked again") if record.is_due_for_check and record.is_published else "",
        )

    @admin.display(description=_("written"))
    def writing(self, record: Any) -> str:
        return moment_and_who(record.created_at, record.created_by)

    @admin.display(description=_("published"))
    def publication(self, record: Any) -> str:
        return moment_and_who(record.published_at, record.published_by)

    @admin.display(description=_("archived"))
    def archiving(self, record: Any) -> str:
        return moment_and_who(record.archived_at, record.archived_by)

    @admin.display(description=_("checked on"))
    def checking(self, record: Any) -> str:
        if record.checked_on is None:
            return NOTHING
        return f"{date_format(record.checked_on, 'SHORT_DATE_FORMAT')}, {in_script(str(record.checked_by))}"
