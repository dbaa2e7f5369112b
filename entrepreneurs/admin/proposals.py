"""Changes by editors: a readable difference, corrections, and three answers: publish, return, set aside."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from center.admin_columns import NOTHING, badge, moment_column, two_lines
from center.admin_verbs import Verb, VerbAdmin
from center.base.shown_text import in_script
from center.base.word_diff import as_html
from center.models import User
from entrepreneurs.choices import OPEN_PROPOSALS, ProfileSection, ProposalState
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import ChangeProposal, Picture, Product
from entrepreneurs.services import profile_values, proposals
from entrepreneurs.services.profile_values import Values
from entrepreneurs.services.proposals import ChangedMeanwhile

_SALT = "entrepreneurs.proposal-seen"
_SHORT = 200
_BADGES = {
    ProposalState.WAITING: ("warning", "clock"),
    ProposalState.RETURNED: ("info", "letter"),
    ProposalState.APPROVED: ("success", "check"),
    ProposalState.WITHDRAWN: ("neutral", "info"),
    ProposalState.OUTDATED: ("neutral", "info"),
}


def _return(proposal: ChangeProposal, user: User, reason: str) -> None:
    proposals.return_proposal(proposal=proposal, by=user, message=reason)


def _set_aside(proposal: ChangeProposal, user: User, _reason: str) -> None:
    proposals.set_aside(proposal=proposal, by=user)


@dataclass(frozen=True)
class Line:
    """One value of a change as the page shows it; `now` is filled when the profile says something else by now."""

    key: str
    label: str
    html: SafeString
    now: str
    box: forms.BoundField
    text: forms.BoundField | None
    picture: Picture | None = None


class DecisionForm(forms.Form):
    """A box for each value, and for texts the proposed words, which staff may correct."""

    def __init__(self, proposal: ChangeProposal, now: Values, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposal, self.now = proposal, now
        self.fields["seen"] = forms.CharField(
            widget=forms.HiddenInput,
            required=False,
            initial=signing.dumps([now, proposal.changes], salt=_SALT),
        )
        for number, (key, change) in enumerate(proposal.changes.items()):
            label = profile_values.label(key)
            take = _("Publish: %(label)s") % {"label": label}
            self.fields[f"take_{number}"] = forms.BooleanField(label=take, required=False, initial=True)
            if _is_text(key):
                self.fields[f"text_{number}"] = forms.CharField(
                    label=_("Words to publish: %(label)s") % {"label": label},
                    required=False,
                    initial=change["new"],
                    widget=forms.Textarea(attrs={"rows": 3 if len(str(change["new"])) < _SHORT else 8}),
                )

    def lines(self) -> list[Line]:
        """Return the values with their differences, in the order of the proposal."""
        return [self._line(number, key) for number, key in enumerate(self.proposal.changes)]

    def _line(self, number: int, key: str) -> Line:
        change, now = self.proposal.changes[key], self.now.get(key)
        old_words, new_words, now_words = (
            in_script(profile_values.in_words(key, each)) for each in (change["old"], change["new"], now)
        )
        is_changed = now not in (change["old"], change["new"])
        return Line(
            key,
            _product_and(key, profile_values.label(key), self.proposal.changes),
            as_html(old_words, new_words),
            (now_words or NOTHING) if is_changed else "",
            self[f"take_{number}"],
            self[f"text_{number}"] if f"text_{number}" in self.fields else None,
            _picture(key),
        )

    def is_of_this_version(self) -> bool:
        """Say whether the editor sent nothing newer while the page was open."""
        return bool(self._seen()[1] == self.proposal.changes)

    def seen(self) -> Values:
        """Return the values of the profile that the page showed."""
        return dict(self._seen()[0])

    def _seen(self) -> list[Any]:
        try:
            return list(signing.loads(self.cleaned_data["seen"], salt=_SALT))
        except signing.BadSignature:
            return [{}, None]

    def values(self) -> Values:
        """Return what is to be published, once the form is valid."""
        chosen = {}
        for number, (key, change) in enumerate(self.proposal.changes.items()):
            if self.cleaned_data[f"take_{number}"]:
                chosen[key] = self.cleaned_data.get(f"text_{number}", change["new"])
        return profile_values.in_stored_form(chosen)


def _is_text(key: str) -> bool:
    return key.endswith(("_sr", "_en"))


def _picture(key: str) -> Picture | None:
    """Return the picture that a value is about, so that staff see what the words are to say."""
    return Picture.objects.filter(pk=key.split(".")[1]).first() if key.startswith("picture.") else None


def _product_and(key: str, label: str, changes: dict[str, Any]) -> str:
    """Put the product's name, or what the picture is said to show, before the name of its value."""
    if key.startswith("picture."):
        shown = Picture.objects.filter(pk=key.split(".")[1]).values_list("alt_sr", flat=True).first() or ""
        return f"{in_script(shown)}: {label}"
    if not key.startswith("product."):
        return label
    number = key.split(".")[1]
    name = changes.get(f"product.{number}.name_sr", {}).get("new")
    if name is None:
        name = Product.objects.filter(pk=number).values_list("name_sr", flat=True).first() or ""
    return f"{in_script(name)}: {label}"


