"""Who asks to read a case that is not theirs, and who works on one."""

from typing import ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from center.admin_columns import NOTHING, badge, two_lines
from center.admin_verbs import Verb
from center.base.shown_text import in_script, quoted
from consultations import services
from consultations.admin import case_forms as forms
from consultations.admin.case_parts import CasePartAdmin, HiddenMixin, when_and_who
from consultations.choices import AccessState, CaseRole
from consultations.models import AccessRequest, CaseAdvisor


@admin.register(AccessRequest)
class AccessRequestAdmin(CasePartAdmin[AccessRequest]):
    list_display = ["colleague", "case_link", "shown_state", "until"]
    list_filter: ClassVar = ["state"]
    list_select_related: ClassVar = ["case__person", "asked_by", "decided_by", "revoked_by"]
    nothing_yet = gettext_lazy("When a colleague asks to read a case that is not theirs, it stands here.")
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": [
                    "case_link",
                    "colleague",
                    "shown_reason",
                    "shown_state",
                    "until",
                    "decision",
                    "shown_answer",
                    "taking_back",
                ]
            },
        )
    ]
    readonly_fields: ClassVar = [
        "case_link",
        "colleague",
        "shown_reason",
        "shown_state",
        "decision",
        "shown_answer",
        "taking_back",
    ]
    verbs = (
        Verb(
            "grant",
            gettext_lazy("Grant"),
            lambda request, user, clean: services.grant_access(
                request=request, until=clean["until"], answer=clean["answer"], by=user
            ),
            lambda request: request.state == AccessState.WAITING,
            kind="primary",
            told=gettext_lazy("The colleague may read the case"),
            form=lambda _request, _user, data: forms.GrantForm(data),
        ),
        Verb(
            "refuse",
            gettext_lazy("Refuse"),
            lambda request, user, clean: services.refuse_access(
                request=request, answer=clean["answer"], by=user
            ),
            lambda request: request.state == AccessState.WAITING,
            told=gettext_lazy("It is refused"),
            form=lambda _request, _user, data: forms.RefusalForm(data),
        ),
        Verb(
            "revoke",
            gettext_lazy("Take the access back"),
            lambda request, user, _reason: services.revoke_access(request=request, by=user),
            lambda request: request.state == AccessState.GRANTED,
            kind="danger",
            told=gettext_lazy("The access is taken back"),
            warning=gettext_lazy("The colleague can no longer read the case, from this moment on."),
        ),
    )

    def may_write(self, request: HttpRequest, record: AccessRequest) -> bool:
        """Only who leads the case or coordinates decides, and never about themselves."""
        decidable = AccessRequest.objects.decidable_by(request.user)  # type: ignore[arg-type]  # signed in
        return decidable.filter(pk=record.pk).exists()

    def in_words(self, record: AccessRequest) -> str:
        return f"{in_script(str(record.asked_by))}, {record.case.number}"

    @admin.display(description=gettext_lazy("colleague"), ordering="asked_by")
    def colleague(self, record: AccessRequest) -> SafeString:
        moment = date_format(timezone.localtime(record.asked_at), "SHORT_DATETIME_FORMAT")
        return two_lines(in_script(str(record.asked_by)), moment)

    @admin.display(description=gettext_lazy("reason"))
    def shown_reason(self, record: AccessRequest) -> SafeString:
        return quoted(record.reason)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def shown_state(self, record: AccessRequest) -> SafeString:
        kind, icon = {
            AccessState.WAITING: ("warning", "clock"),
            AccessState.GRANTED: ("success", "check"),
            AccessState.REFUSED: ("neutral", "error"),
            AccessState.REVOKED: ("neutral", "lock"),
        }[AccessState(record.state)]
        return badge(kind, icon, record.get_state_display())

    @admin.display(description=gettext_lazy("decided"))
    def decision(self, record: AccessRequest) -> str:
        return when_and_who(record.decided_at, record.decided_by) if record.decided_at else NOTHING

    @admin.display(description=gettext_lazy("answer"))
    def shown_answer(self, record: AccessRequest) -> SafeString | str:
        return quoted(record.answer) if record.answer else NOTHING

    @admin.display(description=gettext_lazy("taken back"))
    def taking_back(self, record: AccessRequest) -> str:
        return when_and_who(record.revoked_at, record.revoked_by) if record.revoked_at else NOTHING


@admin.register(CaseAdvisor)
class CaseAdvisorAdmin(HiddenMixin, CasePartAdmin[CaseAdvisor]):
    list_display = ["advisor", "case_link", "role", "since", "until"]
    list_select_related: ClassVar = ["case__person", "advisor"]
    fieldsets: ClassVar = [(None, {"fields": ["case_link", "advisor", "role", "since", "until"]})]
    readonly_fields: ClassVar = ["case_link"]
    verbs = (
        Verb(
            "leave",
            gettext_lazy("Let this colleague leave the case"),
            lambda row, user, _reason: services.end_colleague(assignment=row, by=user),
            lambda row: row.until is None and row.role == CaseRole.COLLEAGUE,
            told=gettext_lazy("The colleague has left the case"),
            warning=gettext_lazy("They can no longer read it. What they still had to do becomes the lead’s."),
        ),
    )

    def in_words(self, record: CaseAdvisor) -> str:
        return f"{record.advisor}, {record.case.number}"
