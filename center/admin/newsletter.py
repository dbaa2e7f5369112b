"""Issues of the newsletter: written in a form, looked at in three languages, sent and stopped by buttons."""

from datetime import datetime
from http import HTTPStatus
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminSplitDateTime, AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from center.admin_base import PortalTabularInline, VersionedAdmin
from center.admin_columns import badge, moment_column
from center.admin_verbs import Verb, VerbsMixin, through
from center.admin_versions import version_of
from center.base.newsletter_material import Material, materials
from center.choices import Language
from center.choices.newsletter import IssueState
from center.emails import HTML_LANG
from center.emails.newsletter import content_of
from center.models import NewsItem, NewsletterIssue, NewsletterItem, Subscriber, User
from center.services.newsletter import issues, sending

_BADGES = {
    IssueState.DRAFT: ("neutral", "document"),
    IssueState.SCHEDULED: ("info", "clock"),
    IssueState.SENDING: ("info", "letter"),
    IssueState.STOPPED: ("warning", "warning"),
    IssueState.SENT: ("success", "check"),
}


class NewsInline(PortalTabularInline[NewsletterItem]):
    """The news in an issue, in their order."""

    model = NewsletterItem
    fields: ClassVar = ["news", "position"]
    description = _("Title and summary stand in the letter, and lead to the whole text.")

    def _may(self, request: HttpRequest, verb: str) -> bool:
        """Say no of what is on its way, as the form itself does."""
        issue = getattr(request, "issue_on_its_way", False)
        return super()._may(request, verb) and (verb == "view" or not issue)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer what is public, the newest first."""
        if db_field.name == "news":
            kwargs["queryset"] = NewsItem.objects.public().order_by("-published_at")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class MomentForm(forms.Form):
    """When an issue goes out."""

    moment = forms.SplitDateTimeField(label=_("Day and time"), widget=AdminSplitDateTime())


class TestForm(forms.Form):
    """In which language a test letter is."""

    language = forms.ChoiceField(label=_("Language"), choices=Language)


def _schedule(issue: NewsletterIssue, user: User, clean: dict[str, datetime]) -> object:
    return issues.schedule(issue=issue, moment=clean["moment"], by=user)


def _test(issue: NewsletterIssue, user: User, clean: dict[str, str]) -> object:
    return issues.send_test(issue=issue, language=clean["language"], by=user)


def _takes(material: Material) -> Verb:
    """Return the button that writes what is coming into a draft."""
    return Verb(
        f"take_{material.slug}",
        material.button,
        lambda issue, _user, _reason: issues.take_material(issue=issue, material=material),
        _is(IssueState.DRAFT),
        told=_("It stands below the closing words now; change it there as you like"),
    )


def _is(*states: IssueState) -> Any:
    return lambda issue: issue.state in states


VERBS = (
    Verb(
        "send",
        _("Send it now"),
        through(issues.begin, "issue"),
        _is(IssueState.DRAFT, IssueState.SCHEDULED),
        kind="primary",
        warning=_(
            "It goes to everybody who receives the newsletter now, and the words cannot be changed any more. Look at"
            " the preview and send a test to yourself first."
        ),
        told=_("The sending begins within a minute"),
    ),
    Verb(
        "schedule",
        _("Send it later"),
        _schedule,
        _is(IssueState.DRAFT),
        form=lambda _issue, _user, data: MomentForm(data),
        warning=_("Until then it can be taken back and changed."),
        told=_("It goes out at the chosen time"),
    ),
    Verb(
        "back_to_draft",
        _("Take back and change"),
        through(issues.back_to_draft, "issue", with_user=False),
        _is(IssueState.SCHEDULED),
        told=_("It is a draft again"),
    ),
    Verb(
        "stop",
        _("Stop the sending"),
        through(issues.stop, "issue", with_user=False),
        _is(IssueState.SENDING),
        kind="danger",
        told=_("The sending is stopped; letters that wait were taken back"),
    ),
    Verb(
        "go_on",
        _("Go on sending"),
        through(issues.go_on, "issue", with_user=False),
        _is(IssueState.STOPPED),
        kind="primary",
        warning=_("It goes to those who have not got it yet."),
        told=_("The sending goes on within a minute"),
    ),
    Verb(
        "news",
        _("Add the latest news"),
        through(issues.add_latest_news, "issue", with_user=False),
        _is(IssueState.DRAFT),
        told=_("The news since the last issue are in it"),
    ),
    *(_takes(material) for material in materials()),
    Verb(
        "test",
        _("Send a test to yourself"),
        _test,
        _is(IssueState.DRAFT, IssueState.SCHEDULED),
        form=lambda _issue, user, data: TestForm(data, initial={"language": user.language}),
        told=_("A test is on its way to you"),
    ),
)


@admin.register(NewsletterIssue)
class NewsletterIssueAdmin(VerbsMixin[NewsletterIssue], VersionedAdmin[NewsletterIssue]):
    change_form_template = "admin/center/newsletter/issue_form.html"
    markdown = ("intro_sr", "intro_en", "closing_sr", "closing_en")
    list_display = ["subject", "state_badge", "readers", moment_column("began_at", _("sending began"))]
    list_filter = ["state"]
    inlines: ClassVar = [NewsInline]
    folded_search = ("subject_sr", "subject_en", "intro_sr", "intro_en", "closing_sr", "closing_en")
    verbs = VERBS
    add_label = _("Write an issue")
    nothing_yet = _("An issue is written here, looked at in three languages, and sent once.")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[NewsletterIssue]:
        # Only the list shows it; a form of one issue asks for more.
        return NewsletterIssue.objects.annotate(delivery_count=Count("deliveries"))

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Give a letter's words the room of a letter."""
        if isinstance(db_field, models.TextField):
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 12})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: NewsletterIssue | None = None) -> Any:
        words = [
            (_("Subject"), {"fields": ["subject_sr", "subject_en", "slug"]}),
            (
                _("Words"),
                {
                    "fields": ["intro_sr", "intro_en", "closing_sr", "closing_en"],
                    "description": _(
                        "An empty line begins a paragraph, ## a heading, a hyphen an item of a list. A link is"
                        " [words](address); links to pages of this portal lead each reader to their own language."
                    ),
                },
            ),
        ]
        if obj is None:
            return words
        return [
            *words,
            (_("Facts"), {"fields": ["state", "scheduled_for", "began_at", "began_by", "finished_at"]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: NewsletterIssue | None = None) -> Any:
        return ["state", "scheduled_for", "began_at", "began_by", "finished_at"] if obj else []

    def get_prepopulated_fields(self, request: Any, obj: NewsletterIssue | None = None) -> dict[str, Any]:
        """Propose the short name from the English subject while the issue is new."""
        return {} if obj else {"slug": ("subject_en",)}

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Say no of what is on its way: its words are frozen."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (not isinstance(obj, NewsletterIssue) or obj.state == IssueState.DRAFT)

    def get_inline_instances(self, request: HttpRequest, obj: NewsletterIssue | None = None) -> Any:
        """Let the list of news be read only where the words are."""
        request.issue_on_its_way = obj is not None and obj.state != IssueState.DRAFT  # type: ignore[attr-defined]
        return super().get_inline_instances(request, obj)

    def fingerprint(self, record: NewsletterIssue) -> str:
        return version_of(record, self.versioned_lists())

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.preview_view)
        name = "center_newsletterissue_preview"
        return [path("<int:object_id>/preview/", view, name=name), *super().get_urls()]

    def response_post_save_add(self, request: HttpRequest, obj: NewsletterIssue) -> HttpResponseRedirect:
        """Go on at the page of what was made: preview and buttons stand there."""
        return redirect("admin:center_newsletterissue_change", obj.pk)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Show how far the sending is, or before it how many would get the issue; never whom."""
        issue = context.get("original")
        if issue is not None and issue.began_at:
            context["progress"] = sending.progress(issue)
        elif issue is not None:
            context["readers"] = self._readers()
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=_("state"), ordering="state")
    def state_badge(self, issue: NewsletterIssue) -> SafeString:
        return badge(*_BADGES[IssueState(issue.state)], issue.get_state_display())

    @admin.display(description=_("letters"), ordering="delivery_count")
    def readers(self, issue: Any) -> int:
        return int(issue.delivery_count)

    def preview_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Show the letter in all three languages, as HTML and as text."""
        issue = self.get_object(request, str(object_id))
        if issue is None:
            raise Http404
        if not self.has_view_permission(request, issue):
            raise PermissionDenied
        letters = [
            {"label": label, "lang": HTML_LANG[code], "content": content_of(issue, code)}
            for code, label in Language.choices
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Preview of the letter"),
            "issue": issue,
            "letters": letters,
            "opts": self.opts,
            "media": self.media,
        }
        return TemplateResponse(
            request, "admin/center/newsletter/preview.html", context, status=HTTPStatus.OK
        )

    @staticmethod
    def _readers() -> list[tuple[str, int]]:
        counts = dict(
            Subscriber.objects.confirmed()
            .order_by()
            .values_list("language")
            .annotate(number=Count("pk"))
            .values_list("language", "number")
        )
        return [(str(label), counts.get(code, 0)) for code, label in Language.choices]
