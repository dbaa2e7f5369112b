"""Typing in forms that came on paper, or what is said on the phone: all questions on one screen."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from center.choices import Language
from center.refusals import ServiceRefused, tell
from research.admin.survey_pages import ENTER, address, page, survey_of
from research.choices import ENTERED, Mode
from research.definition import Definition
from research.forms import EntryForm
from research.interview.display import label_of
from research.models import Draft, Sample, Survey
from research.services import answering
from research.services.codes import read_code
from research.services.entering import Sheet, keep, own_drafts
from research.services.entering import enter as enter_form

if TYPE_CHECKING:
    from research.admin.surveys import SurveyAdmin

# No question can be called so: names begin with a letter or "_".
_TOP: Final = "0"
_LATER: Final = "0-later"


class SheetForm(forms.Form):
    """What stands on top of a form."""

    mode = forms.ChoiceField(label=gettext_lazy("How it came"))
    form_number = forms.CharField(
        label=gettext_lazy("Number of the form"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy(
            "Write it on the paper too: so a form can be found again, and is entered once."
        ),
    )
    code = forms.CharField(
        label=gettext_lazy("Code of the invitation"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the form"), choices=Language)

    def __init__(self, data: Any = None, *, survey: Survey, draft: Draft | None, initial: Any) -> None:
        super().__init__(data, prefix=_TOP, initial=initial)
        self.survey, self.draft = survey, draft
        mode: Any = self.fields["mode"]
        mode.choices = [(each.value, each.label) for each in ENTERED if each in survey.modes]
        if draft is not None and draft.invitation_id:
            del self.fields["code"]
        elif Sample.objects.filter(survey=survey).exists():
            self.fields["code"].required = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("mode") == Mode.PAPER and not (data.get("form_number") or "").strip():
            self.add_error("form_number", _("A form on paper needs a number."))
        return data

    def clean_code(self) -> Any:
        typed = self.cleaned_data["code"]
        if not typed:
            return None
        found = answering.find_invitation(survey=self.survey, code=typed) if read_code(typed) else None
        if found is None:
            raise ValidationError(
                _("No invitation of this survey has this code. Please look at it once more.")
            )
        return found

    @property
    def sheet(self) -> Sheet:
        """What was typed; after `is_valid`."""
        data = self.cleaned_data
        kept = self.draft.invitation if self.draft else None
        return Sheet(
            Mode(data["mode"]), data["language"], data["form_number"].strip(), data.get("code") or kept
        )


def enter(
    model_admin: "SurveyAdmin", request: HttpRequest, object_id: int, draft_id: int | None = None
) -> HttpResponse:
    """Ask everything on one screen, keep it for later or for good, and go on to the next form."""
    survey = survey_of(model_admin, request, object_id, ENTER)
    user: Any = request.user
    drafts = own_drafts(survey, user)
    draft = drafts.filter(pk=draft_id).first() if draft_id else None
    if draft_id and draft is None:
        raise Http404
    is_open = survey.is_running(timezone.now()) and any(mode in survey.modes for mode in ENTERED)
    definition = survey.questionnaire.asks
    data = request.POST if request.method == "POST" and is_open else None
    top = SheetForm(data, survey=survey, draft=draft, initial=_top_of(request, draft))
    form = EntryForm(
        data,
        definition=definition,
        answers=answering.answers_of(draft) if draft else {},
        now=timezone.now(),
    )
    if data is not None:
        done = _keep(request, survey, top, form, draft)
        if done is not None:
            return done
    context = {
        "top": top,
        "form": form,
        "draft": draft,
        "drafts": drafts if draft is None else [],
        "is_open": is_open,
        "entered": survey.responses.filter(entered_by=user, day=timezone.localdate()).count(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if data is not None else HTTPStatus.OK
    return page(
        model_admin, request, survey, "enter", title=_("Type in a form"), context=context, status=status
    )


def _keep(
    request: HttpRequest, survey: Survey, top: SheetForm, form: EntryForm, draft: Draft | None
) -> HttpResponse | None:
    """Keep what was typed; None where something has to be mended first."""
    user: Any = request.user
    is_later = _LATER in request.POST
    is_right = form.is_valid()
    if not top.is_valid() or not (is_right or is_later):
        return None
    right = {name: value for name, value in form.answers.items() if name not in form.errors}
    try:
        if is_later:
            keep(survey=survey, sheet=top.sheet, answers=right, by=user, draft=draft)
            messages.success(request, _("The form is kept for later. Only you can go on with it."))
            return redirect(address(survey, "enter"))
        response = enter_form(survey=survey, sheet=top.sheet, answers=right, by=user, draft=draft)
    except (ServiceRefused, ValidationError) as error:
        tell(top, error)
        return None
    number = response.form_number
    messages.success(
        request,
        _("Form %(number)s is entered.") % {"number": number} if number else _("The form is entered."),
    )
    if form.dropped:
        messages.warning(
            request,
            _("Left out, since the questionnaire does not ask it of this person: %(questions)s.")
            % {"questions": _labels(form.definition, form.dropped)},
        )
    follow = {"mode": response.mode, "language": response.language, "after": number}
    return redirect(f"{address(survey, 'enter')}?{urlencode(follow)}")


def _top_of(request: HttpRequest, draft: Draft | None) -> dict[str, Any]:
    """Propose what stands on top: of a form kept for later its own, else what follows the form before."""
    if draft is not None:
        return {"mode": draft.mode, "form_number": draft.form_number, "language": draft.language}
    before = request.GET.get("after", "")
    is_number = before.isascii() and before.isdigit() and len(before) < 10  # noqa: PLR2004 -- no number of a form is longer
    language = request.GET.get("language", "")
    return {
        "mode": request.GET.get("mode", ""),
        "form_number": str(int(before) + 1).zfill(len(before)) if is_number else "",
        "language": language if language in Language.values else get_language(),
    }


def _labels(definition: Definition, names: list[str]) -> str:
    labels = (label_of(definition.questions[name].label) or name for name in names)
    return ", ".join(f"„{label}“" if get_language() != "en" else f"“{label}”" for label in labels)
