"""Cases in the admin: the list that begins with one's own, and the page with everything about one."""

from datetime import date
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib import messages as told
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin_columns import NOTHING, badge, moment, two_lines
from center.admin_grants import CarriesGrants
from center.admin_verbs import Verb, VerbAdmin
from center.base.person_names import shown_name
from center.base.shown_text import in_script
from consultations import services
from consultations.admin import case_page
from consultations.admin.case_filters import StageFilter, WhoseFilter
from consultations.admin.case_forms import OpenForm
from consultations.admin.case_plan import CasePlanPages
from consultations.admin.case_verbs import VERBS, CaseVerb, Standing, standing
from consultations.choices import CaseStage
from consultations.errors import ChangeRefused
from consultations.models import Case, CaseAdvisor, CaseGrant, StageChange
from consultations.templatetags.cases_desk import stage_badge
from entrepreneurs.admin.person_field import FindPersonForm
from entrepreneurs.models import Entrepreneur


@admin.register(Case)
class CaseAdmin(CarriesGrants[Case], CasePlanPages, VerbAdmin[Case]):
    change_form_template = "admin/consultations/case.html"
    list_display = ["shown_number", "shown_person", "badge", "since", "lead", "visit", "task"]
    list_filter: ClassVar = [WhoseFilter, StageFilter]
    ordering = ("-opened_on", "-pk")
    folded_search = ("number", "person__name")
    search_help_text = gettext_lazy(
        "Number of the case or name, in either script; closed ones are found too."
    )
    add_label = gettext_lazy("Open a case")
    nothing_yet = gettext_lazy("A case begins on the page of a visit or of a person.")
    reading_is_logged = True
    verbs = VERBS

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("consultations.add_case")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Case]:
        """Every advisor knows of every case; `is_readable` says whose content they may see.

        The list is put in order by what it shows of the next task (`shown_task_on`): of a case that one may not read,
        nothing.
        """
        user: Any = request.user
        rows = Case.objects.visible_to(user).with_reading_by(user).with_list_details()
        shown = models.When(
            models.Q(is_readable=True) & ~models.Q(stage=CaseStage.CLOSED), then="next_task_on"
        )
        return rows.alias(shown_task_on=models.Case(shown)).select_related("person")

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Tell the history only to who reads the case: reasons and all that was ever written stand in it."""
        case = self.get_object(request, unquote(object_id))
        if case is not None and not _standing(request, case).reads:
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    def history_lists(self, request: HttpRequest) -> list[type[models.Model]]:
        return [StageChange, CaseAdvisor, CaseGrant]

    def get_actions(self, request: HttpRequest) -> Any:
        """Offer nothing for many cases at once."""
        return {}

    def may_see_grants(self, request: HttpRequest, record: Case) -> bool:
        """Show them to who reads the case: they tell when it was opened."""
        return super().may_see_grants(request, record) and _standing(request, record).reads

    def may_choose_grants(self, request: HttpRequest, record: Case) -> bool:
        return super().may_choose_grants(request, record) and record.erased_at is None

    # --- The page of one case ---

    def offered_verbs(self, request: HttpRequest, record: Case) -> list[Verb]:
        mine = _standing(request, record)
        return [verb for verb in super().offered_verbs(request, record) if _may(verb, mine)]

    def do_view(self, request: HttpRequest, object_id: int, verb: str) -> HttpResponse:
        """Refuse a verb that is not for this person in this case."""
        case = self.get_object(request, str(object_id))
        wanted = next((each for each in self.verbs if each.name == verb), None)
        if case is not None and wanted is not None and not _may(wanted, _standing(request, case)):
            raise PermissionDenied
        return super().do_view(request, object_id, verb)

    def in_words(self, record: Case) -> str:
        return f"{record.number}, {shown_name(record.person.name)}"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Head the page with the person, a browser's list of pages with the number only."""
        case: Case = context["original"]
        mine = _standing(request, case)
        context |= case_page.small_page(case) | {"mine": mine, "case": case}
        if mine.reads:
            context |= case_page.full_page(request, case, mine)
        response = super().render_change_form(request, context, *args, **kwargs)
        response.context_data |= {
            "title": shown_name(case.person.name),
            "subtitle": None,
            "page_title": case.number,
        }
        return response

    # --- Opening one ---

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Find the person, then open the case; who has an open one is led to it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        user: Any = request.user
        data = request.POST if request.method == "POST" else None
        person = _chosen_person(request)
        if person is None:
            find = FindPersonForm(user, data)
            if data is not None and find.is_valid():
                return redirect(f"{request.path}?person={find.cleaned_data['person'].pk}")
            return self._open_page(request, find, None)
        open_one = Case.objects.open().filter(person=person).first()
        if open_one is not None:
            self.message_user(request, _("This person has an open case already."), told.INFO)
            return redirect(_address(open_one))
        form = OpenForm(user, data)
        if data is not None and form.is_valid():
            try:
                case = services.open_case(person=person, by=user, **form.cleaned_data)
            except ChangeRefused as error:
                form.add_error(None, str(error.message))
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return redirect(_address(case))
        return self._open_page(request, form, person)

    def _open_page(self, request: HttpRequest, form: Any, person: Entrepreneur | None) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Open a case"),
            "opts": self.opts,
            "form": form,
            "person": person,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/consultations/case_open.html", context)

    # --- Columns ---

    @admin.display(description=gettext_lazy("number"), ordering="number")
    def shown_number(self, case: Case) -> str:
        return case.number

    @admin.display(description=gettext_lazy("person"), ordering="person__name")
    def shown_person(self, case: Case) -> SafeString:
        readable: Any = case
        return two_lines(
            shown_name(case.person.name), in_script(case.subject) if readable.is_readable else ""
        )

    @admin.display(description=gettext_lazy("stage"), ordering="stage")
    def badge(self, case: Case) -> SafeString:
        return stage_badge(case)

    @admin.display(description=gettext_lazy("since"), ordering="stage_since")
    def since(self, case: Any) -> str:
        return _short(case.stage_since) if case.stage_since else NOTHING

    @admin.display(description=gettext_lazy("leads it"))
    def lead(self, case: Any) -> str:
        return ", ".join(str(row.advisor) for row in case.current_leads) or NOTHING

    @admin.display(description=gettext_lazy("next visit"), ordering="next_visit")
    def visit(self, case: Any) -> SafeString | str:
        return moment(case.next_visit)

    @admin.display(description=gettext_lazy("next task"), ordering="shown_task_on")
    def task(self, case: Any) -> SafeString | str:
        """Return the day of the next task, marked when it is over; nothing of a case that one may not read."""
        if not case.is_readable or not case.is_open or case.next_task_on is None:
            return NOTHING
        day = _short(case.next_task_on)
        if case.next_task_on >= timezone.localdate():
            return day
        return two_lines(badge("error", "warning", _("Overdue")), day)


def _standing(request: HttpRequest, case: Case) -> Standing:
    """Ask once in a request what the person may do in a case."""
    known: dict[int, Standing] = request.__dict__.setdefault("case_standings", {})
    if case.pk not in known:
        known[case.pk] = standing(case, request.user)  # type: ignore[arg-type]  # admin_view: signed in
    return known[case.pk]


def _short(day: date) -> str:
    """Return a day that does not break over two lines."""
    return date_format(day, "SHORT_DATE_FORMAT").replace(" ", "\u00a0")


def _may(verb: Verb, mine: Any) -> bool:
    return isinstance(verb, CaseVerb) and verb.who(mine)


def _address(case: Case) -> str:
    return reverse("admin:consultations_case_change", args=[case.pk])


def _chosen_person(request: HttpRequest) -> Entrepreneur | None:
    wanted = request.GET.get("person", "")
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 12):  # noqa: PLR2004 -- longer than any key
        return None
    return Entrepreneur.objects.listed().filter(pk=wanted).first()
