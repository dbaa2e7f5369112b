"""Bringing a workbook into the portal: choose it, look at what was understood, take it over.

What was understood travels with the look at it, signed for the person who looked, so that what was looked at is what
is kept.
"""

from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.base.scripts import to_latin
from center.refusals import tell
from research.admin.questionnaire_changes import changes_between
from research.admin.questionnaire_outline import outline_of, title_of
from research.definition import NotADefinition, from_document, to_document
from research.errors import ChangedMeanwhile
from research.interview import numbers_of
from research.models import Questionnaire
from research.services.questionnaires import add_version, digest_of
from research.xlsform import Message, Reading, read
from research.xlsform.limits import MOST_BYTES

if TYPE_CHECKING:
    from research.admin.questionnaires import QuestionnaireAdmin

_SALT: Final = "research.questionnaire-upload"
_VALID_FOR: Final = 2 * 3600
# What a form may bring along beside files (DATA_UPLOAD_MAX_MEMORY_SIZE), less its other fields.
_MOST_CARRIED: Final = 900_000
_TEMPLATE: Final = "admin/research/questionnaire_upload.html"


class UploadForm(forms.Form):
    """The workbook, and of which questionnaire it becomes a version."""

    file = forms.FileField(
        label=gettext_lazy("Excel workbook (XLSForm)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=gettext_lazy("An .xlsx file of at most 5 MB, as KoboToolbox and ODK use it."),
    )
    key = forms.CharField(
        label=gettext_lazy("Short name"),
        max_length=60,
        required=False,
        help_text=gettext_lazy(
            "The same for all versions. Small Latin letters, digits and hyphens. If you leave it empty, the name of"
            " the form in the file (form_id) is taken."
        ),
    )
    note = forms.CharField(
        label=gettext_lazy("Note for staff"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("For example: what changed since the last version."),
    )

    def __init__(self, *args: Any, of: Questionnaire | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = of
        if of is not None:
            del self.fields["key"]

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise ValidationError(
                _("The file is larger than %(most)s MB. Remove pictures and sheets that are not needed.")
                % {"most": MOST_BYTES // 1024 // 1024}
            )
        return upload


def upload(
    model_admin: "QuestionnaireAdmin", request: HttpRequest, of: Questionnaire | None = None
) -> HttpResponse:
    """Ask for the workbook (GET), show what it says (POST), or keep what was shown (POST, `_confirm`)."""
    if not request.user.has_perm("research.add_questionnaire"):
        raise PermissionDenied
    form = UploadForm(request.POST or None, request.FILES or None, of=of)
    if request.method != "POST":
        return _page(model_admin, request, of, form)
    if "_confirm" in request.POST:
        return _confirm(model_admin, request, of)
    if not form.is_valid():
        return _page(model_admin, request, of, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    file = form.cleaned_data["file"]
    reading = read(file.read())
    if reading.definition is None:
        context = {
            "reading": reading,
            "errors": _listed(reading.errors),
            "warnings": _listed(reading.warnings),
        }
        return _page(model_admin, request, of, form, status=HTTPStatus.UNPROCESSABLE_ENTITY, **context)
    key = _key(form, reading, file.name)
    if key is None:
        return _page(model_admin, request, of, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    carried = {
        "key": key,
        "note": form.cleaned_data["note"],
        "name": Path(str(file.name)).name[:120],
        "definition": to_document(reading.definition),
    }
    return _look(model_admin, request, of, form, carried=carried, reading=reading)


def _key(form: UploadForm, reading: Reading, name: str) -> str | None:
    """Return of which questionnaire the file is a version; None where the form says why it cannot be told."""
    if form.of is not None:
        return form.of.key
    definition = reading.definition
    typed = form.cleaned_data["key"].strip()
    found = typed or _short_name(definition.form_id if definition else "") or _short_name(Path(name).stem)
    try:
        Questionnaire._meta.get_field("key").clean(found, None)
    except ValidationError as error:
        form.add_error("key", error)
        return None
    if Questionnaire.objects.filter(key=found).exists():
        form.add_error(
            "key",
            _(
                "A questionnaire with the short name %(key)s is there already. Open its newest version and bring the"
                " file there, or write another short name."
            )
            % {"key": found},
        )
        return None
    return found


def _short_name(text: str) -> str:
    return slugify(to_latin(text).replace("_", "-"))[:60].strip("-")


def _look(
    model_admin: "QuestionnaireAdmin",
    request: HttpRequest,
    of: Questionnaire | None,
    form: UploadForm,
    *,
    carried: dict[str, Any],
    reading: Reading | None = None,
    problem: str = "",
) -> HttpResponse:
    """Show what was understood and what differs from the newest version; nothing is kept yet."""
    definition = from_document(carried["definition"])
    newest = Questionnaire.objects.filter(key=carried["key"]).order_by("-number").first()
    digest = digest_of(carried["definition"])
    seen = signing.dumps(
        {**carried, "seen": newest.digest if newest else "", "user": request.user.pk},
        salt=_SALT,
        compress=True,
    )
    is_too_large = len(seen) > _MOST_CARRIED
    context = {
        "carried": carried,
        "seen": "" if is_too_large else seen,
        "is_too_large": is_too_large,
        "questions": len(numbers_of(definition)),
        "form_title": title_of(definition),
        "sections": outline_of(definition),
        "newest": newest,
        "is_same": newest is not None and newest.digest == digest,
        "earlier_same": Questionnaire.objects.filter(key=carried["key"], digest=digest).first(),
        "changes": changes_between(newest.asks, definition) if newest else None,
        "warnings": _listed(reading.warnings) if reading else [],
        "problem": problem,
        "is_look": True,
    }
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return _page(model_admin, request, of, form, status=status, **context)


def _confirm(
    model_admin: "QuestionnaireAdmin", request: HttpRequest, of: Questionnaire | None
) -> HttpResponse:
    """Keep what this person looked at within the last two hours."""
    empty = UploadForm(of=of)
    try:
        carried = signing.loads(request.POST.get("seen", ""), salt=_SALT, max_age=_VALID_FOR)
        definition = from_document(carried["definition"])
    except (signing.BadSignature, NotADefinition):
        carried, definition = {}, None
    is_theirs = carried.get("user") == request.user.pk and (of is None or of.key == carried.get("key"))
    if definition is None or not is_theirs:
        empty = UploadForm({}, of=of)
        empty.errors.clear()
        empty.add_error("file", _("Some time has passed since you looked. Please choose the file again."))
        return _page(model_admin, request, of, empty, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    before = set(Questionnaire.objects.filter(key=carried["key"]).values_list("pk", flat=True))
    try:
        made = add_version(
            key=carried["key"],
            definition=definition,
            by=request.user,  # type: ignore[arg-type]  # admin_view: signed in
            source_name=carried["name"],
            note=carried["note"],
            seen=carried["seen"],
        )
    except ChangedMeanwhile as changed:
        return _look(model_admin, request, of, empty, carried=carried, problem=str(changed.message))
    except ValidationError as error:
        form = UploadForm({}, of=of)
        form.errors.clear()
        tell(form, error)
        return _page(model_admin, request, of, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if made.pk in before:
        messages.info(request, _("This is there already; it is kept once: %(version)s") % {"version": made})
    else:
        messages.success(request, _("The questionnaire is added: %(version)s") % {"version": made})
    return redirect(reverse("admin:research_questionnaire_change", args=[made.pk]))


def _listed(found: tuple[Message, ...]) -> list[dict[str, Any]]:
    return [
        {"sheet": each.sheet, "row": each.row, "column": each.column, "message": each.message}
        for each in found
    ]


def _page(
    model_admin: "QuestionnaireAdmin",
    request: HttpRequest,
    of: Questionnaire | None,
    form: UploadForm,
    *,
    status: int = HTTPStatus.OK,
    **context: Any,
) -> HttpResponse:
    title = _("Bring the next version") if of else _("Bring a questionnaire")
    page = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "subtitle": of.title if of else "",
        "opts": model_admin.opts,
        "of": of,
        "form": form,
        **context,
    }
    return TemplateResponse(request, _TEMPLATE, page, status=status)
