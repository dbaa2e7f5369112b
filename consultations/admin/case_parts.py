"""What stands in a case, one record at a time; whoever may not read the case finds nothing."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from center.admin_base import Row
from center.admin_verbs import Verb, VerbAdmin
from center.base.person_names import shown_name
from center.base.shown_text import in_script


class CasePartAdmin(VerbAdmin[Row]):
    """Records that only readers of their case find, and only some of them change."""

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Row]:
        rows: Any = self.model.objects  # each has our queryset
        found: models.QuerySet[Row] = rows.visible_to(request.user)
        return found

    def may_write(self, request: HttpRequest, record: Row) -> bool:
        rows: Any = type(record).objects  # type: ignore[attr-defined]  # as above
        return bool(rows.editable_by(request.user).filter(pk=record.pk).exists())

    def offered_verbs(self, request: HttpRequest, record: Row) -> list[Verb]:
        return super().offered_verbs(request, record) if self.may_write(request, record) else []

    def do_view(self, request: HttpRequest, object_id: int, verb: str) -> HttpResponse:
        record = self.get_object(request, str(object_id))
        if record is not None and not self.may_write(request, record):
            raise PermissionDenied
        return super().do_view(request, object_id, verb)

    def get_actions(self, request: HttpRequest) -> Any:
        """Offer nothing for many rows: who may change one need not be who may change another."""
        return {}

    @admin.display(description=gettext_lazy("case"), ordering="case")
    def case_link(self, record: Any) -> SafeString:
        address = reverse("admin:consultations_case_change", args=[record.case_id])
        return format_html(
            '<a href="{}">{}</a> {}', address, record.case.number, shown_name(record.case.person.name)
        )


class HiddenMixin:
    """Reached from a case only: not among the lists of the first page."""

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        return {}


def when_and_who(moment: Any, who: Any) -> str:
    text = date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
    return f"{text}, {in_script(str(who))}"
