"""Drawing the sample of a survey: looked at first, then drawn exactly so."""

import hashlib
import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from center.base.bilingual import shown
from center.choices import Language
from center.refusals import ServiceRefused, tell
from research.admin.survey_pages import INVITE, address, page, survey_of
from research.choices import SampleMethod, Stratum
from research.models import Sample, Survey
from research.services.samples import Plan, Wish, draw_sample, plan_sample

if TYPE_CHECKING:
    from research.admin.surveys import SurveyAdmin

_SHARES = [("", _("In proportion to their size")), ("equal", _("As equally as can be"))]


class SampleForm(forms.Form):
    """What is to be drawn."""

    day = forms.DateField(
        label=_("Registry as of"),
        widget=AdminDateWidget,
        help_text=_("Enterprises that exist on this day."),
    )
    method = forms.ChoiceField(label=_("Method"), choices=SampleMethod)
    size = forms.IntegerField(
        label=_("How many enterprises"),
        required=False,
        min_value=1,
        help_text=_("For random samples. The more you ask, the more exact the results."),
    )
    strata_by = forms.ChoiceField(
        label=_("Divided by"),
        required=False,
        choices=Stratum,
        help_text=_("With a division you also see how many answer of each kind of enterprise."),
    )
    share = forms.ChoiceField(label=_("How the strata share it"), required=False, choices=_SHARES)
    seed = forms.CharField(
        label=_("Seed"),
        max_length=40,
        help_text=_(
            "Decides which enterprises chance draws. The same seed draws the same ones again; leave it as it is."
        ),
    )

    language = forms.ChoiceField(
        label=_("Language of the letters"),
        choices=Language,
        initial=Language.SERBIAN_CYRILLIC,
        help_text=_("Of all letters to the drawn, by email and on paper."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("method") == SampleMethod.STRATIFIED and not data.get("strata_by"):
            self.add_error("strata_by", _("Choose by what enterprises are divided."))
        is_random = data.get("method") in {SampleMethod.RANDOM, SampleMethod.STRATIFIED}
        if is_random and not data.get("size") and "size" not in self.errors:
            self.add_error("size", _("Write how many enterprises to draw."))
        return data

    @property
    def wish(self) -> Wish:
        """What was asked for; after `is_valid`."""
        data = self.cleaned_data
        return Wish(
            method=SampleMethod(data["method"]),
            seed=data["seed"],
            day=data["day"],
            strata_by=data["strata_by"],
            size=data["size"] or 0,
            is_equal=data["share"] == "equal",
            language=data["language"],
        )


def sample(model_admin: "SurveyAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """Show what would be drawn (POST), and draw it once it was seen (POST with `seen`)."""
    survey = survey_of(model_admin, request, object_id, INVITE)
    if Sample.objects.filter(survey=survey).exists():
        return redirect(address(survey, "invitations"))
    form = SampleForm(request.POST or None, initial=_proposed())
    plan = _planned(survey, form) if form.is_bound and form.is_valid() else None
    if plan is not None and request.POST.get("seen") == _mark(plan):
        try:
            draw_sample(survey=survey, wish=form.wish, by=request.user)  # type: ignore[arg-type]  # signed in
        except (ServiceRefused, ValidationError) as error:
            tell(form, error)
        else:
            count = len(plan.picks)
            text = ngettext("%(count)d enterprise is drawn.", "%(count)d enterprises are drawn.", count)
            messages.success(request, text % {"count": count})
            return redirect(address(survey, "invitations"))
    context = {
        "form": form,
        "plan": plan,
        "seen": _mark(plan) if plan else "",
        "strata": [
            {**row, "label": shown(row["label_sr"], row["label_en"])} for row in plan.strata if row["key"]
        ]
        if plan
        else [],
        "on_paper": len(plan.picks) - plan.by_mail if plan else 0,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(
        model_admin, request, survey, "sample", title=_("Draw the sample"), context=context, status=status
    )


def _planned(survey: Survey, form: SampleForm) -> Plan | None:
    try:
        return plan_sample(survey=survey, wish=form.wish)
    except ServiceRefused as refused:
        tell(form, refused)
        return None


def _mark(plan: Plan) -> str:
    """Return a mark of those drawn and of those they were drawn from."""
    keys = [member.key for member in (*plan.frame.members, *plan.picks)]
    return hashlib.sha256(" ".join(keys).encode()).hexdigest()


def _proposed() -> dict[str, Any]:
    return {"day": timezone.localdate(), "seed": str(secrets.randbelow(10**8)), "method": SampleMethod.ALL}
