"""What a release shows: one table of questions with ticks, pairs to cross, scales, and what the data hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

import pghistory
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from research.errors import SurveyRefused
from research.models import Release, Weighting
from research.services import releases
from research.services.plans import MOST_CROSSTABS, MOST_SCALES
from research.study import said
from research.tabulation import Asked, Form, Plan, Scale, is_crossable, plan_of, published

if TYPE_CHECKING:
    from research.admin.releases import ReleaseAdmin

_EMPTY_PAIRS: Final = 2


@dataclass
class Row:
    """A question with what is ticked for it. `scale` is the number of its scale, "" for none."""

    name: str
    label: str
    kind: str
    is_shown: bool
    in_data: bool
    is_characteristic: bool
    may_be_characteristic: bool
    may_be_in_data: bool
    may_scale: bool
    scale: str = ""
    is_reversed: bool = False


@dataclass
class Sheet:
    """The page as it stands: saved, or typed and not saved yet."""

    rows: list[Row]
    pairs: list[tuple[str, str]]
    titles: list[tuple[str, str]]
    by_strata: bool
    compares: bool
    crossable: list[tuple[str, str]] = field(default_factory=list)


def page(model_admin: "ReleaseAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """Show what is chosen; POST saves it, or ticks all or none without saving."""
    release = model_admin.get_object(request, str(object_id))
    if release is None:
        raise Http404
    if not model_admin.has_view_permission(request, release):
        raise PermissionDenied
    asked = published(release.survey.questionnaire.asks)
    plan, message, status = plan_of(release.questions, release.plan), "", HTTPStatus.OK
    weightings = list(release.survey.weightings.order_by("name"))
    chosen = release.weighting
    if request.method == "POST":
        if not model_admin.has_change_permission(request, release):
            raise PermissionDenied
        plan = _typed(request, asked, plan)
        chosen = next((each for each in weightings if str(each.pk) == request.POST.get("weighting")), None)
        if not {"_all", "_none"} & set(request.POST):
            message = _saved(request, release, plan, chosen)
            if not message:
                to = "preview" if "_preview" in request.POST else "plan"
                return redirect(f"admin:research_release_{to}", release.pk)
            status = HTTPStatus.CONFLICT
    sample = getattr(release.survey, "sample", None)
    context = {
        **model_admin.frame(request, release),
        "title": _("What is shown"),
        "sheet": _sheet(asked, plan),
        "message": message,
        "weightings": weightings,
        "chosen": chosen,
        "seen": request.POST.get("seen") or releases.mark_of(release),
        "has_strata": sample is not None and bool(sample.strata),
        "earlier": release.survey.earlier_wave,
        "scale_numbers": [str(number) for number in range(1, MOST_SCALES + 1)],
        "most_pairs": MOST_CROSSTABS,
    }
    return TemplateResponse(request, "admin/research/release_plan.html", context, status=status)


def _saved(request: HttpRequest, release: Release, plan: Plan, weighting: Weighting | None) -> str:
    """Save; return the sentence of what is refused."""
    try:
        with pghistory.context(verb="plan"):
            releases.change_plan(
                release=release,
                plan=plan,
                weighting=weighting,
                seen=request.POST.get("seen", ""),
                by=request.user,  # type: ignore[arg-type]  # admin_view: signed in
            )
    except SurveyRefused as refused:
        return str(refused.message)
    messages.success(request, _("What is shown is saved."))
    return ""


def _typed(request: HttpRequest, asked: Mapping[str, Asked], before: Plan) -> Plan:
    """Return the plan of the ticks; names that the questionnaire has not are left out."""
    shown = {name for name in request.POST.getlist("show") if name in asked}
    if "_all" in request.POST:
        shown = set(asked)
    if "_none" in request.POST:
        shown = set()
    data = [name for name in request.POST.getlist("data") if name in asked]
    pairs = [
        (question, by)
        for question, by in zip(
            request.POST.getlist("question")[:MOST_CROSSTABS],
            request.POST.getlist("by")[:MOST_CROSSTABS],
            strict=False,
        )
        if question or by
    ]
    return Plan(
        questions=tuple(name for name in asked if name in shown),
        crosstabs=tuple(pairs),
        scales=_scales(request, asked),
        data=tuple(name for name in asked if name in data and name in shown),
        quasi_identifiers=tuple(
            name for name in asked if name in request.POST.getlist("characteristic") and name in data
        ),
        by_strata="by_strata" in request.POST,
        compares="compares" in request.POST,
        more=before.more,
    )


def _scales(request: HttpRequest, asked: Mapping[str, Asked]) -> tuple[Scale, ...]:
    found = []
    for number in range(1, MOST_SCALES + 1):
        title = {
            language: text
            for language in ("sr", "en")
            if (text := request.POST.get(f"scale-{number}-{language}", "").strip()[:140])
        }
        items = tuple(name for name in asked if request.POST.get(f"scale-of-{name}") == str(number))
        turned = frozenset(request.POST.getlist("reversed")) & set(items)
        if items or title:
            found.append(Scale(title, items, turned))
    return tuple(found)


def _sheet(asked: Mapping[str, Asked], plan: Plan) -> Sheet:
    language = get_language() or "sr"
    scales = {name: str(number) for number, each in enumerate(plan.scales, start=1) for name in each.items}
    turned = {name for scale in plan.scales for name in scale.reversed}
    titles = [(scale.title.get("sr", ""), scale.title.get("en", "")) for scale in plan.scales]
    titles += [("", "")] * (MOST_SCALES - len(titles))
    room = min(MOST_CROSSTABS - len(plan.crosstabs), _EMPTY_PAIRS)
    return Sheet(
        rows=[
            Row(
                name=name,
                label=said(each.label, language),
                kind=_KINDS[each.form](),
                is_shown=name in plan.questions,
                in_data=name in plan.data,
                is_characteristic=name in plan.quasi_identifiers,
                may_be_characteristic=each.form in {Form.ONE, Form.NUMBER, Form.WORKED_OUT},
                may_be_in_data=each.form != Form.MONTHS,
                may_scale=each.form in {Form.ONE, Form.NUMBER} and not each.question.or_other,
                scale=scales.get(name, ""),
                is_reversed=name in turned,
            )
            for name, each in asked.items()
        ],
        pairs=[*plan.crosstabs, *[("", "")] * max(room, 0)],
        titles=titles,
        by_strata=plan.by_strata,
        compares=plan.compares,
        crossable=[
            (name, said(each.label, language)) for name, each in asked.items() if is_crossable(each.form)
        ],
    )


_KINDS: Final = {
    Form.ONE: lambda: _("one answer"),
    Form.SEVERAL: lambda: _("several answers"),
    Form.RANK: lambda: _("place in an order"),
    Form.NUMBER: lambda: _("number"),
    Form.MONTHS: lambda: _("day, shown by months"),
    Form.WORKED_OUT: lambda: _("worked out"),
}
