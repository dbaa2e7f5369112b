"""Press releases in the admin: written in a form, approved and withdrawn by verbs, sent from a page of their own."""

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin.press.embargo import EMBARGO_VERB, move_lines
from center.admin.press.send_page import send_view
from center.admin_base import PortalTabularInline, VersionedAdmin
from center.admin_choices import SharedChoiceField
from center.admin_columns import badge, moment, moment_and_who, two_lines
from center.admin_grants import CarriesGrants
from center.admin_verbs import Verb, VerbsMixin, through
from center.admin_versions import VersionedForm
from center.base.bilingual_admin import BilingualAdminMixin, BilingualForm
from center.base.phone_field import PhoneField
from center.choices.press import PressState
from center.models import Picture, PressAttachment, PressPicture, PressRelease
from center.refusals import ServiceRefused
from center.services.press import files, releases
from center.services.press.letters import is_public


class ReleaseForm(VersionedForm):
    contact_phone = PhoneField(label=gettext_lazy("phone for media"), required=False)


class AttachmentForm(BilingualForm):
    """A file is asked for once, while the row is new."""

    upload = forms.FileField(
        label=gettext_lazy("file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.xlsx,.docx,.odt"}),
    )

    def clean_upload(self) -> Any:
        """Judge the file by what is in it, before anything is kept."""
        upload = self.cleaned_data["upload"]
        if upload:
            files.judged(upload, files.KINDS)
        elif self.instance.pk is None:
            raise ValidationError(_("Choose a file."))
        return upload

    def save(self, commit: bool = True) -> Any:
        """Keep the file, then the row that names it."""
        upload = self.cleaned_data.get("upload")
        row: Any = self.instance
        if upload:
            files.drop(row.stored_as)
            kept = files.keep(upload, name=upload.name, kinds=files.KINDS)
            row.stored_as, row.kind, row.size, row.file_name = (
                kept.stored_as,
                kept.kind,
                kept.size,
                kept.name,
            )
        return super().save(commit)


class AttachmentInline(BilingualAdminMixin, PortalTabularInline[PressAttachment]):
    model = PressAttachment
    form: Any = AttachmentForm
    extra = 0
    fields = ("label_sr", "label_en", "upload", "file_name", "position")
    readonly_fields = ("file_name",)
    description = gettext_lazy("Tables, documents, a recording of figures: what media may take along.")


