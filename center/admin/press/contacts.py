"""Media and journalists in the admin."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from center.admin_base import VersionedAdmin
from center.admin_columns import badge, email_link, moment, two_lines
from center.admin_verbs import Verb, VerbsMixin, through
from center.admin_versions import VersionedForm
from center.base.phone_field import PhoneField
from center.base.phones import display_phone
from center.models import Journalist, MediaOutlet
from center.services.press import contacts


class OutletForm(VersionedForm):
    phone = PhoneField(label=_("phone of the newsroom"), required=False)


class JournalistForm(VersionedForm):
    phone = PhoneField(label=_("phone"), required=False)


def _standing(*, left: bool, archived: bool) -> SafeString:
    if archived:
        return badge("neutral", "lock", _("Archived"))
    if left:
        return badge("warning", "info", _("Wants no releases"))
    return badge("success", "check", _("Active"))


@admin.register(MediaOutlet)
class MediaOutletAdmin(VerbsMixin[MediaOutlet], VersionedAdmin[MediaOutlet]):
    form = OutletForm
    list_display = ("named", "place", "reach", "address", "standing")
    list_filter = ("is_archived", "kind", "reach")
    folded_search = ("name", "place", "email", "notes")
    add_label = _("Add a medium")
    nothing_yet = _("Newspapers, stations and portals with which the office works stand here.")
    readonly_fields = ("left_at",)
    fieldsets: ClassVar = [
        (None, {"fields": ["name", "kind", "reach", "place", "website"]}),
        (
            _("Newsroom"),
            {
                "fields": ["email", "phone", "language", "left_at"],
                "description": _("Press releases go to this address and to the journalists of the medium."),
            },
        ),
        (_("For the staff"), {"fields": ["notes", "is_archived"]}),
    ]
    verbs = (
        Verb(
            "take_back",
            _("Send press releases again"),
            through(contacts.take_outlet_back, "outlet", with_user=False),
            lambda outlet: outlet.left_at is not None,
            warning=_("Only if the newsroom asked for it."),
            told=_("Press releases go there again"),
        ),
    )

    @admin.display(description=_("name"), ordering="name")
    def named(self, outlet: MediaOutlet) -> SafeString:
        return two_lines(outlet, outlet.get_kind_display())

    @admin.display(description=_("newsroom"), ordering="email")
    def address(self, outlet: MediaOutlet) -> SafeString:
        return two_lines(email_link(outlet.email), display_phone(outlet.phone))

    @admin.display(description=_("state"), ordering="is_archived")
    def standing(self, outlet: MediaOutlet) -> SafeString:
        return _standing(left=outlet.left_at is not None, archived=outlet.is_archived)


@admin.register(Journalist)
class JournalistAdmin(VerbsMixin[Journalist], VersionedAdmin[Journalist]):
    form = JournalistForm
    list_display = ("named", "beat", "address", "standing", "last_contact")
    list_filter = ("is_archived", "outlet__kind", "outlet__reach", "source")
    folded_search = ("name", "outlet__name", "beat", "email")
    add_label = _("Add a journalist")
    nothing_yet = _("People who report about the town and about social enterprises stand here.")
    readonly_fields = ("left_at", "touched_at")
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": ["name", "outlet", "beat", "email", "phone", "language", "left_at"],
                "description": _(
                    "Contacts for work only. Whoever asks for it is erased at once; who was not heard of for three"
                    " years is erased by itself."
                ),
            },
        ),
        (_("For the staff"), {"fields": ["source", "notes", "is_archived", "touched_at"]}),
    ]
    verbs = (
        Verb(
            "take_back",
            _("Send press releases again"),
            through(contacts.take_back, "journalist", with_user=False),
            lambda journalist: journalist.left_at is not None,
            warning=_("Only if this person asked for it."),
            told=_("Press releases go there again"),
        ),
        Verb(
            "erase",
            _("Erase"),
            through(contacts.erase_journalist, "journalist", with_user=False),
            lambda journalist: journalist.erased_at is None,
            warning=_(
                "Name, contacts, notes and the texts of letters go for good. That a press release went to the medium"
                " stays."
            ),
            told=_("Erased"),
            asks_again=True,
        ),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Journalist]:
        return Journalist.objects.known().select_related("outlet")

    def save_model(self, request: HttpRequest, obj: Journalist, form: Any, change: Any) -> None:
        """Note that the office had to do with them."""
        obj.touched_at = timezone.now()
        super().save_model(request, obj, form, change)

    def _back(self, request: HttpRequest, record: Journalist) -> str:
        """Lead to the list once the record is empty."""
        if Journalist.objects.known().filter(pk=record.pk).exists():
            return super()._back(request, record)
        return reverse("admin:center_journalist_changelist")

    @admin.display(description=_("name"), ordering="name")
    def named(self, journalist: Journalist) -> SafeString:
        return two_lines(journalist, journalist.outlet)

    @admin.display(description=_("contact"), ordering="email")
    def address(self, journalist: Journalist) -> SafeString:
        return two_lines(email_link(journalist.email), display_phone(journalist.phone))

    @admin.display(description=_("state"), ordering="is_archived")
    def standing(self, journalist: Journalist) -> SafeString:
        return _standing(left=journalist.left_at is not None, archived=journalist.is_archived)

    @admin.display(description=_("last contact"), ordering="touched_at")
    def last_contact(self, journalist: Journalist) -> SafeString | str:
        return moment(journalist.touched_at)