@admin.register(ChangeProposal)
class ChangeProposalAdmin(VerbAdmin[ChangeProposal]):
    change_form_template = "admin/entrepreneurs/changeproposal_form.html"
    list_display = [
        "subject",
        "editor",
        "state_badge",
        moment_column("proposed_at", gettext_lazy("proposed")),
    ]
    nothing_yet = gettext_lazy("What editors of enterprises change in public profiles arrives here.")
    list_filter = ["state", "section"]
    list_select_related: ClassVar = ["enterprise", "proposed_by"]
    date_hierarchy = "proposed_at"
    folded_search = ("enterprise__name_sr", "proposed_by__name", "proposed_by__email")
    fields = [
        "state_badge", "enterprise", "section", "editor", "proposed_at", "decided_by", "decided_at", "shown_message",
    ]  # fmt: skip
    readonly_fields: ClassVar = [
        "state_badge",
        "editor",
        "proposed_at",
        "decided_by",
        "decided_at",
        "shown_message",
    ]
    verbs = (
        Verb(
            "return",
            gettext_lazy("Return with a message"),
            _return,
            lambda proposal: proposal.state == ProposalState.WAITING,
            asks=gettext_lazy("What should the editor change? It stands in the letter and on their page"),
            told=gettext_lazy("The change is returned"),
        ),
        Verb(
            "outdated",
            gettext_lazy("Set aside as outdated"),
            _set_aside,
            lambda proposal: proposal.state in OPEN_PROPOSALS,
            warning=gettext_lazy("The profile stays as it is, and the editor gets no letter."),
            told=gettext_lazy("The change is set aside"),
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.approve_view))
        name = "entrepreneurs_changeproposal_approve"
        return [path("<int:object_id>/approve/", view, name=name), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[ChangeProposal]:
        return super().get_queryset(request).select_related("enterprise", "proposed_by")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        proposal = context.get("original")
        if proposal is not None:
            now = profile_values.read(proposal.enterprise, ProfileSection(proposal.section))
            context["decision"] = DecisionForm(proposal, now)
            context["may_publish"] = proposal.state == ProposalState.WAITING and self.has_verb_permission(
                request
            )
            others = proposal.enterprise.proposals.waiting().filter(section=proposal.section)
            context["others"] = others.exclude(pk=proposal.pk).select_related("proposed_by")
        return super().render_change_form(request, context, *args, **kwargs)

    def approve_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Publish what is ticked; what changed meanwhile is shown first and nothing is saved."""
        if not self.has_verb_permission(request):
            raise PermissionDenied
        proposal = get_object_or_404(self.get_queryset(request), pk=object_id)
        back = redirect(reverse("admin:entrepreneurs_changeproposal_change", args=[proposal.pk]))
        now = profile_values.read(proposal.enterprise, ProfileSection(proposal.section))
        form = DecisionForm(proposal, now, request.POST)
        if not form.is_valid() or not form.is_of_this_version():
            messages.error(request, _("The editor sent a newer version meanwhile. Look at it below."))
            return back
        chosen = form.values()
        if not chosen:
            messages.error(request, _("Tick what to publish, or return the change with a message."))
            return back
        try:
            proposals.approve_proposal(
                proposal=proposal,
                by=request.user,  # type: ignore[arg-type]  # admin_view: signed in
                seen=form.seen(),
                values=chosen,
            )
        except ChangedMeanwhile:
            messages.error(
                request, _("The profile changed while you were reading. Look at the difference below again.")
            )
        except ChangeRefused as error:
            messages.error(request, str(error.message))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The change is published, and the editor gets a letter."))
        return back

    @admin.display(description=gettext_lazy("enterprise"))
    def subject(self, proposal: ChangeProposal) -> SafeString:
        return two_lines(proposal.enterprise, proposal.get_section_display())

    @admin.display(description=gettext_lazy("editor"))
    def editor(self, proposal: ChangeProposal) -> SafeString:
        return two_lines(proposal.proposed_by, proposal.proposed_by.email)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_badge(self, proposal: ChangeProposal) -> SafeString:
        return badge(*_BADGES[ProposalState(proposal.state)], proposal.get_state_display())

    @admin.display(description=gettext_lazy("message to the editor"))
    def shown_message(self, proposal: ChangeProposal) -> str:
        return in_script(proposal.message) or NOTHING
