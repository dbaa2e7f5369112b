"""Inviting to a survey: numbers first, then letters, reminders, codes on paper, and single invitations."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from center import asked_again
from center.base.bilingual import shown
from center.private_pages import private
from center.refusals import ServiceRefused, tell
from research.admin.code_paper import slips
from research.admin.invitation_forms import CodesForm, InviteForm
from research.admin.invitation_sure import asked_first, invitation_of, listed
from research.admin.survey_pages import INVITE, address, page, survey_of
from research.choices import INVITED, Mode, Population, SurveyState
from research.models import Sample, Survey
from research.services import letters, reminders
from research.services.invitations import (
    Printed,
    invite_addresses,
    print_codes,
    print_letters,
    renew,
    withdraw,
)
from research.services.progress import progress_of
from research.services.samples import can_be_given_up, give_up_sample

if TYPE_CHECKING:
    from research.admin.surveys import SurveyAdmin

_PER_PAGE: Final = 50


def invitations(model_admin: "SurveyAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """Show who is invited and what waits; each button says before how many it concerns."""
    survey = survey_of(model_admin, request, object_id, INVITE)
    if request.method == "POST":
        if request.POST.keys() & {"print", "renew"}:
            # The answer may be a sheet of codes that are nowhere else.
            asked_again.require(request)
        asked = asked_first(request, survey)
        if asked is not None:
            return page(model_admin, request, survey, "sure", title=asked["label"], context=asked)
        return _do(request, survey)
    sample = Sample.objects.filter(survey=survey).first()
    counts = survey.invitations.aggregate(
        to_print=Count(
            "pk", filter=Q(mode=Mode.CODE, letter_at=None, withdrawn_at=None, enterprise__isnull=False)
        ),
        all=Count("pk", filter=Q(withdrawn_at=None)),
        written=Count("pk", filter=Q(withdrawn_at=None, mode=Mode.MAIL, letter_at__isnull=False)),
        printed=Count("pk", filter=Q(withdrawn_at=None, mode=Mode.CODE, letter_at__isnull=False)),
    )
    rows = listed(survey, sample).select_related("enterprise").order_by("pk")
    if not survey.is_anonymous:
        rows = rows.with_whether_answered()
    listing, now = Paginator(rows, _PER_PAGE), timezone.now()
    context = {
        "sample": sample,
        "withdrawn": rows.filter(withdrawn_at__isnull=False).count(),
        "may_give_up": sample is not None and can_be_given_up(sample),
        "strata": strata_of(survey, sample),
        "counts": counts,
        "waiting": letters.waiting(survey).count(),
        "to_remind": reminders.to_remind(survey, asked_at=now).count(),
        "most_reminders": reminders.MOST_REMINDERS,
        "pause_days": reminders.PAUSE.days,
        "page_obj": listing.get_page(request.GET.get("page")),
        "is_running": survey.is_running(now),
        "may_draw": sample is None
        and not listing.count
        and survey.population == Population.ENTERPRISES
        and any(mode in survey.modes for mode in INVITED)
        and survey.state != SurveyState.CLOSED,
        "may_mail": sample is None and Mode.MAIL in survey.modes and survey.state != SurveyState.CLOSED,
        "may_print": sample is None and Mode.CODE in survey.modes and survey.state != SurveyState.CLOSED,
        "is_closed": survey.state == SurveyState.CLOSED,
        "is_invited": any(mode in survey.modes for mode in INVITED),
    }
    return page(model_admin, request, survey, "invitations", title=_("Invitations"), context=context)


def strata_of(survey: Survey, sample: Sample | None) -> list[dict[str, Any]]:
    """Return the strata with what was drawn, invited and answered; numbers are None where they are withheld."""
    if sample is None or not sample.strata_by:
        return []
    parts = {part.key: part for part in progress_of(survey).strata}
    return [
        {
            "label": shown(row["label_sr"], row["label_en"]),
            "population": row["population"],
            "drawn": row["drawn"],
            "part": parts.get(row["key"]),
            "percent": round(100 * rate)
            if (part := parts.get(row["key"])) is not None and (rate := part.rate) is not None
            else None,
        }
        for row in sample.strata
    ]


def invite(model_admin: "SurveyAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """Invite addresses that were typed or pasted; the letters go out from the page of invitations."""
    survey = survey_of(model_admin, request, object_id, INVITE)
    form = InviteForm(request.POST if request.method == "POST" else None, survey=survey)
    if form.is_bound and form.is_valid():
        try:
            made = invite_addresses(
                survey=survey,
                addressees=form.cleaned_data["lines"],
                language=form.cleaned_data["language"],
                by=request.user,  # type: ignore[arg-type]  # signed in
            )
        except (ServiceRefused, ValidationError) as error:
            tell(form, error)
        else:
            text = ngettext(
                "%(count)d invitation is made. The letter waits for you to send it.",
                "%(count)d invitations are made. The letters wait for you to send them.",
                len(made),
            )
            messages.success(request, text % {"count": len(made)})
            return redirect(address(survey, "invitations"))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(
        model_admin,
        request,
        survey,
        "invite",
        title=_("Invite addresses"),
        context={"form": form},
        status=status,
    )


def codes(model_admin: "SurveyAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """Print codes: the sheet with them is the answer to this form, and they are nowhere else."""
    survey = survey_of(model_admin, request, object_id, INVITE)
    asked_again.require(request)
    initial = {"language": get_language()}
    form = CodesForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            made = print_codes(survey=survey, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]  # signed in
        except (ServiceRefused, ValidationError) as error:
            tell(form, error)
        else:
            return _paper(survey, made, form.cleaned_data["language"])
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(
        model_admin, request, survey, "codes", title=_("Print codes"), context={"form": form}, status=status
    )


def _do(request: HttpRequest, survey: Survey) -> HttpResponse:
    try:
        if "print" in request.POST:
            made = print_letters(survey=survey)
            if made:
                return _paper(survey, made, made[0].invitation.language)
            messages.error(request, _("No letter on paper waits. Whoever lost one gets a new code below."))
        elif "give_up" in request.POST:
            count = give_up_sample(survey=survey, by=request.user)  # type: ignore[arg-type]  # signed in
            text = ngettext(
                "The sample of %(count)d enterprise is given up. You can draw another.",
                "The sample of %(count)d enterprises is given up. You can draw another.",
                count,
            )
            messages.success(request, text % {"count": count})
        elif "renew" in request.POST:
            made = [renew(invitation=invitation_of(survey, request.POST["renew"]))]
            if made[0].code:
                return _paper(survey, made, made[0].invitation.language)
            messages.success(
                request, _("A new letter goes out. The code of the old one opens nothing any more.")
            )
        elif "withdraw" in request.POST:
            found = withdraw(invitation=invitation_of(survey, request.POST["withdraw"]), by=request.user)  # type: ignore[arg-type]  # signed in
            messages.success(request, _("Taken back: %(who)s") % {"who": found})
        elif "send" in request.POST:
            count = letters.queue_letters(survey=survey)
            text = ngettext("%(count)d letter goes out.", "%(count)d letters go out.", count)
            messages.success(request, text % {"count": count})
        elif "remind" in request.POST:
            count = reminders.queue_reminders(survey=survey)
            text = ngettext("%(count)d reminder goes out.", "%(count)d reminders go out.", count)
            messages.success(request, text % {"count": count})
    except ServiceRefused as refused:
        messages.error(request, str(refused.message))
    return redirect(address(survey, "invitations"))


def _paper(survey: Survey, made: list[Printed], language: str) -> HttpResponse:
    with translation.override(language):
        content = slips(survey, made)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="codes-{survey.slug}.pdf"'
    return private(response)
