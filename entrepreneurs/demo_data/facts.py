"""The dated facts of the made-up enterprises: what they are, and what some of them were before."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from center.models import User
from entrepreneurs.choices import LegalForm, StatusKind
from entrepreneurs.demo_data.history import (
    FORM_BEFORE,
    PLACE_BEFORE,
    SOURCE,
    STATUS_BEFORE,
    exist,
    town,
    years_ago,
)
from entrepreneurs.demo_data.shapes import Demo
from entrepreneurs.models import (
    ActivityCode,
    Enterprise,
    LegalStatus,
    RegisteredActivity,
    RegisteredForm,
    ReportDuty,
    Seat,
    ServedGroup,
    VulnerableGroup,
)
from entrepreneurs.services import record_fact
from entrepreneurs.services.report_duties import submit_report


def record_facts(demo: Demo, enterprise: Enterprise, by: User) -> None:
    """Record what an enterprise is, and what it was before."""
    known: dict[str, Any] = {"enterprise": enterprise, "by": by, "source": SOURCE}
    exist(demo.name_sr, enterprise, by=by)
    since = enterprise.founded_on
    flat_rate = False if demo.form == LegalForm.ENTREPRENEUR else None
    changed = since
    if before := FORM_BEFORE.get(demo.name_sr):
        form, years, day = before
        record_fact(RegisteredForm, form=form, since=since, **known)
        changed = years_ago(years, day)
    record_fact(RegisteredForm, form=demo.form, is_flat_rate=flat_rate, since=changed, **known)
    code = ActivityCode.objects.get(code=demo.activity, version="2010")
    record_fact(RegisteredActivity, code=code, since=since, **known)
    moved = since
    if seat := PLACE_BEFORE.get(demo.name_sr):
        place, years, day = seat
        record_fact(Seat, settlement=town(place), since=since, **known)
        moved = years_ago(years, day)
    record_fact(Seat, settlement=town(demo.place), since=moved, **known)
    _status(demo, enterprise, by)


def _status(demo: Demo, enterprise: Enterprise, by: User) -> None:
    decided = min(date(max(demo.founded + 1, 2023), 3, 15), timezone.localdate())
    if before := STATUS_BEFORE.get(demo.name_sr):
        status, years, day = before
        earlier = record_fact(
            LegalStatus, enterprise=enterprise, since=decided, by=by, source=SOURCE, status=status
        )
        _serve(demo, earlier)
        decided = years_ago(years, day)
    registered: dict[str, Any] = {
        "decided_on": decided,
        "decision_number": f"ДЕМО-{enterprise.pk:03}",
        "checked_on": timezone.localdate() - timedelta(days=40),
        "checked_by": by,
    }
    fact = record_fact(
        LegalStatus,
        enterprise=enterprise,
        since=decided,
        by=by,
        source=SOURCE,
        status=demo.status,
        ways=list(demo.ways),
        areas=list(demo.areas),
        end_reason="Одлука оснивача (пример)" if demo.status == StatusKind.ENDED else "",
        **(registered if demo.status == StatusKind.REGISTERED else {}),
    )
    _serve(demo, fact)
    if demo.status == StatusKind.REGISTERED:
        _reports(demo, enterprise)


def _serve(demo: Demo, fact: LegalStatus) -> None:
    for group in VulnerableGroup.objects.in_use().filter(code__in=demo.groups):
        ServedGroup.objects.create(status=fact, group=group)


def _reports(demo: Demo, enterprise: Enterprise) -> None:
    """Give half of the holders a report that is due this year; most of them have handed it in."""
    duty = ReportDuty.objects.get(enterprise=enterprise)
    if demo.founded % 2:
        years_back = duty.due_on.year - timezone.localdate().year
        duty.first_year -= years_back
        duty.last_year -= years_back
        duty.due_on = duty.due_on.replace(year=duty.due_on.year - years_back)
        duty.save()
        if demo.founded % 4 == 1:
            submit_report(duty=duty, on=min(duty.due_on - timedelta(days=9), timezone.localdate()))
