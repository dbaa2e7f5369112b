"""Requests from the public pages: everything needed to decide stands on one screen."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from center.admin_columns import NOTHING, badge, email_link, moment_column, phone_link, two_lines
from center.admin_verbs import Verb, VerbAdmin
from center.base import phones
from center.base.shown_text import in_script, quoted
from center.models import User
from entrepreneurs.choices import ClaimKind, ClaimState, LegalForm
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import ClaimRequest, Entrepreneur, Settlement
from entrepreneurs.services import claim_decisions
from entrepreneurs.services.duplicates import Candidate, like_enterprise, like_person

_BADGES = {
    ClaimState.UNVERIFIED: ("neutral", "clock"),
    ClaimState.WAITING: ("warning", "clock"),
    ClaimState.APPROVED: ("success", "check"),
    ClaimState.REFUSED: ("neutral", "error"),
    ClaimState.EXPIRED: ("neutral", "info"),
    ClaimState.WITHDRAWN: ("neutral", "info"),
}
_NEW = "new"


def _refuse(claim: ClaimRequest, user: User, reason: str) -> None:
    claim_decisions.refuse_claim(claim=claim, by=user, reason=reason)


def _withdraw(claim: ClaimRequest, user: User, _reason: str) -> None:
    claim_decisions.withdraw_claim(claim=claim, by=user)


class DecisionForm(forms.Form):
    """Who this is, and for a new enterprise which one: chosen by people, never by an equal e-mail."""

    person = forms.ChoiceField(label=gettext_lazy("Who is it?"), widget=forms.RadioSelect)
    enterprise = forms.ChoiceField(label=gettext_lazy("Which enterprise is it?"), widget=forms.RadioSelect)

    def __init__(self, claim: ClaimRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = like_person(name=claim.name, phone=claim.phone, email=claim.email)
        self._fill("person", _("A new person"), people, _person_in_words)
        if claim.kind == ClaimKind.ADD:
            typed = claim.proposal
            alike = like_enterprise(
                names=[typed.get("name_sr", "")],
                registration_number=typed.get("registration_number", ""),
                phones=[claim.phone],
                emails=[claim.email],
            )
            self._fill("enterprise", _("A new enterprise"), alike, str)
        else:
            del self.fields["enterprise"]

    def _fill(self, name: str, new: str, found: "list[Candidate[Any]]", in_words: Any) -> None:
        self.records = {
            **getattr(self, "records", {}),
            name: {str(one.record.pk): one.record for one in found},
        }
        self.fields[name].choices = [  # type: ignore[attr-defined]  # declared above
            (_NEW, new),
            *((str(one.record.pk), f"{in_words(one.record)} ({', '.join(one.reasons)})") for one in found),
        ]
        # With somebody to choose from, a person decides; without, there is nothing to ask.
        self.fields[name].initial = None if found else _NEW

    def chosen(self, name: str) -> Any:
        """Return the chosen record, None for a new one."""
        return self.records.get(name, {}).get(self.cleaned_data.get(name, ""))


def _person_in_words(person: Entrepreneur) -> str:
    facts = [str(person), phones.display_phone(person.phone), person.email]
    return ", ".join(filter(None, facts))


@admin.register(ClaimRequest)
class ClaimRequestAdmin(VerbAdmin[ClaimRequest]):
    change_form_template = "admin/entrepreneurs/claimrequest_form.html"
    list_display = ["subject", "who", "state_badge", moment_column("created_at", gettext_lazy("received"))]
    nothing_yet = gettext_lazy("Requests from “Add my enterprise” and “This is my enterprise” arrive here.")
    list_filter = ["state", "kind"]
    list_select_related: ClassVar = ["enterprise"]
    date_hierarchy = "created_at"
    folded_search = ("name", "email", "phone")
    reading_is_logged = True
    fieldsets: ClassVar = [
        (
            gettext_lazy("Request"),
            {"fields": ["state_badge", "kind", "shown_enterprise", "created_at", "verified_at"]},
        ),
        (
            gettext_lazy("Who asks"),
            {"fields": ["shown_name", "role", "phone_link", "email_link", "language", "invited_by", "words"]},
        ),
        (
            gettext_lazy("About the enterprise"),
            {"fields": ["summary", "legal_form", "settlement", "registration_number", "web"]},
        ),
        (gettext_lazy("Consents"), {"fields": ["publication", "statistics"]}),
        (
            gettext_lazy("Decision"),
            {"fields": ["decided_at", "decided_by", "shown_reason", "shown_person"]},
        ),
    ]
    readonly_fields: ClassVar = [
        "state_badge", "shown_enterprise", "shown_name", "phone_link", "email_link", "words", "summary",
        "legal_form", "settlement", "registration_number", "web", "publication", "statistics", "shown_reason",
        "shown_person",
    ]  # fmt: skip
    verbs = (
        Verb(
            "refuse",
            gettext_lazy("Refuse"),
            _refuse,
            lambda claim: claim.state == ClaimState.WAITING,
            kind="danger",
            asks=gettext_lazy("Reason, in a sentence for the person; it stands in the letter"),
            told=gettext_lazy("The request is refused"),
        ),
        Verb(
            "withdraw",
            gettext_lazy("Taken back by the person"),
            _withdraw,
            lambda claim: claim.state == ClaimState.WAITING,
            warning=gettext_lazy("The request is closed without a letter."),
            told=gettext_lazy("The request is closed"),
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.approve_view))
        name = "entrepreneurs_claimrequest_approve"
        return [path("<int:object_id>/approve/", view, name=name), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[ClaimRequest]:
        return super().get_queryset(request).select_related("enterprise", "person", "publication_text")

    def get_fieldsets(self, request: HttpRequest, obj: ClaimRequest | None = None) -> Any:
        """Leave out what was not asked and what has not happened."""
        leave = set() if obj and obj.kind == ClaimKind.ADD else {gettext_lazy("About the enterprise")}
        if obj and obj.decided_at is None:
            leave.add(gettext_lazy("Decision"))
        return [part for part in super().get_fieldsets(request, obj) if part[0] not in leave]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        claim = context.get("original")
        if claim is not None:
            # A name stays in the page and out of its title, which stays in the history of a browser.
            context["page_title"] = _("Request no. %(number)s") % {"number": claim.pk}
        if claim is not None and claim.state == ClaimState.WAITING and self.has_verb_permission(request):
            context["decision"] = context.get("decision") or DecisionForm(claim)
        return super().render_change_form(request, context, *args, **kwargs)

    def approve_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Approve with the choices of the page; a choice that is missing leads back to it."""
        if not self.has_verb_permission(request):
            raise PermissionDenied
        claim = get_object_or_404(self.get_queryset(request), pk=object_id)
        back = redirect(reverse("admin:entrepreneurs_claimrequest_change", args=[claim.pk]))
        form = DecisionForm(claim, request.POST)
        if claim.state == ClaimState.WAITING and not form.is_valid():
            messages.error(request, _("Choose who it is, and which enterprise. Then approve again."))
            return back
        try:
            claim_decisions.approve_claim(
                claim=claim,
                by=request.user,  # type: ignore[arg-type]  # admin_view: signed in
                person=form.chosen("person") if form.is_valid() else None,
                enterprise=form.chosen("enterprise") if form.is_valid() else None,
            )
        except ChangeRefused as error:
            messages.error(request, str(error.message))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The request is approved, and the letter is on its way."))
        return back

    @admin.display(description=gettext_lazy("enterprise"))
    def subject(self, claim: ClaimRequest) -> SafeString:
        return two_lines(claim.shown_enterprise, claim.get_kind_display())

    @admin.display(description=gettext_lazy("who asks"), ordering="name")
    def who(self, claim: ClaimRequest) -> SafeString:
        return two_lines(in_script(claim.name), claim.email)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_badge(self, claim: ClaimRequest) -> SafeString:
        return badge(*_BADGES[ClaimState(claim.state)], claim.get_state_display())

    @admin.display(description=gettext_lazy("enterprise"))
    def shown_enterprise(self, claim: ClaimRequest) -> SafeString | str:
        typed = claim.proposal.get("typed", {}).get("name", "")
        name = claim.shown_enterprise
        return two_lines(name, _("Typed: %(text)s") % {"text": typed} if typed and typed != name else "")

    @admin.display(description=gettext_lazy("name"))
    def shown_name(self, claim: ClaimRequest) -> str:
        return in_script(claim.name) or NOTHING

    @admin.display(description=gettext_lazy("phone"))
    def phone_link(self, claim: ClaimRequest) -> SafeString | str:
        return phone_link(claim.phone)

    @admin.display(description=gettext_lazy("email"))
    def email_link(self, claim: ClaimRequest) -> SafeString | str:
        return email_link(claim.email)

    @admin.display(description=gettext_lazy("message to the office"))
    def words(self, claim: ClaimRequest) -> SafeString | str:
        return quoted(claim.message, claim.language) if claim.message else NOTHING

    @admin.display(description=gettext_lazy("in one sentence"))
    def summary(self, claim: ClaimRequest) -> str:
        return in_script(claim.proposal.get("summary_sr", "")) or NOTHING

    @admin.display(description=gettext_lazy("legal form"))
    def legal_form(self, claim: ClaimRequest) -> str:
        form = claim.proposal.get("form")
        return str(LegalForm(form).label) if form else NOTHING

    @admin.display(description=gettext_lazy("settlement"))
    def settlement(self, claim: ClaimRequest) -> str:
        return str(Settlement.objects.filter(pk=claim.proposal.get("settlement")).first() or NOTHING)

    @admin.display(description=gettext_lazy("registration number"))
    def registration_number(self, claim: ClaimRequest) -> str:
        return claim.proposal.get("registration_number") or NOTHING

    @admin.display(description=gettext_lazy("website"))
    def web(self, claim: ClaimRequest) -> str:
        url = claim.proposal.get("web")
        return format_html('<a href="{0}" rel="noopener nofollow">{0}</a>', url) if url else NOTHING

    @admin.display(description=gettext_lazy("publication in the directory"))
    def publication(self, claim: ClaimRequest) -> str:
        return _agreed(claim.publication_text)

    @admin.display(description=gettext_lazy("statistics"))
    def statistics(self, claim: ClaimRequest) -> str:
        return _agreed(claim.statistics_text)

    @admin.display(description=gettext_lazy("reason"))
    def shown_reason(self, claim: ClaimRequest) -> str:
        return in_script(claim.reason) or NOTHING

    @admin.display(description=gettext_lazy("person"))
    def shown_person(self, claim: ClaimRequest) -> str:
        return str(claim.person or NOTHING)


def _agreed(text: Any) -> str:
    return _("Agreed: %(text)s") % {"text": text.text.plain} if text is not None else _("Did not agree")
