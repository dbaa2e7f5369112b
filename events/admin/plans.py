"""The plans of fairs in the admin: a table to type in, with the drawing beside it."""

from http import HTTPStatus
from typing import Any, ClassVar

import pghistory
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin_verbs import Verb, VerbAdmin, through
from events.admin import fair_documents, stand_pages
from events.admin.plan_editor import PlanEditor
from events.admin.plan_forms import GroundForm
from events.choices import EventKind, EventState
from events.errors import ChangeRefused, PlanRefused
from events.models import Event, FairPlan, PlanThing, Stand
from events.services import plans

_MORE = 10


VERBS = (
    Verb(
        "show",
        gettext_lazy("Show the plan to everybody"),
        through(plans.show_plan, "plan"),
        lambda plan: not plan.is_public,
        kind="primary",
        told=gettext_lazy("Everybody can see the plan"),
    ),
    Verb(
        "hide",
        gettext_lazy("Hide the plan"),
        through(plans.hide_plan, "plan"),
        lambda plan: plan.is_public,
        told=gettext_lazy("The plan is hidden; the list of exhibitors stays"),
    ),
)


class BeginForm(GroundForm):
    """Which fair, and what its plan begins with."""

    event = forms.ModelChoiceField(Event.objects.none(), label=gettext_lazy("Fair"), empty_label=None)
    earlier = forms.ModelChoiceField(
        FairPlan.objects.none(),
        label=gettext_lazy("Begin with the plan of"),
        required=False,
        empty_label=gettext_lazy("no other fair: an empty ground"),
        help_text=gettext_lazy("Stands and things are copied; nobody is at the stands yet."),
    )
    field_order = ["event", "earlier", "width", "height", "outline"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fairs = Event.objects.filter(kind=EventKind.FAIR, plan=None).exclude(state=EventState.ARCHIVED)
        self.fields["event"].queryset = fairs.order_by("-starts_at")  # type: ignore[attr-defined]
        earlier = FairPlan.objects.select_related("event").order_by("-event__starts_at")
        self.fields["earlier"].queryset = earlier  # type: ignore[attr-defined]
        for name in ("width", "height"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        clean = dict(super().clean() or {})
        for name in ("width", "height"):
            if not clean.get("earlier") and name not in self.errors and not clean.get(name):
                self.add_error(name, _("How large is the ground?"))
        return clean


@admin.register(FairPlan)
class FairPlanAdmin(VerbAdmin[FairPlan]):
    list_display = ["__str__", "day", "stand_count", "is_public"]
    list_select_related: ClassVar = ["event"]
    folded_search = ("event__title_sr", "event__title_en")
    verbs = VERBS
    add_label = gettext_lazy("Begin a plan")
    nothing_yet = gettext_lazy("Begin the plan of a fair: its stands, the stage, the entrance.")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("events.add_fairplan")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[FairPlan]:
        rows: models.QuerySet[FairPlan] = super().get_queryset(request)
        return rows.annotate(count=models.Count("stands"))

    def get_urls(self) -> list[URLPattern]:
        def address(part: str, view: Any) -> URLPattern:
            wrapped = self.admin_site.admin_view(lambda request, object_id: view(self, request, object_id))
            return path(f"<int:object_id>/{part}/", wrapped, name=f"events_fairplan_{part}")

        return [
            address("stands", stand_pages.page),
            address("badges", fair_documents.badges),
            address("signs", fair_documents.signs),
            address("exhibitors", fair_documents.exhibitors),
            *super().get_urls(),
        ]

    def history_lists(self, request: HttpRequest) -> list[type[models.Model]]:
        return [Stand, PlanThing]

    @admin.display(description=gettext_lazy("day"), ordering="event__starts_at")
    def day(self, plan: FairPlan) -> Any:
        return plan.event.starts_at.date()

    @admin.display(description=gettext_lazy("stands"), ordering="count")
    def stand_count(self, plan: Any) -> int:
        return int(plan.count)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Begin a plan: an empty ground, or the copy of an earlier one."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        wanted = request.GET.get("event", "")
        known = FairPlan.objects.filter(event=int(wanted)) if wanted.isascii() and wanted.isdigit() else None
        if request.method == "GET" and known is not None and (plan := known.first()) is not None:
            return redirect("admin:events_fairplan_change", plan.pk)
        form = BeginForm(request.POST if request.method == "POST" else None, initial={"event": wanted})
        if request.method == "POST" and form.is_valid():
            plan = _begun(form, request.user)
            if plan is not None:
                messages.success(request, _("The plan is begun. Now draw the stands."))
                return redirect("admin:events_fairplan_change", plan.pk)
        context = {**self.frame(request), "title": _("Begin a plan"), "form": form}
        return TemplateResponse(request, "admin/events/plan_begin.html", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the editor, or to who may only look the drawing."""
        plan = self.get_object(request, object_id)
        if plan is None:
            raise Http404
        if not self.has_view_permission(request, plan):
            raise PermissionDenied
        may_change = self.has_verb_permission(request)
        if request.method != "POST":
            return self._page(request, PlanEditor(plan), may_change=may_change)
        if not may_change:
            raise PermissionDenied
        return self._posted(request, PlanEditor(plan, request.POST))

    def _posted(self, request: HttpRequest, editor: PlanEditor) -> HttpResponse:
        if "_drawing" in request.POST:
            # The script asks for the drawing of what is typed just now.
            context = {"drawing": editor.drawing()}
            return TemplateResponse(request, "events/parts/plan_drawing.html", context)
        status = HTTPStatus.OK
        if "_row" in request.POST:
            editor.add_row_of_stands()
        elif "_more" in request.POST:
            editor.more_rows(empty=_MORE)
        elif "_save" in request.POST:
            with pghistory.context(verb="draw"):
                is_saved = editor.save(request.user)  # type: ignore[arg-type]  # admin_view: signed in
            if is_saved:
                messages.success(request, _("The plan is saved."))
                for sentence in PlanEditor(editor.plan).warnings():
                    messages.warning(request, sentence)
                return redirect("admin:events_fairplan_change", editor.plan.pk)
            status = HTTPStatus.CONFLICT if editor.differences else HTTPStatus.UNPROCESSABLE_ENTITY
        return self._page(request, editor, may_change=True, status=status)

    def _page(
        self, request: HttpRequest, editor: PlanEditor, *, may_change: bool, status: int = HTTPStatus.OK
    ) -> TemplateResponse:
        plan = editor.plan
        context = {
            **self.frame(request),
            "title": _("Plan of the fair"),
            "subtitle": plan.event.title,
            "original": plan,
            "plan": plan,
            "editor": editor,
            "drawing": editor.drawing(),
            "decimal_mark": formats.get_format("DECIMAL_SEPARATOR"),
            "may_change": may_change,
            "verbs": self.offered_verbs(request, plan),
            "do_url": "admin:events_fairplan_do",
        }
        return TemplateResponse(request, "admin/events/plan.html", context, status=status)

    def frame(self, request: HttpRequest) -> dict[str, Any]:
        """Return what every page of the admin shows around its own."""
        return {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}


def _begun(form: BeginForm, user: Any) -> FairPlan | None:
    clean = form.cleaned_data
    try:
        if clean["earlier"]:
            return plans.copy_plan(event=clean["event"], earlier=clean["earlier"], by=user)
        return plans.draw_plan(event=clean["event"], size=form.size, by=user)
    except PlanRefused as refused:
        for fault in refused.faults:
            form.add_error(fault.field or None, fault.message)
    except ChangeRefused as refused:
        form.add_error(None, str(refused.message))
    return None