class PictureInline(PortalTabularInline[PressPicture]):
    model = PressPicture
    extra = 0
    fields = ("picture", "position")
    description = gettext_lazy(
        "Pictures of the library, which media get in full size. {picture:1} on a line of the text shows the first one"
        " there."
    )

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Read the library once for all rows."""
        if db_field.name != "picture":
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        return SharedChoiceField(Picture.objects.ready(), label=gettext_lazy("picture"))


VERBS = (
    Verb(
        "approve",
        gettext_lazy("Approve"),
        through(releases.approve_release, "release"),
        lambda release: release.state == PressState.DRAFT,
        kind="primary",
        warning=gettext_lazy(
            "It becomes public at once, or at the end of its embargo if it has one. Read it once more before that."
        ),
        told=gettext_lazy("The press release is approved"),
    ),
    EMBARGO_VERB,
    Verb(
        "withdraw",
        gettext_lazy("Withdraw the release"),
        through(releases.withdraw_release, "release"),
        lambda release: release.state == PressState.APPROVED,
        warning=gettext_lazy(
            "Nobody can open it any more, not even with a link of their own. Media that have it already must be called."
        ),
        told=gettext_lazy("The press release is withdrawn"),
    ),
    Verb(
        "redraft",
        gettext_lazy("Take back as a draft"),
        through(releases.redraft_release, "release", with_user=False),
        lambda release: release.state == PressState.WITHDRAWN,
        told=gettext_lazy("The press release is a draft again"),
    ),
)


@admin.register(PressRelease)
class PressReleaseAdmin(CarriesGrants[PressRelease], VerbsMixin[PressRelease], VersionedAdmin[PressRelease]):
    form = ReleaseForm
    change_form_template = "admin/center/press/release_form.html"
    markdown = ("body_sr", "body_en")
    refusals = (ServiceRefused,)
    verbs = VERBS
    inlines: ClassVar = [PictureInline, AttachmentInline]
    list_display = ("what", "standing", "public_day", "sent_to")
    list_filter = ("state",)
    date_hierarchy = "dated"
    folded_search = ("title_sr", "title_en", "subtitle_sr", "body_sr")
    add_label = gettext_lazy("Write a press release")
    nothing_yet = gettext_lazy("Write the first one; before you approve it only colleagues see it.")
    readonly_fields = ("writing", "approval", "embargo_moves", "withdrawal")
    fieldsets: ClassVar = [
        (
            gettext_lazy("What is new"),
            {
                "fields": [
                    "title_sr",
                    "title_en",
                    "slug",
                    "subtitle_sr",
                    "subtitle_en",
                    ("place_sr", "place_en"),
                    "dated",
                    "body_sr",
                    "body_en",
                    "notes_sr",
                    "notes_en",
                ]
            },
        ),
        (gettext_lazy("When it may be published"), {"fields": ["embargo_until"]}),
        (gettext_lazy("Whom media ask"), {"fields": ["contact_name", "contact_phone", "contact_email"]}),
        (gettext_lazy("What happened"), {"fields": ["writing", "approval", "embargo_moves", "withdrawal"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[PressRelease]:
        return PressRelease.objects.select_related("created_by", "approved_by", "withdrawn_by").annotate(
            went_to=models.Count("deliveries")
        )

    def get_fieldsets(self, request: HttpRequest, obj: PressRelease | None = None) -> Any:
        """Leave out what has not happened."""
        *others, happened = super().get_fieldsets(request, obj)
        return [*others, happened] if obj is not None else others

    def get_readonly_fields(self, request: HttpRequest, obj: PressRelease | None = None) -> Any:
        """Let the embargo of an approved one be moved by its button alone: it tells the media that have it."""
        is_approved = obj is not None and obj.state == PressState.APPROVED
        return [*self.readonly_fields, *(["embargo_until"] if is_approved else [])]

    def get_prepopulated_fields(self, request: Any, obj: PressRelease | None = None) -> dict[str, Any]:
        """Propose the short name from the English title while the release is new."""
        return {} if obj else {"slug": ("title_en",)}

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(partial(send_view, self))
        return [path("<int:object_id>/send/", view, name="center_pressrelease_send"), *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: PressRelease, form: Any, change: Any) -> None:
        """Write or change through the services."""
        clean = form.cleaned_data
        values = {name: clean[name] for name in releases.WRITTEN if name in clean}
        user: Any = request.user
        saved = (
            releases.change_release(release=obj, by=user, **values)
            if change
            else releases.write_release(by=user, **values)
        )
        obj.__dict__.update(saved.__dict__)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        release = context.get("original")
        if release is not None:
            context |= {
                "is_approved": release.state == PressState.APPROVED,
                "is_public": is_public(release, timezone.now()),
                "may_send": self.has_change_permission(request, release),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=gettext_lazy("title"), ordering="title_sr")
    def what(self, release: PressRelease) -> SafeString:
        return two_lines(release.title, release.subtitle)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def standing(self, release: PressRelease) -> SafeString:
        if release.state != PressState.APPROVED:
            kind, icon = ("neutral", "document") if release.state == PressState.DRAFT else ("error", "error")
            return badge(kind, icon, release.get_state_display())
        if is_public(release, timezone.now()):
            return badge("success", "check", _("Public"))
        return badge("warning", "lock", _("Embargo"))

    @admin.display(description=gettext_lazy("public from"), ordering="public_from")
    def public_day(self, release: PressRelease) -> SafeString | str:
        return moment(release.public_from)

    @admin.display(description=gettext_lazy("sent to"), ordering="went_to")
    def sent_to(self, release: Any) -> int:
        return int(release.went_to)

    @admin.display(description=gettext_lazy("written"))
    def writing(self, release: PressRelease) -> str:
        return moment_and_who(release.created_at, release.created_by)

    @admin.display(description=gettext_lazy("approved"))
    def approval(self, release: PressRelease) -> str:
        return moment_and_who(release.approved_at, release.approved_by)

    @admin.display(description=gettext_lazy("embargo moved"))
    def embargo_moves(self, release: PressRelease) -> SafeString | str:
        return move_lines(release)

    @admin.display(description=gettext_lazy("withdrawn"))
    def withdrawal(self, release: PressRelease) -> str:
        return moment_and_who(release.withdrawn_at, release.withdrawn_by)
