"""Who edits the enterprise, and whether it is in the directory: both in the hands of its editors."""

from datetime import timedelta
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from center import error_pages, limits
from center.choices import Language
from entrepreneurs.choices import EnterpriseState, Purpose
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import Consent, Membership
from entrepreneurs.services import editors as service
from entrepreneurs.services.consents import newest_text
from entrepreneurs.services.proposals import editors as editors_of
from entrepreneurs.views.own_access import EditorRequest, for_editors

_INVITATIONS = limits.Limit(10, timedelta(days=1))


class InviteForm(forms.Form):
    """Where to send the invitation."""

    email = forms.EmailField(label=gettext_lazy("Email of your colleague"), max_length=254)
    language = forms.ChoiceField(label=gettext_lazy("Language of the letter"), choices=Language)


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def editors(request: EditorRequest) -> HttpResponse:
    """Show who may edit; POST invites a colleague, who then asks for it."""
    form = InviteForm(request.POST or None, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid():
        verdict = limits.allow("invite-editor", str(request.enterprise.pk), _INVITATIONS)
        if not verdict.allowed:
            return error_pages.too_many(request, verdict.retry_after)
        service.invite_colleague(enterprise=request.enterprise, by=request.user, **form.cleaned_data)
        messages.success(
            request,
            _("The invitation is on its way. When your colleague has answered, the office confirms it."),
        )
        return redirect("own:editors", request.enterprise.slug)
    mine = set(request.user.person_logins.values_list("person_id", flat=True))
    context = {
        "enterprise": request.enterprise,
        "form": form,
        "rows": [(member, member.person_id in mine) for member in editors_of(request.enterprise)],
        "asked": request.enterprise.claims.waiting(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "entrepreneurs/own/editors.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def end(request: EditorRequest, number: int) -> HttpResponse:
    """Ask once more, then end somebody's editing; the last editor says that the office shall take over."""
    member = get_object_or_404(
        Membership.objects.current().select_related("person"),
        pk=number,
        enterprise=request.enterprise,
        may_edit=True,
    )
    is_last = [each.pk for each in editors_of(request.enterprise)] == [member.pk]
    is_own = request.user.person_logins.filter(person=member.person_id).exists()
    if request.method == "POST":
        try:
            service.end_editing(
                membership=member, by=request.user, is_last=is_last and request.POST.get("last") == "1"
            )
        except ChangeRefused as refused:
            messages.error(request, str(refused.message))
            return redirect("own:editors", request.enterprise.slug)
        messages.success(request, _("The editing has ended."))
        return redirect("account_home") if is_own else redirect("own:editors", request.enterprise.slug)
    context = {"enterprise": request.enterprise, "member": member, "is_last": is_last, "is_own": is_own}
    return render(request, "entrepreneurs/own/end_editing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def directory(request: EditorRequest) -> HttpResponse:
    """Show the consent to be in the directory, in its words; it is taken back as easily as it is given."""
    in_force = Consent.objects.in_force().filter(enterprise=request.enterprise, purpose=Purpose.PUBLICATION)
    consent = in_force.select_related("text", "person").first()
    if request.method == "POST":
        if request.POST.get("agree") == "1":
            service.agree_to_publication(enterprise=request.enterprise, by=request.user)
            messages.success(request, _("Thank you. The office looks at the profile and publishes it."))
        elif request.POST.get("leave") == "1":
            service.leave_directory(enterprise=request.enterprise, by=request.user)
            messages.success(request, _("The directory does not show your enterprise any more."))
        return redirect("own:directory", request.enterprise.slug)
    context = {
        "enterprise": request.enterprise,
        "consent": consent,
        "text": consent.text if consent else newest_text(Purpose.PUBLICATION),
        "is_published": request.enterprise.state == EnterpriseState.PUBLISHED,
    }
    return render(request, "entrepreneurs/own/directory.html", context)
