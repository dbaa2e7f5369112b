"""Who receives a visitor when several advisors could: the one who has had the least to do."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.db.models import Max

from consultations.choices import State
from consultations.models import Advisor, Allocation, Consultation
from consultations.spans import local_day, whole_days

_NEVER = datetime.min.replace(tzinfo=UTC)


def fairest(able: Sequence[int], start: datetime) -> Advisor:
    """Return who of the advisors (ids) holds the fewest live visits that local day, then that week.

    Of equals the one who was given a visit the longest time ago is chosen, so that the first in the list does not
    get every first visit of a week; the id decides what is left. Visits as a second advisor and group sessions
    count as well: they are work too.
    """
    day = local_day(start)
    monday = day - timedelta(days=day.weekday())
    week = whole_days(monday, monday + timedelta(days=6))
    held = Allocation.objects.filter(
        resource__advisor__in=able, live=True, busy__overlap=(week.start, week.end)
    ).values_list("resource__advisor", "busy")
    in_week: Counter[int] = Counter()
    in_day: Counter[int] = Counter()
    for pk, busy in held:
        in_week[pk] += 1
        # The middle: a pause before may begin on the day before.
        in_day[pk] += local_day(busy.lower + (busy.upper - busy.lower) / 2) == day
    last = dict(
        Consultation.objects.filter(advisor__in=able)
        .exclude(state=State.CANCELLED)
        .order_by()
        .values("advisor")
        .annotate(last=Max("created_at"))
        .values_list("advisor", "last")
    )
    chosen = min(able, key=lambda pk: (in_day[pk], in_week[pk], last.get(pk, _NEVER), pk))
    return Advisor.objects.select_related("user").get(pk=chosen)
