"""What the admin of news and of standing pages has in common: written in a form, published by verbs, previewed."""

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center import publication_links
from center.admin.publication_form import PublicationForm, ScheduleForm
from center.admin.publication_preview import previewed
from center.admin_base import PortalTabularInline, VersionedAdmin
from center.admin_choices import SharedChoiceField
from center.admin_columns import NOTHING, badge, moment, moment_and_who, two_lines
from center.admin_verbs import Verb, VerbsMixin, through
from center.choices.publications import PublicationState
from center.models import Picture
from center.models.publication import Publication
from center.refusals import ServiceRefused
from center.services import publications

if TYPE_CHECKING:
    from django.db import models

    from center.models import User

Row = TypeVar("Row", bound=Publication)


def _schedule(record: Publication, user: "User", clean: dict[str, Any]) -> object:
    return publications.publish(record=record, by=user, at=clean["at"])


def _schedule_form(record: Publication, _user: "User", data: Any) -> ScheduleForm:
    return ScheduleForm(data, initial={"at": record.published_at})


def _is_hidden(record: Publication) -> bool:
    return record.state != PublicationState.ARCHIVED and not record.is_public()


def _is_shown_by_link(record: Publication) -> bool:
    """Tell whether a preview link opens the text now: then it can be withdrawn, and needs none beside it."""
    until = record.preview_until
    return bool(record.preview_token) and until is not None and until > timezone.now()


def verbs(needs: str) -> tuple[Verb, ...]:
    """Return what staff can do with a text; `needs` is the permission to publish it."""
    return (
        Verb(
            "publish",
            gettext_lazy("Publish now"),
            lambda record, user, _reason: publications.publish(record=record, by=user, at=timezone.now()),
            _is_hidden,
            kind="primary",
            told=gettext_lazy("Everybody can read it now"),
            needs=needs,
        ),
        Verb(
            "schedule",
            gettext_lazy("Choose the day and time"),
            _schedule,
            _is_hidden,
            told=gettext_lazy("It appears by itself at the chosen time"),
            form=_schedule_form,
            needs=needs,
        ),
        Verb(
            "open_preview",
            gettext_lazy("Make a preview link"),
            through(publications.open_preview, "record"),
            lambda record: _is_hidden(record) and not _is_shown_by_link(record),
            told=gettext_lazy("The preview link stands below"),
        ),
        Verb(
            "withdraw_preview",
            gettext_lazy("Withdraw the preview link"),
            through(publications.withdraw_preview, "record"),
            _is_shown_by_link,
            told=gettext_lazy("The preview link opens nothing any more"),
        ),
        Verb(
            "take_back",
            gettext_lazy("Back to the drafts"),
            through(publications.take_back, "record"),
            lambda record: record.state != PublicationState.DRAFT,
            told=gettext_lazy("It is a draft again"),
            warning=gettext_lazy("Nobody but staff can read it then; links to it lead nowhere."),
            needs=needs,
        ),
        Verb(
            "archive",
            gettext_lazy("Archive"),
            through(publications.archive, "record"),
            lambda record: record.state != PublicationState.ARCHIVED,
            kind="danger",
            told=gettext_lazy("It is archived"),
            warning=gettext_lazy("Nobody but staff can read it then; links to it lead nowhere."),
            needs=needs,
        ),
    )


def state_badge(record: Publication) -> SafeString:
    """Return where a text stands; what is scheduled is not public yet."""
    if record.is_scheduled:
        return badge("info", "clock", _("Scheduled"))
    kind, icon = {
        PublicationState.DRAFT: ("warning", "document"),
        PublicationState.PUBLISHED: ("success", "check"),
        PublicationState.ARCHIVED: ("neutral", "info"),
    }[PublicationState(record.state)]
    return badge(kind, icon, record.get_state_display())


