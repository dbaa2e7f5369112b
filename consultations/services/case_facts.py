"""What a case is about, and what came of it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import User
from consultations.models import Case
from entrepreneurs.models import Enterprise


@transaction.atomic
def record_jobs(*, case: Case, jobs: int | None, day: date | None, by: User) -> Case:
    """Note how many jobs came of a case and on which day they were counted; both empty: not counted."""
    changed = _locked(case)
    changed.jobs_created, changed.jobs_counted_on = jobs, day
    return _kept(changed, "jobs_created", "jobs_counted_on")


@transaction.atomic
def describe_case(
    *,
    case: Case,
    subject: str,
    enterprise: Enterprise | None,
    jobs: int | None,
    jobs_counted_on: date | None,
    by: User,
) -> Case:
    """Change what a case is about, its enterprise and its jobs at once. Raises ValidationError."""
    changed = _locked(case)
    changed.subject, changed.enterprise = " ".join(subject.split()), enterprise
    changed.jobs_created, changed.jobs_counted_on = jobs, jobs_counted_on
    return _kept(changed, "subject", "enterprise", "jobs_created", "jobs_counted_on")


def _kept(case: Case, *fields: str) -> Case:
    if case.jobs_counted_on is not None and case.jobs_counted_on > timezone.localdate():
        raise ValidationError({"jobs_counted_on": _("This day has not come yet.")})
    case.full_clean(validate_unique=False)
    case.save(update_fields=fields)
    return case


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
