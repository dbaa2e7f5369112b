"""What people tell to be counted by."""

from django.db import transaction

from center.models import User
from entrepreneurs.choices import Purpose
from entrepreneurs.models import Demographics, Entrepreneur
from entrepreneurs.services.consents import give_consent


@transaction.atomic
def record_demographics(
    *,
    person: Entrepreneur,
    sex: str,
    birth_year: int | None,
    employment: str,
    how: str,
    by: User | None = None,
) -> Demographics:
    """Keep a person's answers for the statistics in place of earlier ones; asks for its own consent, given `how`.

    An answer that was not given is empty. Raises ValidationError when all are, for values nobody offered, a year
    of birth to come, and when no text of that consent exists.
    """
    # Two colleagues at once wait here for one another.
    person = Entrepreneur.objects.select_for_update().get(pk=person.pk)
    consent = give_consent(person=person, purpose=Purpose.STATISTICS, how=how, by=by)
    row = Demographics.objects.filter(person=person).first() or Demographics(person=person)
    row.consent, row.recorded_by = consent, by
    row.sex, row.birth_year, row.employment = sex, birth_year, employment
    row.full_clean()
    row.save()
    return row
