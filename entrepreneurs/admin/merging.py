"""Merging in the admin: find the other record, look at both side by side, merge, undo."""

import hashlib
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, OuterRef, QuerySet, Subquery, TextField, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_POST

from center.admin_columns import moment_column
from center.admin_verbs import Refused, Verb, VerbAdmin
from center.audit import record_accesses
from center.base import merging
from center.base.folded_search import folded, has_words
from center.base.merging.rules import known
from center.base.phones import display_phone
from center.base.shown_text import in_script
from entrepreneurs.models import Enterprise, Entrepreneur, Merge
from entrepreneurs.services import merge_enterprises, merge_entrepreneurs, undo_merge
from entrepreneurs.services.duplicates import like_this
from entrepreneurs.services.pairs import (
    difference,
    newest_differences,
    possible_pairs,
    propose_again,
    tell_apart,
)

if TYPE_CHECKING:
    from center.models import User

KINDS: dict[str, type[Enterprise] | type[Entrepreneur]] = {"enterprise": Enterprise, "person": Entrepreneur}
_MOST_FOUND = 20
_TOLD_APART_SHOWN = 20
_LONGEST_SHOWN = 300


def kind_of(model: type[Any]) -> str:
    """Return the word for a model in these addresses."""
    return next(kind for kind, each in KINDS.items() if each is model)


def in_words(record: Enterprise | Entrepreneur) -> str:
    """Name a record so that it can be told from its likes."""
    if isinstance(record, Enterprise):
        parts = [record.name.plain, record.registration_number, record.tax_number]
    else:
        parts = [in_script(record.name), display_phone(record.phone), record.email]
    return ", ".join(filter(None, parts))


@dataclass(frozen=True)
class Line:
    """One choice of a merge on the page: both values in words, and which one is taken unless people say otherwise."""

    name: str
    label: str
    kept: str
    merged: str
    is_open: bool
    takes_merged: bool


def lines(kept: Any, merged: Any, take: set[str]) -> list[Line]:
    """Return the choices of a pair; `is_open` where the two records say different things."""
    found = []
    for choice in known(type(kept)).choices:
        values = _shown(kept, choice), _shown(merged, choice)
        one_is_empty = merging.empty(kept, choice) or merging.empty(merged, choice)
        label = choice.label or type(kept)._meta.get_field(choice.name).verbose_name
        found.append(
            Line(
                choice.name,
                capfirst(str(label)),
                *values,
                is_open=not one_is_empty and values[0] != values[1],
                takes_merged=choice.name in take
                or merging.empty(kept, choice) > merging.empty(merged, choice),
            )
        )
    return found


def _shown(record: Any, choice: merging.Choice) -> str:
    values = []
    for name in choice.fields:
        value = getattr(record, f"get_{name}_display", lambda name=name: getattr(record, name))()
        if isinstance(value, list):
            labels = dict(type(record)._meta.get_field(name).base_field.flatchoices)
            value = ", ".join(str(labels.get(each, each)) for each in value)
        elif isinstance(value, date):
            value = date_format(value, "SHORT_DATE_FORMAT")
        elif name == "phone":
            value = display_phone(value)
        text = in_script(str(value)) if value not in (None, "") else ""
        values.append(text[:_LONGEST_SHOWN] + "…" if len(text) > _LONGEST_SHOWN else text)
    return " / ".join(filter(None, values)) or "–"


def _state_of(kept: Any, merged: Any) -> str:
    """Return a hash of both records, so that nobody merges what they have not seen."""
    rows = [list(type(each)._base_manager.filter(pk=each.pk).values_list()) for each in (kept, merged)]
    counts = [(each.kind, each.by, each.count) for each in merging.followers(merged)]
    return hashlib.sha256(repr([rows, counts]).encode()).hexdigest()


def _undo(merge: Any, user: "User", reason: str) -> object:
    try:
        return undo_merge(merge=merge, by=user)
    except merging.MergeRefused as refused:
        raise Refused(str(refused)) from refused


