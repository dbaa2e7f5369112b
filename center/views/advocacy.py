"""The tracker of what the Center asks of institutions, and the page of one initiative."""

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.db.models import Case, Count, F, IntegerField, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from center import offices
from center.base.downloads import to_save
from center.base.file_kinds import CONTENT_TYPES, FileKind
from center.base.private_storage import private_storage
from center.base.reading import may_lag
from center.base.word_diff import as_html
from center.choices.advocacy import InitiativeState, StepKind
from center.models import (
    AdvocacyInitiative,
    FormerInitiativeSlug,
    InitiativeDocument,
    InitiativeStep,
    Institution,
)
from center.models.kept_file import KeptFile

if TYPE_CHECKING:
    _StepFeed = Feed[InitiativeStep, Any]
else:
    _StepFeed = Feed

_PER_PAGE: Final = 20
_IN_FEED: Final = 30
# What was won stands first, then what waits for somebody, then what is over.
_ORDER: Final = (
    InitiativeState.CHANGED,
    InitiativeState.SIGNING,
    InitiativeState.SUBMITTED,
    InitiativeState.ANSWERED,
    InitiativeState.PREPARED,
    InitiativeState.REFUSED,
    InitiativeState.GIVEN_UP,
)


@may_lag
@require_safe
def tracker(request: HttpRequest) -> HttpResponse:
    """List the initiatives, of one state or asked of one institution where the address says so."""
    state, asked = request.GET.get("state", ""), request.GET.get("institution", "")
    state = state if state in InitiativeState.values else ""
    institutions = list(
        Institution.objects.filter(initiatives__published_at__isnull=False).distinct().order_by("name_sr")
    )
    institution = next((each for each in institutions if str(each.pk) == asked), None)
    rows = AdvocacyInitiative.objects.public()
    counts = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    if state:
        rows = rows.filter(state=state)
    if institution:
        rows = rows.filter(institutions=institution)
    found = Paginator(in_tracker_order(rows), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": found,
        "rows": [standing(each) for each in found],
        "states": [
            {"value": each.value, "label": each.label, "number": counts[each.value]}
            for each in _ORDER
            if each.value in counts
        ],
        "total": sum(counts.values()),
        "state": state,
        "institutions": institutions,
        "institution": institution,
        "institution_name": institution.name if institution else "",
    }
    return render(request, "center/advocacy/tracker.html", context)


def in_tracker_order(rows: "QuerySet[AdvocacyInitiative]") -> "QuerySet[AdvocacyInitiative]":
    """Sort what was won first, and of what waits the longest waiting first."""
    dated: Any = rows
    rank = Case(
        *(When(state=state, then=Value(number)) for number, state in enumerate(_ORDER)),
        output_field=IntegerField(),
    )
    ordered: QuerySet[AdvocacyInitiative] = (
        dated.with_days()
        .with_institutions()
        .order_by(
            rank,
            F("changed_on").desc(nulls_last=True),
            F("submitted_on").asc(nulls_last=True),
            "-pk",
        )
    )
    return ordered


def standing(initiative: Any) -> dict[str, Any]:
    """Say of an initiative fetched `with_days` since when it waits and whether the answer is late."""
    today = timezone.localdate()
    waits = initiative.state == InitiativeState.SUBMITTED and initiative.submitted_on is not None
    return {
        "initiative": initiative,
        "waits": waits,
        "days": (today - initiative.submitted_on).days if waits else 0,
        "is_overdue": waits and initiative.answer_due is not None and initiative.answer_due < today,
        "takes_signatures": initiative.takes_signatures_on(today),
        "is_won": initiative.state == InitiativeState.CHANGED,
    }


