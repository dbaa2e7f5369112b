"""One action of a volunteer, from a form or from the queue of the page: checked, done, put into words."""

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from events.choices import HeadKind
from events.door_forms import ARRIVE, BACK, COUNT, ActionForm
from events.models import Event
from events.services import doors
from events.services.counting import count_people
from events.services.door_answers import Answer, Outcome
from events.services.door_passes import opens
from events.views.door_keeper import Keeper


def perform(event: Event, keeper: Keeper, form: ActionForm) -> Answer:
    """Do what a form says and return what came of it; nothing is raised for wrong data."""
    if not form.is_valid():
        return Answer(Outcome.WRONG, event, timezone.localdate())
    data = form.cleaned_data
    if keeper.door is not None and not opens(keeper.door, data["at"]):
        return Answer(Outcome.OTHER_DAY, event, timezone.localdate())
    who: dict[str, Any] = {"event": event, "at": data["at"], "door": keeper.door, "by": keeper.by}
    if data["do"] == ARRIVE:
        return doors.arrive(
            code=data["code"], people=data["people"], may_ask=data["ask"], action=data["id"], **who
        )
    if data["do"] == BACK:
        return doors.take_back(of=data["of"], **who)
    if data["do"] == COUNT:
        return count_people(
            action=data["id"],
            number=data["number"],
            kind=HeadKind(data["kind"]),
            sex=data["sex"],
            age_band=data["age_band"],
            **who,
        )
    return doors.walk_in(
        action=data["id"],
        people=data["people"] or 1,
        name=data["name"],
        language=get_language() or "sr",
        **who,
    )
