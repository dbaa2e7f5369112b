"""Enterprises in the admin: one list, one record in sections, every change through the services."""

import hashlib
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin_base import VersionedAdmin
from center.admin_columns import moment_column, two_lines
from center.admin_verbs import VerbsMixin
from center.base.folded_search import SrFold, folded
from center.base.list_order import in_alphabet
from center.base.scripts import fold
from entrepreneurs import quality, services
from entrepreneurs.admin import filters
from entrepreneurs.admin.badges import state_badge, status_badge
from entrepreneurs.admin.contact import ChannelInline, HoursInline, LinkInline
from entrepreneurs.admin.duplicates import DuplicatesMixin
from entrepreneurs.admin.enterprise_form import EnterpriseForm
from entrepreneurs.admin.enterprise_parts import parts_of
from entrepreneurs.admin.enterprise_verbs import VERBS
from entrepreneurs.admin.facts import fact_inlines
from entrepreneurs.admin.members import MemberInline, may_see_members
from entrepreneurs.choices import EnterpriseState, ProfileSection, SpokenLanguage, StatusKind
from entrepreneurs.models import Enterprise, Membership, Seat
from entrepreneurs.services import profile_values
from entrepreneurs.services.changes import touched

_MOST_WORDS = 10


class EnterpriseList(ChangeList):
    """The list with what is true today beside each enterprise, in three queries for all rows."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        rows: Any = super().get_queryset(request, exclude_parameters)
        return rows.with_facts_on(kinds=("registeredform", "seat", "legalstatus"))


@admin.register(Enterprise)
class EnterpriseAdmin(DuplicatesMixin, VerbsMixin[Enterprise], VersionedAdmin[Enterprise]):
    form = EnterpriseForm
    change_form_template = "admin/entrepreneurs/parts_change_form.html"
    list_display = [
        "name_and_place",
        "legal_form",
        "status",
        "state_shown",
        "checked",
        moment_column("changed_at", gettext_lazy("changed")),
    ]
    list_filter: ClassVar = [
        filters.StateFilter,
        filters.StatusFilter,
        filters.PlaceFilter,
        filters.LegalFormFilter,
        filters.CheckedFilter,
        filters.LacksFilter,
        "is_demo",
    ]
    search_fields: ClassVar = ["name_sr"]
    search_help_text = gettext_lazy("Name, number, settlement or name of a member, in either script.")
    add_label = gettext_lazy("Add an enterprise")
    nothing_yet = gettext_lazy("Add the first one, or read in a table.")
    ordering = (in_alphabet("name_sr"), "pk")
    verbs = VERBS
    inlines: ClassVar = [*fact_inlines(), ChannelInline, LinkInline, HoursInline, MemberInline]
    shown_to_readers: ClassVar = {"languages": "spoken", "point": "point_shown"}
    fieldsets: ClassVar = [
        (
            gettext_lazy("Which enterprise"),
            {
                "fields": [
                    "name_sr",
                    "name_en",
                    "legal_name",
                    ("registration_number", "tax_number"),
                    "founded_on",
                    "slug",
                    "earlier_slugs",
                ]
            },
        ),
        (
            gettext_lazy("What visitors read"),
            {
                "fields": [
                    "summary_sr",
                    "summary_en",
                    "description_sr",
                    "description_en",
                    "how_to_buy_sr",
                    "how_to_buy_en",
                    "languages",
                    "point",
                    "hours_note_sr",
                    "hours_note_en",
                ]
            },
        ),
        (
            gettext_lazy("For the office"),
            {"fields": ["state_shown", "published", "checked_by_whom", "added", "internal_note"]},
        ),
    ]
    readonly_fields: ClassVar = ["earlier_slugs", "state_shown", "published", "checked_by_whom", "added"]

    def get_fieldsets(self, request: HttpRequest, obj: Enterprise | None = None) -> Any:
        """Keep the note of staff to those who work on the record; a new record has no past yet."""
        hidden = [] if obj else list(self.readonly_fields)
        if not self.has_change_permission(request, obj) and not self.has_add_permission(request):
            hidden.append("internal_note")
        return [
            (title, {**options, "fields": [name for name in options["fields"] if name not in hidden]})
            for title, options in super().get_fieldsets(request, obj)
        ]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.quality_view)
        return [path("quality/", view, name="entrepreneurs_quality"), *super().get_urls()]

    def quality_view(self, request: HttpRequest) -> HttpResponse:
        """Count what records lack, each with the list of those records."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        address = reverse("admin:entrepreneurs_enterprise_changelist")
        rows = [
            {"check": check, "count": count, "url": f"{address}?lacks={check.name}"}
            for check, count in quality.counts()
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": _("What is missing in the records"),
            "opts": self.opts,
            "rows": rows,
            "possible_url": reverse("admin:entrepreneurs_merge_possible", args=["enterprise"])
            if request.user.has_perm("entrepreneurs.change_merge")
            else "",
        }
        return TemplateResponse(request, "admin/entrepreneurs/quality.html", context)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return EnterpriseList

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Enterprise], search_term: str
    ) -> tuple[models.QuerySet[Enterprise], bool]:
        """Find every typed word in the names, the numbers, the settlement or, for who may see them, the members."""
        words = search_term.split()[:_MOST_WORDS]
        if not words:
            return queryset, False
        own = folded(["name_sr", "name_en", "legal_name", "registration_number", "tax_number"])
        rows: Any = queryset.alias(_folded=own)
        for word in map(fold, words):
            found = Q(_folded__contains=word) | Q(Exists(self._seated(word)))
            if may_see_members(request):
                found |= Q(Exists(self._joined_by(word)))
            rows = rows.filter(found)
        return rows, False

    @staticmethod
    def _seated(word: str) -> models.QuerySet[Any]:
        names = folded(["settlement__name_sr", "settlement__name_en"])
        seats: Any = Seat.objects.filter(enterprise=OuterRef("pk"))
        found: models.QuerySet[Any] = seats.alias(_name=names).filter(_name__contains=word)
        return found

    @staticmethod
    def _joined_by(word: str) -> models.QuerySet[Any]:
        names = SrFold("person__name")
        mine = Membership.objects.current().filter(enterprise=OuterRef("pk"))
        return mine.alias(_name=names).filter(_name__contains=word)

    # --- saving

    def save_model(self, request: HttpRequest, obj: Enterprise, form: Any, change: Any) -> None:
        """Add through the service, which makes the short name; a changed one keeps leading here."""
        if not change:
            names = [name for name in form.cleaned_data if hasattr(Enterprise, name)]
            point = {"latitude": obj.latitude, "longitude": obj.longitude}
            values = {name: getattr(obj, name) for name in names if name != "name_sr"} | point
            made = services.add_enterprise(name_sr=obj.name_sr, by=request.user, **values)  # type: ignore[arg-type]
            obj.__dict__.update(made.__dict__)
            return
        wanted, obj.slug = obj.slug, form.initial.get("slug", obj.slug)
        super().save_model(request, obj, form, change)
        if wanted != obj.slug:
            services.change_slug(enterprise=obj, slug=wanted)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        if form.has_changed() or any(each.has_changed() for each in formsets):
            touched(form.instance)

    # --- the record

    def fingerprint(self, record: Enterprise) -> str:
        """Mark what the public would read, so that a colleague publishes what they read; its editors may go on."""
        if record.state != EnterpriseState.DRAFT:
            return ""
        parts = [profile_values.read(record, section) for section in ProfileSection]
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Head the record with its name and add what stands in lists of their own."""
        record = context.get("original")
        context["has_contents"] = True
        response = super().render_change_form(request, context, *args, **kwargs)
        if record is not None:
            response.context_data |= {
                "title": record.name,
                "subtitle": "",
                "page_title": record.name.plain,
                "parts": parts_of(request, record),
            }
        return response

    def history_lists(self, request: HttpRequest) -> list[type[models.Model]]:
        """Tell the rows only of the lists that this colleague sees in the record."""
        return [inline.model for inline in self.get_inline_instances(request)]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Offer the history to those who work on the record: it tells earlier notes of staff too."""
        context = {} if self.has_change_permission(request) else {"has_history": False}
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Refuse it to those who only read the record."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    def get_view_on_site_url(self, obj: Enterprise | None = None) -> str | None:
        """Lead to the page that the public sees, in the language of the colleague."""
        if obj is None or obj.state != EnterpriseState.PUBLISHED:
            return None
        return obj.get_absolute_url()

    # --- columns and fields

    @admin.display(description=gettext_lazy("enterprise"), ordering=in_alphabet("name_sr"))
    def name_and_place(self, enterprise: Enterprise) -> SafeString:
        return two_lines(enterprise.name, next((str(seat) for seat in enterprise.current_seat), ""))

    @admin.display(description=gettext_lazy("legal form"))
    def legal_form(self, enterprise: Enterprise) -> str:
        return next((str(fact) for fact in enterprise.current_registeredform), "–")

    @admin.display(description=gettext_lazy("status under the Law"))
    def status(self, enterprise: Enterprise) -> SafeString:
        return status_badge(next((fact.status for fact in enterprise.current_legalstatus), StatusKind.NONE))

    @admin.display(description=gettext_lazy("in the directory"), ordering="state")
    def state_shown(self, enterprise: Enterprise) -> SafeString:
        return state_badge(enterprise.state)

    @admin.display(description=gettext_lazy("last checked"), ordering="confirmed_on")
    def checked(self, enterprise: Enterprise) -> str:
        return (
            date_format(enterprise.confirmed_on, "SHORT_DATE_FORMAT").replace(" ", "\u00a0")
            if enterprise.confirmed_on
            else _("never")
        )

    @admin.display(description=gettext_lazy("earlier short names"))
    def earlier_slugs(self, enterprise: Enterprise) -> str:
        """Name the addresses that lead on to this one, also those of records merged into it."""
        return ", ".join(enterprise.former_slugs.order_by("pk").values_list("slug", flat=True)) or "–"

    @admin.display(description=gettext_lazy("published"))
    def published(self, enterprise: Enterprise) -> str:
        if enterprise.published_at is None:
            return "–"
        return date_format(enterprise.published_at, "SHORT_DATE_FORMAT")

    @admin.display(description=gettext_lazy("last checked"))
    def checked_by_whom(self, enterprise: Enterprise) -> str:
        if enterprise.confirmed_on is None:
            return _("never")
        return f"{self.checked(enterprise)}, {enterprise.get_confirmed_by_display()}"

    @admin.display(description=gettext_lazy("added"))
    def added(self, enterprise: Enterprise) -> str:
        parts = [date_format(enterprise.created_at, "SHORT_DATE_FORMAT")]
        if enterprise.added_by:
            parts.append(str(enterprise.added_by))
        return ", ".join(parts)

    @admin.display(description=gettext_lazy("languages"))
    def spoken(self, enterprise: Enterprise) -> str:
        return ", ".join(str(SpokenLanguage(code).label) for code in enterprise.languages) or "–"

    @admin.display(description=gettext_lazy("point on the map"))
    def point_shown(self, enterprise: Enterprise) -> str:
        if enterprise.latitude is None:
            return "–"
        return f"{enterprise.latitude}, {enterprise.longitude}"
