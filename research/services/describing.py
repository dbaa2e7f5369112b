"""What staff write about a survey: everything while it is prepared, its words and its end once it runs."""

from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from research.choices import SurveyState
from research.errors import SurveyRefused
from research.models import Survey
from research.services.surveys import DESCRIBED, locked

if TYPE_CHECKING:
    from center.models import User

# What is decided before anybody answers.
PREPARED: Final = ("slug", "questionnaire", "population", "modes", "is_anonymous", "opens_at")


def changeable(state: str) -> tuple[str, ...]:
    """Return the fields that may be changed in a state."""
    if state == SurveyState.DRAFT:
        return (*PREPARED, *DESCRIBED)
    if state == SurveyState.OPEN:
        return DESCRIBED
    # The end of a closed survey is a fact; opening it again sets another.
    return tuple(name for name in DESCRIBED if name != "closes_at")


@transaction.atomic
def add_survey(*, by: "User | None" = None, is_demo: bool = False, **values: Any) -> Survey:
    """Prepare a survey. Raises ValidationError."""
    made = Survey(**values, added_by=by, is_demo=is_demo)
    made.full_clean()
    made.save()
    return made


@transaction.atomic
def change_survey(*, survey: Survey, by: "User | None" = None, **values: Any) -> Survey:
    """Change what may still be changed. Raises SurveyRefused and ValidationError."""
    found = locked(survey)
    changed = {name: value for name, value in values.items() if getattr(found, name) != value}
    if fixed := set(changed) - set(changeable(found.state)):
        labels = sorted(str(Survey._meta.get_field(name).verbose_name) for name in fixed)  # type: ignore[union-attr]  # columns
        raise SurveyRefused(
            _("This cannot be changed once the survey runs: %(fields)s.") % {"fields": ", ".join(labels)}
        )
    if {"population", "modes"} & set(changed) and found.invitations.exists():
        raise SurveyRefused(
            _(
                "Invitations were made for this survey, so whom it asks and how people answer stay as they are."
            )
        )
    for name, value in changed.items():
        setattr(found, name, value)
    found.full_clean()
    found.save()
    return found
