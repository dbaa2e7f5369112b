"""The plan of a case for its advisors: read with what changed since they wrote, commented, typed in from paper.

Each page that shows words of the plan is written down as read. Who may not read the case finds nothing.
"""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from center import asked_again
from center.admin_base import PortalModelAdmin
from center.audit import record_access
from center.base.downloads import to_save
from center.base.shown_text import in_script
from consultations import services
from consultations.choices import CanvasPart
from consultations.errors import ChangeRefused
from consultations.models import BusinessPlan, Case
from consultations.views import plan_saving
from consultations.views.plan_paper import paper
from consultations.views.plan_parts import whole_plan
from consultations.views.plan_posts import anchor_of, comment_of, part_named, send_comment
from consultations.views.plan_words import sentences


class CasePlanPages(PortalModelAdmin[Case]):
    """Pages below that of a case; put it before the admin class."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        settle = require_POST(self.plan_settle_view)
        name = "consultations_case_plan"
        return [
            path("<int:pk>/plan/", view(self.plan_view), name=name),
            path("<int:pk>/plan/canvas/<slug:part>/", view(self.plan_block_view), name=f"{name}_block"),
            path("<int:pk>/plan/budget/", view(self.plan_budget_view), name=f"{name}_budget"),
            path("<int:pk>/plan/plan.pdf", view(self.plan_paper_view), name=f"{name}_paper"),
            path(
                "<int:pk>/plan/comments/", view(require_POST(self.plan_comment_view)), name=f"{name}_comment"
            ),
            path(
                "<int:pk>/plan/comments/<int:comment>/",
                view(settle),
                name=f"{name}_settle",
            ),
            *super().get_urls(),
        ]

    def plan_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show everything of the plan, with what changed since each comment."""
        case = _readable(request, pk)
        _log(request, case, gettext_noop("opened"))
        whole = whole_plan(case)
        return self._plan_page(
            request,
            case,
            "plan",
            title=_("Plan of the case %(number)s") % {"number": case.number},
            whole=whole,
            budget=whole.budget,
            sentences=sentences(whole.budget),
        )

    def plan_block_view(self, request: HttpRequest, pk: int, part: str) -> HttpResponse:
        """Type in a block for somebody who brought it on paper."""
        case, wanted = _writable(request, pk), part_named(part)
        form, status = None, HTTPStatus.OK
        if request.method == "POST":
            form, status = plan_saving.save_block(case, wanted, request.POST, request.user)  # type: ignore[arg-type]
            if status == HTTPStatus.OK:
                self.message_user(request, _("Saved."), messages.SUCCESS)
                onward = plan_saving.next_part(wanted) if "next" in request.POST else None
                if onward is not None:
                    return redirect("admin:consultations_case_plan_block", case.pk, onward.value)
                return redirect(_address(case, wanted.value))
        _log(request, case, gettext_noop("opened"))
        context = plan_saving.block_context(case, wanted, form, status)
        return self._plan_page(request, case, "plan_block", status, title=wanted.label, **context)

    def plan_budget_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Type in the budget for somebody who brought it on paper."""
        case, whole, status = _writable(request, pk), None, HTTPStatus.OK
        if request.method == "POST":
            form, status = plan_saving.save_budget(case, request.POST, request.user)  # type: ignore[arg-type]
            if status == HTTPStatus.OK:
                self.message_user(request, _("Saved."), messages.SUCCESS)
                address = reverse("admin:consultations_case_plan_budget", args=[case.pk])
                return redirect(plan_saving.after_budget(address, form, request.POST))
        else:
            whole = whole_plan(case)
            form = plan_saving.budget_form(whole, more=request.GET.get("more", ""))
        _log(request, case, gettext_noop("opened"))
        context = plan_saving.budget_context(case, form, status, whole)
        return self._plan_page(
            request, case, "plan_budget", status, title=_("Budget of the first year"), **context
        )

    def plan_paper_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Give the plan as PDF, without the comments; each time is written down."""
        case = _readable(request, pk)
        _log(request, case, gettext_noop("downloaded"))
        # The plan that the page shows, of one person, on which an advisor works with them.
        paper_of_plan = to_save(paper(case), name=f"plan-{case.number}.pdf", content_type="application/pdf")
        return asked_again.no_export(paper_of_plan)

    def plan_comment_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep a comment or an answer; the person gets a letter."""
        case = _writable(request, pk)
        form = send_comment(case, request.POST, by=request.user, from_person=False)  # type: ignore[arg-type]
        if form.is_valid():
            self.message_user(request, _("The comment is kept"), messages.SUCCESS)
            return redirect(_address(case, anchor_of(request.POST)))
        _log(request, case, gettext_noop("opened"))
        about, answer_to = request.POST.get("about", ""), request.POST.get("answer_to", "")
        return self._plan_page(
            request,
            case,
            "plan_comment",
            HTTPStatus.UNPROCESSABLE_ENTITY,
            title=_("Comment"),
            form=form,
            about=about,
            answer_to=answer_to,
        )

    def plan_settle_view(self, request: HttpRequest, pk: int, comment: int) -> HttpResponse:
        """Mark a comment as settled, or take it up again."""
        case = _writable(request, pk)
        found = comment_of(case, comment)
        verb = services.reopen_comment if "again" in request.POST else services.settle_comment
        try:
            verb(comment=found, by=request.user)  # type: ignore[arg-type]
        except ChangeRefused as error:
            self.message_user(request, str(error.message), messages.ERROR)
        return redirect(_address(case, found.part or "talks"))

    def _plan_page(
        self, request: HttpRequest, case: Case, name: str, status: HTTPStatus = HTTPStatus.OK, **more: Any
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "case": case,
            "person": in_script(case.person.name),
            "may_write": case.is_open and _may_write(request, case),
            "page_title": case.number,
            **more,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, f"admin/consultations/{name}.html", context, status=status)


def _readable(request: HttpRequest, pk: int) -> Case:
    user: Any = request.user
    case = Case.objects.readable_by(user).filter(pk=pk).select_related("person").first()
    if case is None:
        raise Http404
    return case


def _writable(request: HttpRequest, pk: int) -> Case:
    case = _readable(request, pk)
    if not _may_write(request, case):
        raise PermissionDenied
    return case


def _may_write(request: HttpRequest, case: Case) -> bool:
    user: Any = request.user
    return Case.objects.editable_by(user).filter(pk=case.pk).exists()


def _log(request: HttpRequest, case: Case, purpose: str) -> None:
    """Write down that the plan was read; before there is one, nothing of it can be."""
    plan = BusinessPlan.objects.filter(case=case).first()
    if plan is not None:
        record_access(user=request.user, obj=plan, purpose=purpose)  # type: ignore[arg-type]  # admin_view: signed in


def _address(case: Case, anchor: str = "") -> str:
    address = reverse("admin:consultations_case_plan", args=[case.pk])
    return f"{address}#{anchor}" if anchor in {*CanvasPart.values, "talks"} else address
