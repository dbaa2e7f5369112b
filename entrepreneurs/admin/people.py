"""People whom the Center serves."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from center.admin_base import VersionedAdmin
from center.admin_columns import moment_column
from center.base import phones
from center.base.shown_text import in_script
from entrepreneurs.admin.duplicates import DuplicatesMixin, NewPersonForm
from entrepreneurs.models import Entrepreneur


@admin.register(Entrepreneur)
class EntrepreneurAdmin(DuplicatesMixin, VersionedAdmin[Entrepreneur]):
    form = NewPersonForm
    list_display = ["shown_name", "shown_phone", "email", moment_column("created_at", _("since"))]
    nothing_yet = _("People who book a visit are added here automatically.")
    reading_is_logged = True
    list_filter: ClassVar = ["stage", "language"]
    date_hierarchy = "created_at"
    folded_search = ("name", "email", "phone")
    search_help_text = _("Name, email or digits of the phone, in either script.")
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": [
                    "name",
                    "stage",
                    "settlement",
                    "phone",
                    "email",
                    "language",
                    "created_at",
                    "who_added",
                ],
                "description": _("Several people may share a phone or an email address."),
            },
        )
    ]
    readonly_fields: ClassVar = ["created_at", "who_added"]

    def save_model(self, request: HttpRequest, obj: Entrepreneur, form: Any, change: Any) -> None:
        if not change:
            obj.added_by = request.user  # type: ignore[assignment]  # admin_view: signed in
        super().save_model(request, obj, form, change)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Keep the name in the page and out of its title, which stays in the history of a browser."""
        if context.get("original") is not None:
            context["page_title"] = _("Person no. %(number)s") % {"number": context["original"].pk}
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=_("name"), ordering="name")
    def shown_name(self, person: Entrepreneur) -> str:
        return in_script(person.name)

    @admin.display(description=_("phone"), ordering="phone")
    def shown_phone(self, person: Entrepreneur) -> str:
        return phones.display_phone(person.phone) or "–"

    @admin.display(description=_("added by"))
    def who_added(self, person: Entrepreneur) -> str:
        """Name the colleague without a link: only the coordinator may open accounts."""
        return str(person.added_by) if person.added_by else str(self.empty_value_display)
