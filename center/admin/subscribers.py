"""Readers of the newsletter: coordinators look up an address, add a signed paper and take people off on request."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from center.admin_columns import badge, moment_column
from center.admin_verbs import Verb, VerbAdmin, through
from center.choices import Language
from center.choices.newsletter import CONSENT_TEXT, LeavingWay, SubscriberState
from center.models import Subscriber, User
from center.refusals import tell
from center.services.newsletter import leaving, subscribing
from center.services.newsletter.forgetting import fingerprints

_BADGES = {
    SubscriberState.WAITING: ("info", "clock"),
    SubscriberState.CONFIRMED: ("success", "check"),
    SubscriberState.LEFT: ("neutral", "arrow-left"),
    SubscriberState.REFUSED: ("error", "error"),
}


class PaperForm(forms.Form):
    """A signed paper: whose address, in which language, when and where it is kept."""

    email = forms.EmailField(label=_("Email"), max_length=254)
    language = forms.ChoiceField(label=_("Language of the letters"), choices=Language)
    signed_on = forms.DateField(
        label=_("Day of the signature"), widget=forms.DateInput(attrs={"placeholder": _("day. month. year.")})
    )
    kept_where = forms.CharField(
        label=_("Where the paper is kept"),
        max_length=200,
        help_text=_("So that it can be shown when somebody asks who agreed, and to what."),
    )


@admin.register(Subscriber)
class SubscriberAdmin(VerbAdmin[Subscriber]):
    """Who looks somebody up is written down, and so is who takes the list away as a file."""

    change_list_template = "admin/center/newsletter/subscribers.html"
    reading_is_logged = True
    list_display = [
        "address",
        "state_badge",
        "language",
        "way",
        moment_column("asked_at", _("asked for")),
    ]
    list_filter = ["state", "language", "way"]
    search_fields = ["email"]
    search_help_text = _("The whole email address; also one that was erased since its reader left.")
    nothing_yet = _("People ask for the newsletter on its page. Each confirms by a link in an email.")
    fields = [
        "address",
        "state",
        "language",
        "way",
        "consent_version",
        "asked_at",
        "confirmed_at",
        "paper_day",
        "paper_note",
        "added_by",
        "left_at",
        "left_how",
        "left_by",
        "refused_at",
        "emptied_at",
    ]
    readonly_fields = [
        "address",
        "asked_at",
        "confirmed_at",
        "added_by",
        "left_at",
        "left_by",
        "refused_at",
        "emptied_at",
    ]
    verbs = (
        Verb(
            "leave",
            _("Take off the list"),
            through(leaving.leave, "subscriber", how=LeavingWay.STAFF),
            lambda subscriber: subscriber.state != SubscriberState.LEFT,
            warning=_("At the person's own request. Nothing more is sent, and the address is erased soon."),
            told=_("Nothing more is sent to this address"),
        ),
        Verb(
            "give_up",
            _("The address does not work"),
            through(leaving.give_up, "subscriber", with_user=False),
            lambda subscriber: subscriber.state == SubscriberState.CONFIRMED,
            told=_("Nothing more is sent to this address"),
        ),
        Verb(
            "try_again",
            _("Send to it again"),
            through(leaving.try_again, "subscriber", with_user=False),
            lambda subscriber: subscriber.state == SubscriberState.REFUSED and bool(subscriber.email),
            told=_("The next issue is sent to this address again"),
        ),
    )

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Subscriber], search_term: str
    ) -> tuple[models.QuerySet[Subscriber], bool]:
        """Find one whole address and nothing like it, so that the search is no way to read the list."""
        wanted = search_term.strip()
        if not wanted:
            return queryset, False
        found = models.Q(email__iexact=wanted) | models.Q(fingerprint__in=fingerprints(wanted))
        return queryset.filter(found), False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.paper_view)
        return [path("paper/", view, name="center_subscriber_paper"), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {**(extra_context or {}), "may_add": self.has_verb_permission(request)}
        return super().changelist_view(request, context)

    @admin.display(description=_("email"), ordering="email")
    def address(self, subscriber: Subscriber) -> str:
        return subscriber.email or gettext("erased")

    @admin.display(description=_("state"), ordering="state")
    def state_badge(self, subscriber: Subscriber) -> SafeString:
        return badge(*_BADGES[SubscriberState(subscriber.state)], subscriber.get_state_display())

    def paper_view(self, request: HttpRequest) -> HttpResponse:
        """Ask for what stands on a signed paper (GET), add its reader (POST)."""
        if not isinstance(request.user, User) or not self.has_verb_permission(request):
            raise PermissionDenied
        form = PaperForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                subscriber = subscribing.add_from_paper(**form.cleaned_data, by=request.user)
            except ValidationError as error:
                tell(form, error)
            else:
                text = gettext("The newsletter comes to this address from now on. A letter says so.")
                self.message_user(request, text, messages.SUCCESS)
                return redirect("admin:center_subscriber_change", subscriber.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Add a signed paper"),
            "button": gettext("Add to the list"),
            "consent_text": CONSENT_TEXT,
            "form": form,
            "opts": self.opts,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/center/newsletter/paper.html", context)
