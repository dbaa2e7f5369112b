"""What the research produced on some days: surveys that ran, answers that came, results that were published.

Days are the office's local ones, both included. With a grant (or its key), only its surveys are counted.
"""

from datetime import date

from django.db.models import Q, QuerySet

from center.base.carrying import Wanted, carrying
from research.choices import ReleaseState
from research.models import Release, Response, Survey


def surveys(first: date, last: date, grant: Wanted = None) -> QuerySet[Survey]:
    """Return the surveys that were open on any of these days."""
    ran = Survey.objects.public().filter(
        Q(closes_at=None) | Q(closes_at__date__gte=first), opens_at__date__lte=last
    )
    return carrying(ran, grant)


def answers(first: date, last: date, grant: Wanted = None) -> QuerySet[Response]:
    """Return the answers that were sent or entered on these days."""
    found = Response.objects.filter(day__range=(first, last)).order_by()
    return found if grant is None else found.filter(survey__in=_of(grant))


def releases(first: date, last: date, grant: Wanted = None) -> QuerySet[Release]:
    """Return the results that were published on these days, also those that were withdrawn later."""
    found = Release.objects.exclude(state=ReleaseState.DRAFT).filter(published_at__date__range=(first, last))
    return found if grant is None else found.filter(survey__in=_of(grant))


def _of(grant: Wanted) -> QuerySet[Survey]:
    return carrying(Survey.objects.order_by(), grant)
