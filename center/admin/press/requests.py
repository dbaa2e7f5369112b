"""Requests of media: read, answer by phone or mail, mark, keep as a contact."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin_columns import moment_column, two_lines
from center.admin_inbox import InboxAdmin, beginning_column, text_column
from center.admin_verbs import Verb
from center.base import phones
from center.base.shown_text import in_script
from center.choices.press import MediaRequestState, OutletKind, OutletReach
from center.models import Journalist, MediaRequest, User
from center.services.press import requests

_BADGES = {
    MediaRequestState.NEW: ("warning", "question"),
    MediaRequestState.ANSWERED: ("success", "check"),
    MediaRequestState.KEPT: ("success", "people"),
    MediaRequestState.SPAM: ("neutral", "error"),
}
_NEW = "new"


class KeepForm(forms.Form):
    """Who of the lists it is, if anybody; the likely ones are proposed."""

    outlet = forms.ChoiceField(label=gettext_lazy("Medium"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=gettext_lazy("Kind, if the medium is new"), choices=OutletKind.choices)
    reach = forms.ChoiceField(label=gettext_lazy("Reach, if the medium is new"), choices=OutletReach.choices)
    journalist = forms.ChoiceField(label=gettext_lazy("Person"), widget=forms.RadioSelect)

    def __init__(self, request: MediaRequest, data: Any = None) -> None:
        super().__init__(data)
        found = requests.matches(request)
        self.outlets = {str(each.pk): each for each in found.outlets}
        self.people = {str(each.pk): each for each in found.journalists}
        self._offer(
            "outlet", self.outlets, _("A new medium: %(name)s") % {"name": in_script(request.outlet_name)}
        )
        self._offer(
            "journalist", self.people, _("A new person: %(name)s") % {"name": in_script(request.name)}
        )

    def _offer(self, name: str, known: dict[str, Any], new: str) -> None:
        field: Any = self.fields[name]
        field.choices = [*((key, self._named(each)) for key, each in known.items()), (_NEW, new)]
        field.initial = next(iter(known), _NEW)

    @staticmethod
    def _named(record: Any) -> str:
        """Name a known one; of a person with the address that the one of the request would replace."""
        if not isinstance(record, Journalist):
            return str(record)
        return ", ".join(filter(None, (str(record), str(record.outlet or ""), record.email)))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["outlet"] = self.outlets.get(data.get("outlet", ""))
        data["journalist"] = self.people.get(data.get("journalist", ""))
        return data


def _mark(request: MediaRequest, user: User, state: MediaRequestState) -> None:
    requests.mark(request=request, state=state, by=user)


def _keep(request: MediaRequest, user: User, clean: dict[str, Any]) -> object:
    return requests.keep_contact(request=request, by=user, **clean)


def _can_be_kept(request: MediaRequest) -> bool:
    return request.state in {MediaRequestState.NEW, MediaRequestState.ANSWERED}


@admin.register(MediaRequest)
class MediaRequestAdmin(InboxAdmin[MediaRequest]):
    badges = _BADGES
    list_display = (
        "sender",
        "beginning",
        "deadline",
        "state_badge",
        moment_column("created_at", gettext_lazy("received")),
    )
    nothing_yet = gettext_lazy("What media write on the page for them arrives here.")
    list_filter = ("state", "language")
    folded_search = ("outlet_name", "name", "email", "phone", "text")
    fields = (
        "state",
        "shown_outlet",
        "shown_name",
        "email_link",
        "phone_link",
        "whole_text",
        "deadline",
        "wants_releases",
        "language",
        "created_at",
        "handled_by",
        "handled_at",
        "outlet",
        "journalist",
    )
    readonly_fields = (
        "shown_outlet",
        "shown_name",
        "email_link",
        "phone_link",
        "whole_text",
        "created_at",
        "handled_by",
        "handled_at",
        "outlet",
        "journalist",
    )
    beginning = beginning_column(gettext_lazy("what they need"))
    whole_text = text_column(gettext_lazy("what they need"))
    verbs = (
        Verb(
            "answered",
            gettext_lazy("Mark as answered"),
            lambda request, user, _reason: _mark(request, user, MediaRequestState.ANSWERED),
            lambda request: request.state == MediaRequestState.NEW,
            kind="primary",
            told=gettext_lazy("The request is marked as answered"),
        ),
        Verb(
            "keep",
            gettext_lazy("Keep among the contacts"),
            _keep,
            _can_be_kept,
            form=lambda request, _user, data: KeepForm(request, data),
            warning=gettext_lazy(
                "The contact goes to the list of journalists. Press releases are sent there only if they were asked"
                " for in the form. Of a known person the address is replaced: somebody else may have written, so"
                " compare it first."
            ),
            told=gettext_lazy("The contact is in the list of journalists"),
        ),
        Verb(
            "spam",
            gettext_lazy("Mark as unwanted"),
            lambda request, user, _reason: _mark(request, user, MediaRequestState.SPAM),
            lambda request: request.state == MediaRequestState.NEW,
            told=gettext_lazy("The request is marked as unwanted"),
        ),
        Verb(
            "waiting",
            gettext_lazy("Put back among the waiting ones"),
            lambda request, user, _reason: _mark(request, user, MediaRequestState.NEW),
            lambda request: request.state in {MediaRequestState.ANSWERED, MediaRequestState.SPAM},
            told=gettext_lazy("The request waits for an answer again"),
        ),
    )

    @admin.display(description=gettext_lazy("medium"), ordering="outlet_name")
    def sender(self, request: MediaRequest) -> SafeString:
        """Return medium and name with email or phone below them."""
        return two_lines(request, request.email or phones.display_phone(request.phone))

    @admin.display(description=gettext_lazy("medium"))
    def shown_outlet(self, request: MediaRequest) -> str:
        return in_script(request.outlet_name)
