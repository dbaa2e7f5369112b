"""What a visitor has chosen so far. It travels in addresses, so it never holds anything personal.

The answers of a self-check that goes along are among it: they say something about an enterprise, not about a person.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consultations.choices import Mode
from consultations.models import Advisor, Topic
from consultations.spans import local_day
from entrepreneurs.eligibility import Answers
from entrepreneurs.eligibility.answers import CODE_NAME

_START = "%Y-%m-%dT%H:%MZ"
# Years that every calendar computation can bear; strptime alone accepts far ones and other digits.
_DAY_PATTERN = re.compile(r"20\d\d-\d\d-\d\d", re.ASCII)
_NUMBER_PATTERN = re.compile(r"[1-9]\d{0,17}", re.ASCII)
_START_PATTERN = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\dZ", re.ASCII)


@dataclass(frozen=True)
class Selection:
    """Topic, way of talking, local day and start (UTC), and the self-check that goes along; each may be empty.

    Without an advisor the visitor talks to whoever is free.
    """

    topic: Topic | None = None
    mode: str = ""
    advisor: Advisor | None = None
    day: date | None = None
    start: datetime | None = None
    self_check: Answers = field(default_factory=Answers)

    @property
    def end(self) -> datetime | None:
        """The end of the visit (UTC), once topic and start are chosen."""
        if self.topic is None or self.start is None:
            return None
        return self.start + timedelta(minutes=self.topic.length)

    @property
    def mode_label(self) -> str:
        return str(Mode(self.mode).label) if self.mode else ""

    @property
    def has_modes(self) -> bool:
        """Whether the topic leaves a choice of how to talk."""
        return self.topic is not None and len(self.topic.modes) > 1

    def at(self, start: datetime) -> "Selection":
        return replace(self, start=start, day=local_day(start))

    def on(self, day: date) -> "Selection":
        return replace(self, day=day, start=None)

    def about(self, topic: Topic) -> "Selection":
        """Choose the topic and keep what remains possible; its only way of talking counts as chosen."""
        mode = self.mode if self.mode in topic.modes else ""
        return replace(
            self.anew(),
            topic=topic,
            mode=topic.modes[0] if len(topic.modes) == 1 else mode,
            advisor=self.advisor if topic == self.topic else None,
        )

    def talking_to(self, advisor: Advisor | None) -> "Selection":
        """Choose an advisor, or whoever is free; the day is asked anew."""
        return replace(self, advisor=advisor, day=None, start=None)

    def anew(self) -> "Selection":
        """Begin again; the self-check still goes along."""
        return Selection(self_check=self.self_check)

    def with_check(self, answers: Answers) -> "Selection":
        return replace(self, self_check=answers)

    def values(self) -> dict[str, str]:
        """Return what is chosen as the fields of an address or a form."""
        values = {
            "topic": self.topic.slug if self.topic else "",
            "mode": self.mode if self.has_modes else "",
            "advisor": str(self.advisor.pk) if self.advisor else "",
            "day": self.day.isoformat() if self.day else "",
            "start": write_start(self.start) if self.start else "",
            CODE_NAME: self.self_check.code,
        }
        return {name: value for name, value in values.items() if value}

    @property
    def url(self) -> str:
        """The address of the next question."""
        query = urlencode(self.values())
        return reverse("consultations:book") + (f"?{query}" if query else "")


class UnreadableError(Exception):
    """A choice that no page of ours offers; `kept` holds the choices before it, for asking again."""

    def __init__(self, message: str | Promise, *, kept: Selection, status: HTTPStatus) -> None:
        super().__init__(str(message))
        self.message = message
        self.kept = kept
        self.status = status


def write_start(start: datetime) -> str:
    return start.astimezone(UTC).strftime(_START)


def read(data: Mapping[str, str], topics: Sequence[Topic], self_check: Answers) -> Selection:
    """Read the choices among published topics; a start decides about the day.

    Raises UnreadableError: 404 for an unknown topic or advisor, 400 for an unreadable mode, day or start.
    """
    chosen, slug = Selection(self_check=self_check), data.get("topic", "")
    if not slug:
        return chosen
    topic = next((topic for topic in topics if topic.slug == slug), None)
    if topic is None:
        raise UnreadableError(
            _("This topic is not offered at the moment. Please choose another one."),
            kept=chosen,
            status=HTTPStatus.NOT_FOUND,
        )
    mode = data.get("mode", "")
    if mode and mode not in Mode.values:
        raise UnreadableError(
            _("We could not read how you would like to talk. Please choose again."),
            kept=chosen.about(topic),
            status=HTTPStatus.BAD_REQUEST,
        )
    about = replace(chosen, mode=mode).about(topic)
    return _read_time(data, replace(about, advisor=_read_advisor(data.get("advisor", ""), about)))


def _read_advisor(number: str, selection: Selection) -> Advisor | None:
    if not number:
        return None
    found = None
    if _NUMBER_PATTERN.fullmatch(number):
        able = Advisor.objects.bookable().filter(topics=selection.topic)
        found = able.filter(pk=int(number)).first()
    if found is None:
        raise UnreadableError(
            _("This advisor does not receive visitors on this topic. Please choose another one."),
            kept=selection,
            status=HTTPStatus.NOT_FOUND,
        )
    return found


def _read_time(data: Mapping[str, str], selection: Selection) -> Selection:
    start, day = data.get("start", ""), data.get("day", "")
    try:
        if start:
            return selection.at(parse_start(start))
        if day:
            return selection.on(parse_day(day))
    except ValueError:
        raise UnreadableError(
            _("We could not read the day or the time. Please choose again."),
            kept=selection,
            status=HTTPStatus.BAD_REQUEST,
        ) from None
    return selection


def parse_start(text: str) -> datetime:
    """Return the start (UTC) of an address of ours; raise ValueError for anything else."""
    if not _START_PATTERN.fullmatch(text):
        raise ValueError(text)
    return datetime.strptime(text, _START).replace(tzinfo=UTC)


def parse_day(text: str) -> date:
    """Return the local day of an address of ours; raise ValueError for anything else."""
    if not _DAY_PATTERN.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)
