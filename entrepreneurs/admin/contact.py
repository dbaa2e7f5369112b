"""How an enterprise is reached: phones and emails with their consent, links, opening times."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin_base import FoldedInline, PortalTabularInline
from center.admin_choices import SharedChoiceField
from center.base.bilingual_admin import BilingualForm
from entrepreneurs.choices import Purpose
from entrepreneurs.models import Channel, Consent, Entrepreneur, OpeningTime, WebLink

if TYPE_CHECKING:
    _FormSet = forms.models.BaseInlineFormSet[Any, Any, Any]
else:
    _FormSet = forms.models.BaseInlineFormSet


def consent_of(enterprise_id: int | None, person_id: int | None) -> Consent | None:
    """Return the consent on which something may be published: the person's own, or else the enterprise's first."""
    found = (
        Consent.objects.in_force()
        .filter(purpose=Purpose.PUBLICATION, enterprise=enterprise_id)
        .order_by("given_at")
        if enterprise_id
        else Consent.objects.none()
    )
    own = found.filter(person=person_id).first() if person_id else None
    return own or found.first()


class ChannelForm(BilingualForm):
    """A phone or an email; a tick publishes it, by the consent that the office has."""

    is_public = forms.BooleanField(label=gettext_lazy("show it in the directory"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.channel = cast("Any", self.instance)
        self.initial.setdefault("is_public", self.channel.publication_consent_id is not None)

    def _get_validation_exclusions(self) -> set[str]:
        """Leave the one that receives messages to the whole list, in which another may just have given it up."""
        others: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # Django's own hook
        return others | {"receives_messages"}

    def clean(self) -> dict[str, Any] | None:
        data = super().clean()
        if self.cleaned_data.get("receives_messages") and self.cleaned_data.get("kind") != "email":
            self.add_error("receives_messages", _("Only an email address receives messages."))
        if not self.cleaned_data.get("is_public"):
            self.channel.publication_consent = None
        elif self.channel.publication_consent_id is None:
            person = self.cleaned_data.get("person")
            consent = consent_of(self.channel.enterprise_id, person.pk if person else None)
            if consent is None:
                self.add_error("is_public", _("First record the consent of the enterprise to be published."))
            self.channel.publication_consent = consent
        return data


class ChannelFormSet(_FormSet):
    def clean(self) -> None:
        super().clean()
        receiving = [
            form
            for form in self.forms
            if form not in self.deleted_forms and getattr(form, "cleaned_data", {}).get("receives_messages")
        ]
        for form in receiving[1:]:
            form.add_error("receives_messages", _("One address receives the messages."))

    def save(self, commit: bool = True) -> Any:
        """Let the earlier receiver go first, since two never receive at once."""
        given_up = [
            form.instance.pk
            for form in self.initial_forms
            if "receives_messages" in form.changed_data and not form.cleaned_data["receives_messages"]
        ]
        Channel.objects.filter(pk__in=given_up).update(receives_messages=False)
        return super().save(commit)


class ContactInline(PortalTabularInline[Any]):
    """A list that belongs to whoever works on enterprises; a researcher reads figures only."""

    extra = 1

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._may(request, "change")


class ChannelInline(ContactInline, FoldedInline[Any]):
    model = Channel
    form = ChannelForm
    formset = ChannelFormSet
    fields = (
        "kind",
        ("phone", "email"),
        "person",
        "is_public",
        "consent",
        "receives_messages",
        ("note_sr", "note_en"),
        "position",
    )
    readonly_fields = ("consent",)
    description = gettext_lazy(
        "Without the tick a phone or an email stays inside the office. An email is used by the contact form of the"
        " profile and never printed."
    )

    def row_note(self, row: Channel) -> str:
        """Say whether the public may use it."""
        return _("in the directory") if row.publication_consent_id else _("inside the office only")

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        """Leave out whose it is, and who agreed, for those who do not work with people."""
        may = request.user.has_perm
        hidden = set() if may("entrepreneurs.view_entrepreneur") else {"person", "consent"}
        if not may("entrepreneurs.view_consent"):
            hidden.add("consent")
        return [name for name in super().get_fields(request, obj) if name not in hidden]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("publication_consent__person")

    @admin.display(description=gettext_lazy("consent to publish"))
    def consent(self, channel: Channel) -> Any:
        """Name the consent by which it is shown, and lead to where it is withdrawn."""
        consent = channel.publication_consent
        if consent is None:
            return "–"
        return format_html(
            '<a href="{}">{}</a> {}',
            reverse("admin:entrepreneurs_consent_change", args=[consent.pk]),
            consent.person,
            _("since %(first)s") % {"first": date_format(consent.given_at, "SHORT_DATE_FORMAT")},
        )

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Offer the members of the enterprise, and former ones, as those whose phone it is."""
        self._members = (
            Entrepreneur.objects.filter(memberships__enterprise=obj).distinct()
            if obj
            else Entrepreneur.objects.none()
        )
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name != "person":
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        return SharedChoiceField(
            self._members, label=db_field.verbose_name, required=False, empty_label=_("The enterprise's")
        )


class PublicInline(ContactInline):
    """What stands on the public page in any case."""

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._may(request, "view") or self._may(request, "change")


class LinkInline(PublicInline, FoldedInline[Any]):
    model = WebLink
    fields = ("kind", "url")

    def row_note(self, row: WebLink) -> str:
        return row.url


class HoursInline(PublicInline):
    model = OpeningTime
    fields = ("weekday", "opens", "closes")
    extra = 2
    description = gettext_lazy("When customers may come. Two rows for one day make a break.")