@admin.register(Merge)
class MergeAdmin(VerbAdmin[Merge]):
    list_display = [
        "what",
        "into",
        moment_column("done_at", gettext_lazy("merged")),
        "who",
        "undone",
    ]
    list_filter = ["model"]
    nothing_yet = gettext_lazy("When two records turn out to be one, merge them; each merge is listed here.")
    reading_is_logged = True
    list_select_related = ["done_by", "undone_by"]
    fields = ["what", "into", "done_at", "who", "changed_rows", "undone_at", "undone_by"]
    readonly_fields = ["what", "into", "who", "changed_rows"]
    verbs = (
        Verb(
            "undo",
            gettext_lazy("Undo the merge"),
            _undo,
            lambda merge: merge.undone_at is None and bool(merge.moves),
            kind="danger",
            told=gettext_lazy("The merge is undone"),
            warning=gettext_lazy(
                "Both records will be as they were before. What was added since stays with the record that was kept."
            ),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Merge]:
        def name(number: str) -> Case:
            enterprise = Enterprise._base_manager.filter(pk=OuterRef(number)).values("name_sr")
            person = Entrepreneur._base_manager.filter(pk=OuterRef(number)).values("name")
            return Case(
                When(model=Enterprise._meta.label_lower, then=Subquery(enterprise)),
                default=Subquery(person),
                output_field=TextField(),
            )

        rows: QuerySet[Merge] = (
            super().get_queryset(request).annotate(kept_name=name("kept_id"), merged_name=name("merged_id"))
        )
        return rows

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description=gettext_lazy("record merged"))
    def what(self, merge: Merge) -> str:
        return _("%(name)s (no. %(number)s)") % {
            "name": in_script(merge.merged_name),  # type: ignore[attr-defined]  # annotated above
            "number": merge.merged_id,
        }

    @admin.display(description=gettext_lazy("record kept"))
    def into(self, merge: Merge) -> str:
        return _("%(name)s (no. %(number)s)") % {
            "name": in_script(merge.kept_name),  # type: ignore[attr-defined]  # annotated above
            "number": merge.kept_id,
        }

    @admin.display(description=gettext_lazy("by"))
    def who(self, merge: Merge) -> str:
        return str(merge.done_by)

    @admin.display(description=gettext_lazy("undone"), boolean=True)
    def undone(self, merge: Merge) -> bool:
        return merge.undone_at is not None

    @admin.display(description=gettext_lazy("changed rows"))
    def changed_rows(self, merge: Merge) -> int:
        return len(merge.moves)

    def in_words(self, record: Merge) -> str:
        return _("%(merged)s, merged into %(kept)s") % {
            "merged": self.what(record),
            "kept": self.into(record),
        }

    def get_urls(self) -> list[URLPattern]:
        guard = self.admin_site.admin_view
        return [
            path("possible/<slug:kind>/", guard(self.possible_view), name="entrepreneurs_merge_possible"),
            path("find/<slug:kind>/<int:pk>/", guard(self.find_view), name="entrepreneurs_merge_find"),
            path(
                "pair/<slug:kind>/<int:kept_pk>/<int:merged_pk>/",
                guard(self.pair_view),
                name="entrepreneurs_merge_pair",
            ),
            path(
                "pair/<slug:kind>/<int:kept_pk>/<int:merged_pk>/apart/",
                guard(require_POST(self.apart_view)),
                name="entrepreneurs_merge_apart",
            ),
            *super().get_urls(),
        ]

    def possible_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """List pairs that may be one record."""
        model = self._model(request, kind)
        pairs = possible_pairs(model)  # type: ignore[type-var]  # either of the two
        apart = newest_differences(model, _TOLD_APART_SHOWN)  # type: ignore[type-var]  # either of the two
        shown = [(pair.one, pair.other) for pair in pairs] + [(one, other) for one, other, _noted in apart]
        self._write_down(request, [each for both in shown for each in both])
        rows = [
            {
                "pair": pair,
                "one": in_words(pair.one),
                "other": in_words(pair.other),
                "why": ", ".join(pair.reasons),
            }
            for pair in pairs
        ]
        return self._page(
            request,
            "possible",
            _("Possible duplicates"),
            kind=kind,
            rows=rows,
            kinds=self._kinds(),
            apart=[
                {"one": one, "other": other, "words": (in_words(one), in_words(other)), "noted": noted}
                for one, other, noted in apart
            ],
        )

    def find_view(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        """Propose what one record may be merged with, or find it by name."""
        model = self._model(request, kind)
        record: Any = self._record(model, pk)
        words = request.GET.get("q", "").strip()
        if words:
            columns = ["name_sr", "legal_name"] if model is Enterprise else ["name", "email", "phone"]
            found: Any = model.objects.listed().exclude(pk=pk).alias(_folded=folded(columns))
            rows = [
                (each, "") for each in found.filter(has_words("_folded", words)).order_by("pk")[:_MOST_FOUND]
            ]
        else:
            rows = [(each.record, ", ".join(each.reasons)) for each in like_this(record)]
        self._write_down(request, [record, *(each for each, _why in rows)])
        return self._page(
            request,
            "find",
            _("Merge with another record"),
            kind=kind,
            record=record,
            words=in_words(record),
            q=words,
            rows=[{"pk": each.pk, "words": in_words(each), "why": why} for each, why in rows],
        )

    def pair_view(self, request: HttpRequest, kind: str, kept_pk: int, merged_pk: int) -> HttpResponse:
        """Show both records side by side (GET), or merge them as chosen (POST; 409 when they changed meanwhile)."""
        model = self._model(request, kind)
        if kept_pk == merged_pk:
            raise Http404
        kept, merged = self._record(model, kept_pk), self._record(model, merged_pk)
        state = _state_of(kept, merged)
        take = {choice.name for choice in known(model).choices if request.POST.get(choice.name) == "merged"}
        problem = ""
        if request.method == "POST":
            if request.POST.get("state") != state:
                problem = _("One of the two records changed after you opened this page. Look at them again.")
            else:
                try:
                    return self._merge(request, kept, merged, take)
                except merging.MergeRefused as refused:
                    problem = str(refused)
        self._write_down(request, [kept, merged])
        page = self._page(
            request,
            "pair",
            _("Merge two records"),
            kind=kind,
            kept=kept,
            merged=merged,
            kept_words=in_words(kept),
            merged_words=in_words(merged),
            lines=lines(kept, merged, take),
            followers=merging.followers(merged),
            state=state,
            problem=problem,
            noted=difference(kept, merged),
            is_public=getattr(merged, "state", "") == "published" != getattr(kept, "state", ""),
        )
        page.status_code = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
        return page

    def apart_view(self, request: HttpRequest, kind: str, kept_pk: int, merged_pk: int) -> HttpResponse:
        """Note that two records are not one, or with `again` take that back."""
        model = self._model(request, kind)
        if kept_pk == merged_pk:
            raise Http404
        one, other = self._record(model, kept_pk), self._record(model, merged_pk)
        if "again" in request.POST:
            propose_again(one=one, other=other)
            text = _("The two records are proposed as possible duplicates again, if they still look alike.")
        else:
            tell_apart(one=one, other=other, by=request.user)  # type: ignore[arg-type]  # admin_view: signed in
            text = _("Noted: these are two different records. They are not proposed any more.")
        messages.success(request, text)
        return redirect(reverse("admin:entrepreneurs_merge_possible", args=[kind]))

    def _merge(self, request: HttpRequest, kept: Any, merged: Any, take: set[str]) -> HttpResponse:
        verb: Any = merge_enterprises if isinstance(kept, Enterprise) else merge_entrepreneurs
        record = verb(survivor=kept, duplicate=merged, take=take, by=request.user)
        messages.success(
            request,
            _("The two records are one now. If that was a mistake, the merge can be undone here."),
        )
        return redirect(reverse("admin:entrepreneurs_merge_change", args=[record.pk]))

    def _model(self, request: HttpRequest, kind: str) -> type[Enterprise] | type[Entrepreneur]:
        if kind not in KINDS:
            raise Http404
        model = KINDS[kind]
        may_see = request.user.has_perm(f"entrepreneurs.view_{model._meta.model_name}")
        if not self.has_verb_permission(request) or not may_see:
            raise PermissionDenied
        return model

    def _record(self, model: type[Enterprise] | type[Entrepreneur], pk: int) -> Any:
        found = model.objects.listed().filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def _write_down(self, request: HttpRequest, records: list[Any]) -> None:
        """Note whose data the page shows; enterprises are no people."""
        people = {each.pk: each for each in records if isinstance(each, Entrepreneur)}
        record_accesses(
            user=request.user,  # type: ignore[arg-type]  # admin_view: signed in
            objects=people.values(),
            purpose=gettext_noop("compared as a possible duplicate"),
        )

    def _kinds(self) -> list[dict[str, str]]:
        return [
            {"kind": kind, "label": capfirst(str(model._meta.verbose_name_plural))}
            for kind, model in KINDS.items()
        ]

    def _page(self, request: HttpRequest, name: str, title: str, **context: Any) -> TemplateResponse:
        return TemplateResponse(
            request,
            f"admin/entrepreneurs/merge_{name}.html",
            {**self.admin_site.each_context(request), "title": title, "opts": self.opts, **context},
        )