@may_lag
@require_safe
def initiative(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one initiative; an earlier short name leads here."""
    found = (
        AdvocacyInitiative.objects.public()
        .with_days()
        .with_institutions()
        .with_steps()
        .prefetch_related("wordings")
        .filter(slug=slug)
        .first()
    )
    if found is None:
        former = FormerInitiativeSlug.objects.filter(
            slug=slug, initiative__published_at__isnull=False
        ).select_related("initiative")
        moved = former.first()
        if moved is None:
            raise Http404
        return HttpResponsePermanentRedirect(moved.initiative.get_absolute_url())
    steps = list(found.steps.all())
    row = standing(found)
    context = {
        **row,
        "row": row,
        "steps": steps,
        "changes": _of_kind(steps, StepKind.CHANGE),
        "answers": _of_kind(steps, StepKind.ANSWER, StepKind.REFUSAL),
        "rewordings": rewordings(found),
        "documents": list(found.documents.filter(is_public=True)),
    }
    return render(request, "center/advocacy/initiative.html", context)


def rewordings(found: AdvocacyInitiative) -> list[dict[str, Any]]:
    """Return each change of the signed words, the last first: the wording and what was changed, word by word.

    One query more where it asks other institutions than before.
    """
    rows = list(found.wordings.all())
    keys = {pk for row in rows for pk in row.asked} if len({tuple(row.asked) for row in rows}) > 1 else set()
    names = {each.pk: each.name.plain for each in Institution.objects.filter(pk__in=keys)} if keys else {}
    told = []
    for before, after in pairwise(rows):
        parts = [
            (_("Title"), before.title.plain, after.title.plain),
            (_("What we ask"), before.summary.plain, after.summary.plain),
            (capfirst(_("asked of")), _together(before.asked, names), _together(after.asked, names)),
            (_("Why"), before.why.plain, after.why.plain),
        ]
        changed = [(label, as_html(old, new)) for label, old, new in parts if old != new]
        told.append({"wording": after, "changed": changed})
    return told[::-1]


def _together(keys: Iterable[int], names: dict[int, str]) -> str:
    return ", ".join(names[key] for key in keys if key in names)


def _of_kind(steps: Iterable[InitiativeStep], *kinds: StepKind) -> list[InitiativeStep]:
    return [step for step in steps if step.kind in kinds]


@require_safe
def document(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Give a public document of a public initiative to be saved."""
    return given(
        get_object_or_404(
            InitiativeDocument,
            pk=pk,
            is_public=True,
            initiative__slug=slug,
            initiative__published_at__isnull=False,
        )
    )


def given(row: KeptFile) -> HttpResponseBase:
    """Return the answer that gives a kept file to be saved. Raises Http404 where it is lost."""
    try:
        content = private_storage().open(row.stored_as)
    except FileNotFoundError as error:
        raise Http404 from error
    return to_save(content, name=row.file_name, content_type=CONTENT_TYPES[FileKind(row.kind)])


class StepFeed(_StepFeed):
    """The latest steps of all initiatives as an Atom feed (RFC 4287), in the language of its address."""

    feed_type = Atom1Feed
    subtitle = gettext_lazy("What was asked of institutions, what they answered, and what changed.")

    def title(self) -> str:
        """Name the feed and the office."""
        return _("%(page)s, %(office)s") % {
            "page": _("What we ask of institutions"),
            "office": offices.current().short_name.plain or offices.current().name.plain,
        }

    def link(self) -> str:
        return reverse("advocacy:tracker")

    def feed_url(self) -> str:
        return reverse("advocacy:feed")

    def items(self) -> "QuerySet[InitiativeStep]":
        rows = InitiativeStep.objects.public().select_related("initiative")
        return rows.order_by("-recorded_at", "-pk")[:_IN_FEED]

    def item_title(self, item: Any) -> str:
        return f"{item.get_kind_display()}: {item.initiative.title.plain}"

    def item_description(self, item: Any) -> str:
        # Django says of it that it is HTML.
        return str(escape(item.text.plain))

    def item_link(self, item: InitiativeStep) -> str:
        return f"{item.initiative.get_absolute_url()}#step-{item.place}"

    def item_guid(self, item: InitiativeStep) -> str:
        """Return a name that stays the same in every language and when the address changes."""
        return f"urn:advocacy-step:{item.initiative_id}:{item.place}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: InitiativeStep) -> Any:
        return item.recorded_at

    def item_updateddate(self, item: InitiativeStep) -> Any:
        return item.recorded_at