class PlacedPictureInline(PortalTabularInline[Any]):
    """Pictures of the library in the text."""

    extra = 1
    fields = ("number", "picture")
    description = gettext_lazy(
        "Write {picture:1} on a line of its own, and picture 1 stands there. Pictures that the text does not name"
        " stand below it. Upload pictures to the library first."
    )

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[Any]":
        return super().get_queryset(request).select_related("picture")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Read the library once for all rows, the newest first."""
        if db_field.name != "picture":
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        return SharedChoiceField(Picture.objects.all(), label=db_field.verbose_name)


class PublicationAdmin(VerbsMixin[Row], VersionedAdmin[Row]):
    form = PublicationForm
    change_form_template = "admin/center/publication_form.html"
    refusals = (ValidationError, ServiceRefused)
    folded_search = ("title_sr", "title_en", "summary_sr", "body_sr")
    readonly_fields = ("standing", "preview_link", "written")
    markdown = ("body_sr", "body_en")
    markdown_names_pictures = True
    # What the services save; further columns of each kind of text are added.
    written_fields: ClassVar[tuple[str, ...]] = (
        "title_sr",
        "title_en",
        "slug",
        "summary_sr",
        "summary_en",
        "body_sr",
        "body_en",
    )
    # Names of the public page and of the page behind the preview link.
    public_name = ""
    preview_name = ""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.preview_view)
        stem = f"{self.opts.app_label}_{self.opts.model_name}_preview"
        return [
            path("preview/", view, name=f"{stem}_new"),
            path("<int:object_id>/preview/", view, name=stem),
            *super().get_urls(),
        ]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave out what a new text has not yet."""
        found = super().get_fieldsets(request, obj)
        return found if obj else [each for each in found if "standing" not in each[1]["fields"]]

    def save_model(self, request: HttpRequest, obj: Row, form: Any, change: Any) -> None:
        """Write through the service; what nobody could change in this form stays."""
        values = {name: form.cleaned_data[name] for name in self.written_fields if name in form.cleaned_data}
        record: Any = obj if change else self.model()
        user: Any = request.user
        saved = publications.write(record=record, by=user, **values)
        obj.__dict__.update(saved.__dict__)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        record = context.get("original")
        stem = f"admin:{self.opts.app_label}_{self.opts.model_name}_preview"
        context["preview_url"] = reverse(stem, args=[record.pk]) if record else reverse(f"{stem}_new")
        context["public_url"] = (
            reverse(self.public_name, args=[record.slug]) if record and record.is_public() else ""
        )
        return super().render_change_form(request, context, *args, **kwargs)

    def preview_view(self, request: HttpRequest, object_id: int | None = None) -> HttpResponse:
        """Show what stands in the form (POST), or what is saved (GET), in all three languages; nothing is saved."""
        record = self.get_object(request, str(object_id)) if object_id else None
        if object_id and record is None:
            raise Http404
        allowed = (
            self.has_view_or_change_permission(request, record)
            if record
            else self.has_add_permission(request)
        )
        if not allowed:
            raise PermissionDenied
        # The form locks the record while it compares versions.
        with transaction.atomic():
            shown, problems = previewed(self, request, record)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Preview"),
            "opts": self.opts,
            "original": record,
            "previews": shown,
            "problems": problems,
            "kind": capfirst(str(self.opts.verbose_name_plural)),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/center/publication_preview.html", context)

    @admin.display(description=gettext_lazy("title"), ordering="title_sr")
    def what(self, record: Row) -> SafeString:
        return two_lines(record.title, record.summary)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def badge(self, record: Row) -> SafeString:
        return state_badge(record)

    @admin.display(description=gettext_lazy("published"), ordering="published_at")
    def when(self, record: Row) -> SafeString | str:
        return moment(record.published_at)

    @admin.display(description=gettext_lazy("state"))
    def standing(self, record: Row) -> SafeString:
        return two_lines(
            state_badge(record),
            moment_and_who(record.published_at, record.published_by) if record.published_at else "",
        )

    @admin.display(description=gettext_lazy("last change"))
    def written(self, record: Row) -> str:
        return moment_and_who(record.changed_at, record.changed_by)

    @admin.display(description=gettext_lazy("preview link"))
    def preview_link(self, record: Row) -> SafeString | str:
        """Return the link as text to copy, and until when it opens the page."""
        if not record.preview_token or record.preview_until is None:
            return NOTHING
        address = publication_links.preview_address(record, reverse(self.preview_name, args=[record.pk]))
        if record.preview_until <= timezone.now():
            return _("The link opens nothing any more.")
        return two_lines(
            format_html('<a href="{0}">{0}</a>', address),
            _("Whoever has it can read this draft until %(moment)s.")
            % {"moment": moment_and_who(record.preview_until, "")},
        )
