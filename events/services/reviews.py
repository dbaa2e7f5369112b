"""What colleagues think of applications: each for themselves, and the others' words only after one's own."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import User
from events.choices import ApplicationState
from events.errors import ChangeRefused
from events.models import ExhibitorApplication, Review
from events.services.applications import locked_application


@transaction.atomic
def write_review(*, application: ExhibitorApplication, by: User, score: int, comment: str = "") -> Review:
    """Write one's own review, or change it while nothing is decided. Raises ChangeRefused and ValidationError."""
    event, current = locked_application(application)
    if current.state not in {ApplicationState.SENT, ApplicationState.RESERVE}:
        raise ChangeRefused(_("Only applications that are sent and not decided yet are reviewed."))
    if event.starts_at <= timezone.now():
        raise ChangeRefused(_("The fair has begun."))
    review = Review.objects.filter(application=current, reviewer=by).first()
    review = review or Review(application=current, reviewer=by)
    if review.pk and (review.score, review.comment) == (score, comment):
        return review
    review.score, review.comment, review.written_at = score, comment, timezone.now()
    review.full_clean()
    review.save()
    return review


def readable(reviews: list[Review], user: User) -> list[Review]:
    """Return of the reviews of one application those that a colleague may read: all after one's own, else none."""
    return reviews if any(review.reviewer_id == user.pk for review in reviews) else []
