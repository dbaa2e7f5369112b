"""Lists that the office keeps for all records: places, activities, groups, categories, and the rules."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget
from django.db import models
from django.db.models import Case, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin_base import SingletonAdmin, VersionedAdmin
from center.admin_columns import badge
from center.admin_verbs import Verb, VerbsMixin
from center.admin_versions import VersionedForm
from center.base.list_order import in_alphabet
from center.base.point_field import PointField, PointForm
from center.models import User
from entrepreneurs.choices import ActivityLevel
from entrepreneurs.models import ActivityCode, DirectoryRules, ProductCategory, Settlement, VulnerableGroup
from entrepreneurs.services.directory_lists import queue_refresh
from entrepreneurs.services.groups import replace_group

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    _Admin = ModelAdmin[Any]
else:
    _Admin = object


class InDirectoryMixin(_Admin):
    """For records whose words stand in the public directory: a change reaches it within seconds."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        super().save_model(request, obj, form, change)
        if form.changed_data:
            queue_refresh(obj)


class SettlementForm(PointForm, VersionedForm):
    point = PointField(label=gettext_lazy("middle of the place"))


class PointFilter(admin.SimpleListFilter):
    title = gettext_lazy("point on the map")
    parameter_name = "point"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Has a point")), ("no", _("Without a point"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return queryset.filter(latitude__isnull=self.value() == "no") if self.value() else queryset


@admin.register(Settlement)
class SettlementAdmin(InDirectoryMixin, VersionedAdmin[Settlement]):
    form = SettlementForm
    list_display = ["place", "municipality", "cadastral_unit", "point_shown", "checked"]
    list_filter: ClassVar = ["is_checked", PointFilter]
    folded_search = ("name_sr", "name_en", "municipality_sr")
    search_help_text = gettext_lazy("Name or municipality, in either script.")
    add_label = gettext_lazy("Add a settlement")
    ordering = (in_alphabet("name_sr"), "pk")
    shown_to_readers: ClassVar = {"point": "point_shown"}
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": [
                    "name_sr",
                    "name_en",
                    "municipality_sr",
                    "municipality_en",
                    "cadastral_unit",
                    "point",
                    "is_checked",
                ],
                "description": gettext_lazy("Enterprises and people are counted by these places."),
            },
        )
    ]

    @admin.display(description=gettext_lazy("name"), ordering=in_alphabet("name_sr"))
    def place(self, settlement: Settlement) -> str:
        return settlement.name

    @admin.display(description=gettext_lazy("point on the map"), ordering="latitude")
    def point_shown(self, settlement: Settlement) -> str:
        return f"{settlement.latitude}, {settlement.longitude}" if settlement.latitude is not None else "–"

    @admin.display(description=gettext_lazy("checked"), ordering="is_checked")
    def checked(self, settlement: Settlement) -> SafeString:
        if settlement.is_checked:
            return badge("success", "check", _("Checked"))
        return badge("warning", "warning", _("To be checked"))


_SECTION = Coalesce("parent__parent__parent__code", "parent__parent__code", "parent__code", "code")
_SECTION_FIRST = Case(When(level=ActivityLevel.SECTION, then=0), default=1)


