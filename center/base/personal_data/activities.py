"""What an office does with personal data, as the record of processing wants it said (art. 47 of the law of Serbia).

Each app groups its models into activities, with the people, the legal basis and who else is told. Purposes, fields and
time limits come from the registry itself. A test fails on a personal model that belongs to no activity.
"""

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Basis(TextChoices):
    """Why it may be done: article 12 of the Law on Personal Data Protection, article 6 of the GDPR."""

    CONSENT = "consent", _("consent of the person (art. 12, par. 1, point 1)")
    EXPLICIT = "explicit", _("explicit consent to special categories of data (art. 17, par. 2, point 1)")
    CONTRACT = "contract", _("a contract, or steps that the person asked for (art. 12, par. 1, point 2)")
    LAW = "law", _("a duty of the office by law (art. 12, par. 1, point 3)")
    INTEREST = "interest", _("legitimate interest of the office (art. 12, par. 1, point 6)")


@dataclass(frozen=True)
class Activity:
    """One thing that is done with data of people; `told` names who is told beside the staff whose work needs it."""

    name: Text
    people: Text
    basis: Basis
    models: tuple[type[models.Model], ...]
    told: Text = ""


_activities: Final[list[Activity]] = []


def activity(
    name: Text, *, people: Text, basis: Basis, of: list[type[models.Model]], told: Text = ""
) -> None:
    """Declare an activity; raises ValueError for a model that belongs to another one already."""
    taken = {model for each in _activities for model in each.models}
    if both := taken & set(of):
        msg = f"{', '.join(sorted(model.__name__ for model in both))}: in two activities."
        raise ValueError(msg)
    _activities.append(Activity(name, people, basis, tuple(of), told))


def activities() -> list[Activity]:
    """Return what all apps declared, those of lower apps first."""
    return list(_activities)
