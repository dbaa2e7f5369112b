"""The pages on which editors look after the profile of their enterprise."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrepreneurs.choices import EnterpriseState, ProfileSection, ProposalState
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.forms.profile import ProfileForm
from entrepreneurs.forms.sections import FORMS
from entrepreneurs.models import ChangeProposal
from entrepreneurs.services import profile_values, proposals, report_duties
from entrepreneurs.services.proposals import ChangedMeanwhile
from entrepreneurs.views.own_access import EditorRequest, for_editors


@require_safe
@for_editors
def enterprise(request: EditorRequest) -> HttpResponse:
    """Show the parts of the profile, what waits for the office, and the report that the enterprise owes."""
    own = list(request.enterprise.proposals.open().filter(proposed_by=request.user))
    context = {
        "enterprise": request.enterprise,
        "is_published": request.enterprise.state == EnterpriseState.PUBLISHED,
        "sections": [
            {"section": section, "url_name": section.value, "proposal": _of(own, section)}
            for section in (*FORMS, ProfileSection.PRODUCTS)
        ],
        "returned": [each for each in own if each.state == ProposalState.RETURNED],
        "waiting": [each for each in own if each.state == ProposalState.WAITING],
        "report": report_duties.owed_by(request.enterprise),
    }
    return render(request, "entrepreneurs/own/enterprise.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def edit(request: EditorRequest, section: str) -> HttpResponse:
    """Change one part of the profile."""
    try:
        part = ProfileSection(section)
        form_class = FORMS[part]
    except (ValueError, KeyError):
        raise Http404 from None
    now = profile_values.read(request.enterprise, part)
    own = open_proposal(request, part)
    # What already waits is what the editor goes on with.
    values = profile_values.merged(now, own.changes) if own else now
    if request.method != "POST":
        form = form_class(values=values)
        form.look_at(now)
        return section_page(request, form, own)
    form = form_class(request.POST, values=values)
    form.look_at(now)
    return save(request, form, own, back=redirect("own:edit", request.enterprise.slug, section))


@require_POST
@for_editors
def withdraw(request: EditorRequest, number: int) -> HttpResponse:
    """Take one's own open change back."""
    proposal = get_object_or_404(
        ChangeProposal, pk=number, enterprise=request.enterprise, proposed_by=request.user
    )
    try:
        proposals.withdraw_proposal(proposal=proposal, by=request.user)
    except ChangeRefused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("Your change is taken back. The profile stays as it is."))
    return redirect("own:enterprise", request.enterprise.slug)


def open_proposal(request: EditorRequest, section: ProfileSection) -> ChangeProposal | None:
    """Return the person's own change of a section that is not decided yet."""
    return request.enterprise.proposals.open().filter(section=section, proposed_by=request.user).first()


def save(
    request: EditorRequest,
    form: ProfileForm,
    own: ChangeProposal | None,
    *,
    back: HttpResponse,
    done: HttpResponse | None = None,
    **page: Any,
) -> HttpResponse:
    """Save a filled form; a conflict shows what somebody else wrote and keeps everything that was typed.

    `back` leads to the same form, where converted words want a look; `done` to where one goes on; `page` is what
    the form's page says besides, when it is shown again.
    """
    if not form.is_valid():
        return section_page(request, form, own, status=HTTPStatus.UNPROCESSABLE_ENTITY, **page)
    try:
        saved = proposals.save_edit(
            enterprise=request.enterprise,
            section=form.section,
            seen=form.seen_values(),
            wanted=form.wanted(),
            by=request.user,
        )
    except ChangedMeanwhile as meanwhile:
        form.look_again(meanwhile.now)
        conflicts = [_conflict(key, meanwhile.now.get(key)) for key in meanwhile.keys]
        return section_page(request, form, own, status=HTTPStatus.CONFLICT, conflicts=conflicts, **page)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return section_page(request, form, own, status=HTTPStatus.UNPROCESSABLE_ENTITY, **page)
    if saved.at_once:
        messages.success(request, _("Saved."))
    elif saved.proposal is not None:
        messages.success(request, _("Saved. The office looks at your change, and then everybody sees it."))
    else:
        messages.info(request, _("Nothing differs from the profile as it is."))
    if form.converted():
        messages.info(
            request,
            _("What you typed in Latin is kept in Cyrillic. Please look whether every word is right."),
        )
        return back
    return done or redirect("own:enterprise", request.enterprise.slug)


def section_page(
    request: EditorRequest, form: ProfileForm, own: ChangeProposal | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    """Show a form; what it carries is for nobody's cache."""
    context = {
        "enterprise": request.enterprise,
        "form": form,
        "section": form.section,
        "heading": more.pop("heading", form.section.label),
        "proposal": own,
        "at_once": proposals.takes_effect_at_once(request.enterprise, form.section),
        **more,
    }
    name = "contact" if form.section == ProfileSection.CONTACT else "section"
    return render(request, f"entrepreneurs/own/{name}.html", context, status=status)


def _of(own: list[ChangeProposal], section: ProfileSection) -> ChangeProposal | None:
    return next((each for each in own if each.section == section), None)


def _conflict(key: str, value: Any) -> dict[str, str]:
    return {"label": profile_values.label(key), "now": profile_values.in_words(key, value)}
