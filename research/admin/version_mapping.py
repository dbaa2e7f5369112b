"""Saying what of two versions corresponds, so that waves can be compared: question by question, answer by answer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from research.admin.question_words import KINDS
from research.definition import CHOOSING, NUMBERS, SILENT, Definition, Kind, Question
from research.interview.display import label_of
from research.models import Questionnaire, VersionMapping
from research.services.questionnaires import map_versions, suggested_mapping

if TYPE_CHECKING:
    from research.admin.questionnaires import QuestionnaireAdmin

# Beyond it a name is typed, with proposals: a page with a long list at each of hundreds of questions is slow.
MOST_OPTIONS: Final = 80
_TEXTS: Final = frozenset({Kind.TEXT, Kind.HIDDEN})


@dataclass(frozen=True)
class CodeRow:
    """One answer of the later version, and the earlier one that it corresponds to."""

    code: str
    label: str
    field: str
    chosen: str


@dataclass(frozen=True)
class Row:
    """One later question with its earlier counterpart."""

    name: str
    label: str
    kind: str | Promise
    field: str
    chosen: str
    options: tuple[tuple[str, str], ...]
    codes: tuple[CodeRow, ...] = ()
    old_codes: tuple[tuple[str, str], ...] = ()
    has_same_codes: bool = False


def mapping(
    model_admin: "QuestionnaireAdmin", request: HttpRequest, later: Questionnaire, earlier_id: int
) -> HttpResponse:
    """Show what corresponds (GET), look at the answers of a newly chosen question or save (POST)."""
    if not request.user.has_perm("research.change_versionmapping"):
        raise PermissionDenied
    earlier = Questionnaire.objects.filter(key=later.key, number__lt=later.number, pk=earlier_id).first()
    if earlier is None:
        raise Http404
    if request.method == "POST":
        return _save(model_admin, request, earlier, later)
    stored = VersionMapping.objects.filter(earlier=earlier, later=later).first()
    wanted = stored.questions if stored else suggested_mapping(earlier.asks, later.asks)
    return _page(model_admin, request, earlier, later, wanted)


def _save(
    model_admin: "QuestionnaireAdmin", request: HttpRequest, earlier: Questionnaire, later: Questionnaire
) -> HttpResponse:
    wanted, is_new = _typed(request.POST, earlier.asks, later.asks)
    if "_look" in request.POST:
        return _page(model_admin, request, earlier, later, wanted)
    if is_new:
        text = _(
            "Another question was chosen for: %(names)s. Please look at which answers correspond, then save again."
        ) % {"names": ", ".join(is_new)}
        return _page(
            model_admin, request, earlier, later, wanted, problem=text, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    try:
        with transaction.atomic():
            Questionnaire.objects.select_for_update().get(pk=later.pk)
            if _mark(earlier, later) != request.POST.get("seen", ""):
                text = _("Somebody saved this table after you opened it. What you chose is still here.")
                return _changed(model_admin, request, earlier, later, wanted=wanted, text=text)
            map_versions(
                earlier=earlier,
                later=later,
                questions=wanted,
                by=request.user,  # type: ignore[arg-type]  # admin_view: signed in
            )
    except ValidationError as error:
        return _page(
            model_admin,
            request,
            earlier,
            later,
            {name: pair for name, pair in wanted.items() if pair["from"] in earlier.asks.questions},
            problem=" ".join(error.messages),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    messages.success(request, _("What corresponds is saved."))
    return redirect(reverse("admin:research_questionnaire_change", args=[later.pk]))


def _changed(
    model_admin: "QuestionnaireAdmin",
    request: HttpRequest,
    earlier: Questionnaire,
    later: Questionnaire,
    *,
    wanted: dict[str, Any],
    text: str,
) -> HttpResponse:
    """Show which questions somebody else has saved otherwise."""
    saved = VersionMapping.objects.get(earlier=earlier, later=later).questions
    differing = [
        (name, saved.get(name, {}).get("from", "–"), wanted.get(name, {}).get("from", "–"))
        for name in later.asks.questions
        if saved.get(name) != wanted.get(name)
    ]
    return _page(
        model_admin,
        request,
        earlier,
        later,
        wanted,
        problem=text,
        differing=differing,
        status=HTTPStatus.CONFLICT,
    )


def _typed(data: QueryDict, earlier: Definition, later: Definition) -> tuple[dict[str, Any], list[str]]:
    """Return what corresponds as it was chosen, and the questions whose answers nobody could choose yet."""
    found: dict[str, Any] = {}
    is_new = []
    for name, question in later.questions.items():
        chosen = data.get(f"from:{name}", "").strip()
        if not chosen:
            continue
        found[name] = {"from": chosen}
        before = earlier.questions.get(chosen)
        if question.kind not in CHOOSING or before is None or before.kind not in CHOOSING:
            continue
        alike = _same_codes(earlier, later, before, question)
        if data.get(f"was:{name}", "") == chosen and any(
            f"code:{name}:{code}" in data for code, _label in _codes(later, question)
        ):
            picked = {code: data.get(f"code:{name}:{code}", "") for code, _label in _codes(later, question)}
            theirs = {code for code, _label in _codes(earlier, before)}
            found[name]["codes"] = {code: old for code, old in picked.items() if old in theirs}
        else:
            found[name]["codes"] = alike
            lists = [
                {code for code, _label in _codes(one, two)}
                for one, two in ((earlier, before), (later, question))
            ]
            if data.get(f"was:{name}", "") != chosen and lists[0] != lists[1]:
                is_new.append(name)
    return found, is_new


def _page(
    model_admin: "QuestionnaireAdmin",
    request: HttpRequest,
    earlier: Questionnaire,
    later: Questionnaire,
    wanted: Mapping[str, Any],
    *,
    status: int = HTTPStatus.OK,
    **context: Any,
) -> HttpResponse:
    rows = [
        _row(earlier.asks, later.asks, question, wanted.get(question.name, {}))
        for question in later.asks.questions.values()
        if question.kind != Kind.NOTE
    ]
    used = {row.chosen for row in rows}
    page = {
        **model_admin.admin_site.each_context(request),
        "title": _("What corresponds to what"),
        "subtitle": str(later),
        "opts": model_admin.opts,
        "of": later,
        "earlier": earlier,
        "rows": rows,
        "names": [name for name, each in earlier.asks.questions.items() if each.kind != Kind.NOTE],
        "left_over": [
            name
            for name, each in earlier.asks.questions.items()
            if each.kind != Kind.NOTE and name not in used
        ],
        "seen": _mark(earlier, later),
        **context,
    }
    return TemplateResponse(request, "admin/research/version_mapping.html", page, status=status)


def _row(earlier: Definition, later: Definition, question: Question, pair: Mapping[str, Any]) -> Row:
    chosen = pair.get("from", "")
    options = tuple(
        (name, f"{name} – {label_of(each.label)}" if label_of(each.label) else name)
        for name, each in earlier.questions.items()
        if each.kind in _alike(question.kind) or name == chosen
    )
    before = earlier.questions.get(chosen)
    codes: tuple[CodeRow, ...] = ()
    old_codes: tuple[tuple[str, str], ...] = ()
    is_same = False
    if before is not None and {before.kind, question.kind} <= CHOOSING:
        old_codes = tuple(_codes(earlier, before))
        ours = _codes(later, question)
        stored = pair.get("codes", {})
        # The lists that are the same need no choosing.
        is_same = stored == {code: code for code, _label in ours} and {code for code, _label in ours} == {
            code for code, _label in old_codes
        }
        if not is_same:
            codes = tuple(
                CodeRow(code, label, f"code:{question.name}:{code}", stored.get(code, ""))
                for code, label in ours
            )
    return Row(
        question.name,
        label_of(question.label),
        KINDS[question.kind],
        f"from:{question.name}",
        chosen,
        options if len(options) <= MOST_OPTIONS else (),
        codes,
        old_codes,
        is_same,
    )


def _alike(kind: Kind) -> frozenset[Kind]:
    """Return the kinds whose answers can be compared with those of a kind."""
    if kind in NUMBERS:
        return NUMBERS | {Kind.CALCULATE}
    if kind == Kind.CALCULATE:
        return NUMBERS | _TEXTS | SILENT
    return _TEXTS | {Kind.CALCULATE} if kind in _TEXTS else frozenset({kind})


def _codes(definition: Definition, question: Question) -> list[tuple[str, str]]:
    return [(choice.name, label_of(choice.label)) for choice in definition.choices_of(question)]


def _same_codes(
    earlier: Definition, later: Definition, before: Question, question: Question
) -> dict[str, str]:
    theirs = {code for code, _label in _codes(earlier, before)}
    return {code: code for code, _label in _codes(later, question) if code in theirs}


def _mark(earlier: Questionnaire, later: Questionnaire) -> str:
    """Return a mark of what is saved now, "" where nothing is."""
    stored = VersionMapping.objects.filter(earlier=earlier, later=later).first()
    if stored is None:
        return ""
    return salted_hmac(
        "research.mapping", json.dumps(stored.questions, sort_keys=True), algorithm="sha256"
    ).hexdigest()
