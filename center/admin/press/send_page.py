"""The page on which a press release is sent to chosen media."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from center.choices import Language
from center.choices.press import OutletKind, OutletReach, PressState
from center.emails import Letter
from center.models import PressDelivery, PressRelease
from center.refusals import ServiceRefused
from center.services.press import sending
from center.services.press.letters import written

if TYPE_CHECKING:
    from center.admin.press.releases import PressReleaseAdmin


class NarrowForm(forms.Form):
    """Media of which kind and reach are shown; nothing ticked shows all."""

    kind = forms.MultipleChoiceField(
        label=gettext_lazy("kind"),
        choices=OutletKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reach = forms.MultipleChoiceField(
        label=gettext_lazy("reach"),
        choices=OutletReach.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def send_view(model_admin: "PressReleaseAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """Show whom the release can go to and how the letter reads (GET), or send it to those who are ticked (POST)."""
    release = model_admin.get_object(request, str(object_id))
    if release is None:
        raise Http404
    if not model_admin.has_change_permission(request, release):
        raise PermissionDenied
    back = reverse("admin:center_pressrelease_change", args=[release.pk])
    if release.state != PressState.APPROVED:
        messages.error(request, _("Approve the press release first; only then it can be sent."))
        return redirect(back)
    if request.method == "POST":
        return _send(request, release)
    narrow = NarrowForm(request.GET)
    chosen = narrow.cleaned_data if narrow.is_valid() else {}
    people = sending.addressees(release, kinds=chosen.get("kind", ()), reaches=chosen.get("reach", ()))
    language = _preview_language(request)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Send to media"),
        "subtitle": release.title,
        "opts": model_admin.opts,
        "release": release,
        "narrow": narrow,
        "waiting": [each for each in people if not each.has_it],
        "reached": [each for each in people if each.has_it],
        "letter": _preview(release, language),
        "languages": [
            {"value": value, "label": label, "is_current": value == language}
            for value, label in Language.choices
        ],
        "back": back,
    }
    return TemplateResponse(request, "admin/center/press/send.html", context)


def _send(request: HttpRequest, release: PressRelease) -> HttpResponse:
    ticked = request.POST.getlist("to")
    user: Any = request.user
    try:
        made = sending.send_release(
            release=release, by=user, outlets=_numbers(ticked, "o"), journalists=_numbers(ticked, "j")
        )
    except ServiceRefused as refused:
        messages.error(request, str(refused.message))
        return redirect(request.path)
    if not made:
        messages.warning(request, _("Nothing was sent: nobody was chosen, or all of them have it already."))
        return redirect(request.path)
    text = ngettext("%(count)d letter is on its way.", "%(count)d letters are on their way.", len(made))
    messages.success(request, text % {"count": len(made)})
    address = reverse("admin:center_pressdelivery_changelist")
    return redirect(f"{address}?release__id__exact={release.pk}")


def _numbers(ticked: list[str], kind: str) -> list[int]:
    """Return the keys of records among the ticked boxes, such as 7 of "j7"; whatever else was sent is left out."""
    return [
        int(each[1:])
        for each in ticked
        if each[:1] == kind and each[1:].isascii() and each[1:].isdigit() and len(each) < 11  # noqa: PLR2004 -- digits
    ]


def _preview_language(request: HttpRequest) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in Language.values else get_language() or Language.SERBIAN_CYRILLIC


def _preview(release: PressRelease, language: str) -> Letter:
    """Write the letter as somebody would get it; its links lead nowhere."""
    example = PressDelivery(release=release, language=language, sent_at=timezone.now())
    return written(example)
