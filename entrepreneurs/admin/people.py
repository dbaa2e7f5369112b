"""People whom the Center serves."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from center.admin_base import VersionedAdmin
from center.admin_columns import moment_column, two_lines
from center.admin_verbs import VerbsMixin
from center.base import phones
from center.base.admin_inlines import inlines_of, links_of
from center.base.list_order import in_alphabet
from center.base.person_names import shown_name
from entrepreneurs.admin.duplicates import DuplicatesMixin, NewPersonForm
from entrepreneurs.admin.enterprise_parts import person_parts
from entrepreneurs.admin.person_copy import CopyMixin
from entrepreneurs.admin.person_erasure import ErasureMixin
from entrepreneurs.admin.person_verbs import VERBS
from entrepreneurs.models import Entrepreneur, preference_of
from entrepreneurs.templatetags.safe_contact import heed


@admin.register(Entrepreneur)
class EntrepreneurAdmin(
    CopyMixin, ErasureMixin, DuplicatesMixin, VerbsMixin[Entrepreneur], VersionedAdmin[Entrepreneur]
):
    form = NewPersonForm
    change_form_template = "admin/entrepreneurs/parts_change_form.html"
    list_display = [
        "name_and_place",
        "shown_phone",
        "email",
        "stage",
        moment_column("created_at", _("since")),
    ]
    list_select_related: ClassVar = ["settlement", "contact_preference"]
    ordering = (in_alphabet("name"), "pk")
    verbs = VERBS
    nothing_yet = _("People who book a visit are added here automatically.")
    reading_is_logged = True
    list_filter: ClassVar = [
        "stage",
        ("settlement", admin.RelatedOnlyFieldListFilter),
        "language",
    ]
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
    readonly_fields: ClassVar = ["created_at", "who_added", "safe_contact"]

    def get_fieldsets(self, request: HttpRequest, obj: Entrepreneur | None = None) -> Any:
        """Show how to reach the person safely, where they asked for something."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or preference_of(obj).pk is None:
            return fieldsets
        return [*fieldsets, (_("Safe contact"), {"fields": ["safe_contact"]})]

    def save_model(self, request: HttpRequest, obj: Entrepreneur, form: Any, change: Any) -> None:
        if not change:
            obj.added_by = request.user  # type: ignore[assignment]  # admin_view: signed in
        super().save_model(request, obj, form, change)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Keep the name in the page and out of its title, which stays in the history of a browser."""
        person = context.get("original")
        if person is not None:
            context["page_title"] = _("Person no. %(number)s") % {"number": person.pk}
            context["parts"] = person_parts(request, person)
            of_apps = links_of(Entrepreneur, person, request.user) if person.erased_at is None else []
            context["more_links"] = [
                *of_apps,
                *self.links_of_copy(request, person),
                *self.links_of_erasure(request, person),
            ]
        return super().render_change_form(request, context, *args, **kwargs)

    def get_inlines(self, request: HttpRequest, obj: Entrepreneur | None) -> list[Any]:
        """Show with a person what upper apps know; a new one has nothing yet."""
        return [*super().get_inlines(request, obj), *(inlines_of(Entrepreneur) if obj else [])]

    @admin.display(description=_("name"), ordering=in_alphabet("name"))
    def name_and_place(self, person: Entrepreneur) -> SafeString:
        return two_lines(shown_name(person.name), person.settlement)

    @admin.display(description=_("phone"), ordering="phone")
    def shown_phone(self, person: Entrepreneur) -> SafeString:
        """Return the number below what to heed before dialling it."""
        return format_html("{}{}", heed(person), phones.display_phone(person.phone) or "–")

    @admin.display(description=_("to heed"))
    def safe_contact(self, person: Entrepreneur) -> SafeString | str:
        return heed(person)

    @admin.display(description=_("added by"))
    def who_added(self, person: Entrepreneur) -> str:
        """Name the colleague without a link: only the coordinator may open accounts."""
        return str(person.added_by) if person.added_by else str(self.empty_value_display)
