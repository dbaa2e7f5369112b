"""Members of an enterprise: rows in its record, and a small record of each with the verb that ends it."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin_base import PortalTabularInline
from center.admin_verbs import Verb, VerbAdmin
from center.models import User
from entrepreneurs import services
from entrepreneurs.admin.contact import consent_of
from entrepreneurs.models import Membership

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Membership]
    _FormSet = forms.models.BaseInlineFormSet[Any, Any, Any]
else:
    _ModelForm = forms.ModelForm
    _FormSet = forms.models.BaseInlineFormSet


def may_see_members(request: HttpRequest) -> bool:
    """Members are people: only who may see people sees them."""
    return request.user.has_perms(["entrepreneurs.view_entrepreneur", "entrepreneurs.view_enterprise"])


class MemberForm(_ModelForm):
    is_named = forms.BooleanField(label=gettext_lazy("name on the profile"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("is_named", self.instance.publication_consent_id is not None)

    def clean(self) -> dict[str, Any] | None:
        data = super().clean()
        member = self.instance
        if not self.cleaned_data.get("is_named"):
            member.publication_consent = None
        elif member.publication_consent_id is None:
            consent = consent_of(member.enterprise_id, member.person_id)
            if consent is None or consent.person_id != member.person_id:
                self.add_error("is_named", _("First record the consent of this person to be published."))
            else:
                member.publication_consent = consent
        return data


class MemberFormSet(_FormSet):
    def clean(self) -> None:
        """Refuse the same role twice; the person is no field here, so the forms cannot see it."""
        super().clean()
        seen: set[tuple[int, str]] = set()
        for form in self.forms:
            key = (form.instance.person_id, getattr(form, "cleaned_data", {}).get("role", ""))
            if key in seen:
                form.add_error("role", _("This person has this role in this enterprise already."))
            seen.add(key)


class MemberInline(PortalTabularInline[Membership]):
    model = Membership
    form = MemberForm
    formset = MemberFormSet
    extra = 0
    can_delete = False
    fields = ("who", "role", "started_on", "may_edit", "is_named", "leave")
    readonly_fields = ("who", "leave")
    description = gettext_lazy(
        "Who belongs to the enterprise today. A new one is added by the button on top; who left earlier stands in"
        " the list of members."
    )

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return may_see_members(request)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return may_see_members(request) and super().has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    # Nor is a member removed; without this the inline would stand there for whoever may change the record.
    has_delete_permission = has_add_permission

    def get_queryset(self, request: HttpRequest) -> Any:
        return (
            super().get_queryset(request).filter(ended_on__isnull=True).select_related("person", "enterprise")
        )

    @admin.display(description=gettext_lazy("person"))
    def who(self, member: Membership) -> SafeString:
        address = reverse("admin:entrepreneurs_entrepreneur_change", args=[member.person_id])
        return format_html('<a href="{}">{}</a>', address, member.person)

    @admin.display(description=gettext_lazy("has left"))
    def leave(self, member: Membership) -> SafeString:
        address = reverse("admin:entrepreneurs_membership_do", args=[member.pk, "end"])
        return format_html(
            '<a href="{}">{}<span class="visually-hidden">: {}</span></a>',
            f"{address}?next={reverse('admin:entrepreneurs_enterprise_change', args=[member.enterprise_id])}",
            _("End the membership"),
            member.person,
        )


def _end(member: Membership, user: User, answer: Any) -> object:
    return services.end_membership(membership=member, by=user)


class InForceFilter(admin.SimpleListFilter):
    title = gettext_lazy("membership")
    parameter_name = "now"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Members now")), ("no", _("Have left"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return queryset.filter(ended_on__isnull=self.value() == "yes") if self.value() else queryset


@admin.register(Membership)
class MembershipAdmin(VerbAdmin[Membership]):
    list_display = ["who", "where", "role", "started_on", "ended_on", "may_edit"]
    list_filter: ClassVar = [InForceFilter, "role", "may_edit"]
    list_select_related: ClassVar = ["person", "enterprise"]
    folded_search = ("person__name", "enterprise__name_sr", "enterprise__name_en")
    search_help_text = gettext_lazy("Name of the person or of the enterprise, in either script.")
    nothing_yet = gettext_lazy("Members are added in the record of an enterprise.")
    fields: ClassVar = ["who", "where", "role", "started_on", "ended_on", "may_edit", "named", "added"]
    readonly_fields: ClassVar = ["who", "where", "named", "added"]
    verbs = (
        Verb(
            "end",
            gettext_lazy("End the membership"),
            _end,
            lambda member: member.ended_on is None,
            kind="danger",
            told=gettext_lazy("The membership ended today"),
            warning=gettext_lazy(
                "The person may not edit the profile any more, and their name and own phone leave it. "
                "The membership stays recorded."
            ),
        ),
    )

    def has_verb_permission(self, request: HttpRequest) -> bool:
        return may_see_members(request) and request.user.has_perm("entrepreneurs.change_enterprise")

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return may_see_members(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_see_members(request)

    @admin.display(description=gettext_lazy("person"), ordering="person__name")
    def who(self, member: Membership) -> str:
        return str(member.person)

    @admin.display(description=gettext_lazy("enterprise"), ordering="enterprise__name_sr")
    def where(self, member: Membership) -> SafeString:
        address = reverse("admin:entrepreneurs_enterprise_change", args=[member.enterprise_id])
        return format_html('<a href="{}">{}</a>', address, member.enterprise)

    @admin.display(description=gettext_lazy("name on the profile"), boolean=True)
    def named(self, member: Membership) -> bool:
        return member.publication_consent_id is not None

    @admin.display(description=gettext_lazy("added by"))
    def added(self, member: Membership) -> str:
        return str(member.added_by) if member.added_by else "–"