@admin.register(ActivityCode)
class ActivityCodeAdmin(InDirectoryMixin, VersionedAdmin[ActivityCode]):
    list_display = ["indented", "name", "level"]
    list_filter: ClassVar = ["level", "version"]
    folded_search = ("code", "name_sr", "name_en")
    search_help_text = gettext_lazy("Code or words of the name, in either script.")
    # Every code below the one that it is part of: sections are letters, which come before their numbers.
    ordering = ("scheme", "version", _SECTION, _SECTION_FIRST, "code")
    list_per_page = 200
    add_label = gettext_lazy("Add a code")
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": [("scheme", "version"), ("level", "code"), "parent", "name_sr", "name_en"],
                "description": gettext_lazy(
                    "The classification comes from the Statistical Office. Add its next version beside this one; do not"
                    " rewrite codes that enterprises were counted by."
                ),
            },
        )
    ]

    @admin.display(description=gettext_lazy("code"), ordering="code")
    def indented(self, code: ActivityCode) -> SafeString:
        depth = ActivityLevel.values.index(code.level)
        return format_html('<span class="depth depth-{}">{}</span>', depth, code.code)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "parent":
            kwargs["queryset"] = ActivityCode.objects.exclude(level=ActivityLevel.CLASS)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class InUseFilter(admin.SimpleListFilter):
    title = gettext_lazy("in use")
    parameter_name = "in_use"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("In use today")), ("no", _("Not in use"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        now = VulnerableGroup.objects.in_use().values("pk")
        match self.value():
            case "yes":
                return queryset.filter(pk__in=now)
            case "no":
                return queryset.exclude(pk__in=now)
        return queryset


class ReplaceForm(forms.Form):
    name_sr = forms.CharField(label=gettext_lazy("name (Serbian)"), max_length=160)
    name_en = forms.CharField(label=gettext_lazy("name (English)"), max_length=160, required=False)
    source_sr = forms.CharField(
        label=gettext_lazy("source (Serbian)"),
        max_length=250,
        help_text=gettext_lazy("The law, or the decision of the office."),
    )
    source_en = forms.CharField(label=gettext_lazy("source (English)"), max_length=250, required=False)
    since = forms.DateField(
        label=gettext_lazy("In use from"), widget=AdminDateWidget, initial=timezone.localdate
    )


def _replace_form(group: VulnerableGroup, user: User, data: Any) -> forms.Form:
    names = ("name_sr", "name_en", "source_sr", "source_en")
    return ReplaceForm(data, initial={name: getattr(group, name) for name in names})


def _replace(group: VulnerableGroup, user: User, clean: Any) -> object:
    since = clean.pop("since")
    return replace_group(group=group, since=since, **clean)


@admin.register(VulnerableGroup)
class VulnerableGroupAdmin(InDirectoryMixin, VerbsMixin[VulnerableGroup], VersionedAdmin[VulnerableGroup]):
    list_display = ["name", "source", "valid_from", "valid_until", "position"]
    list_filter: ClassVar = [InUseFilter]
    folded_search = ("name_sr", "name_en", "code")
    add_label = gettext_lazy("Add a group")
    verbs = (
        Verb(
            "replace",
            gettext_lazy("End and replace"),
            _replace,
            lambda group: group.valid_until is None,
            told=gettext_lazy("The group ended, and its replacement is in use"),
            warning=gettext_lazy(
                "Records of earlier years keep the earlier wording. The new one counts from its first day."
            ),
            form=_replace_form,
        ),
    )
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": [
                    "name_sr",
                    "name_en",
                    "source_sr",
                    "source_en",
                    "code",
                    ("valid_from", "valid_until"),
                    "position",
                ],
                "description": gettext_lazy(
                    "The Law closes no list of groups, so this one is the office's. Correct a slip here; for another"
                    " meaning press “End and replace”."
                ),
            },
        )
    ]

    def get_prepopulated_fields(self, request: Any, obj: VulnerableGroup | None = None) -> dict[str, Any]:
        """Propose the short name from the English one while the group is new."""
        return {} if obj or not self.has_add_permission(request) else {"code": ("name_en",)}


@admin.register(ProductCategory)
class ProductCategoryAdmin(InDirectoryMixin, VersionedAdmin[ProductCategory]):
    list_display = ["name", "slug", "position"]
    folded_search = ("name_sr", "name_en")
    add_label = gettext_lazy("Add a category")
    fieldsets: ClassVar = [(None, {"fields": ["name_sr", "name_en", "slug", "position"]})]

    def get_prepopulated_fields(self, request: Any, obj: ProductCategory | None = None) -> dict[str, Any]:
        """Propose the short name from the English one while the category is new."""
        return {} if obj or not self.has_add_permission(request) else {"slug": ("name_en",)}


@admin.register(DirectoryRules)
class DirectoryRulesAdmin(InDirectoryMixin, SingletonAdmin[DirectoryRules]):
    def has_add_permission(self, request: HttpRequest) -> bool:
        """Say no without asking the database: the first rules come with the tables."""
        return False

    fieldsets: ClassVar = [
        (
            gettext_lazy("When a profile is old"),
            {
                "fields": ["ask_after_months", "mark_after_months", "hide_after_months"],
                "description": gettext_lazy(
                    "Counted from the last check, by the office or by the enterprise. First the enterprise is asked,"
                    " later the profile is marked, and later still it is hidden until somebody checks it."
                ),
            },
        ),
        (gettext_lazy("Two-year reports"), {"fields": ["report_reminder_days"]}),
        (
            gettext_lazy("What editors of an enterprise may change at once"),
            {"fields": ["hours_at_once", "contact_at_once", "products_at_once"]},
        ),
    ]
