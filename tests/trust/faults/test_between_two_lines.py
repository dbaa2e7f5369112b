"""A verb that loses its database at any of its statements has done all or nothing."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from center.error_pages import _is_of_the_database
from center.models import User
from center.services import publications
from center.services.newsletter import issues, sending
from consultations import services
from consultations.choices import CaseOutcome
from consultations.models import Consultation
from entrepreneurs.models import Entrepreneur
from entrepreneurs.services import erase_person, merge_entrepreneurs
from events.choices import ApplicationState
from events.models import Event, ExhibitorApplication, Registration
from events.services import decisions, registrations
from research.choices import Mode
from research.models import Draft, Release
from research.services import answering
from research.services import releases as study_releases
from tests.center.newsletters import make_issue, make_subscriber
from tests.center.publications import make_news
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.entrepreneurs.factories import make_person
from tests.events.factories import enter, make_event
from tests.events.factories import make_staff as make_organizer
from tests.events.fairs import apply, make_fair
from tests.everything import somebody_with_everything
from tests.research.answered import answered, drafted, made_up
from tests.research.surveys import make_survey
from tests.research.test_answering_races import ANSWERS
from tests.trust.faults.running import this_database

pytestmark = pytest.mark.usefixtures("monday_morning", "private_media", "no_tasks_of_stages", "office")
Verb = Callable[[], Any]
# No verb of ours needs so many; one that never ends is a fault too.
MOST: Final = 100_000
BREAKS: Final = 60


@pytest.fixture
def by(coordinator: User) -> User:
    return coordinator


def booking(by: User) -> Verb:
    topic = make_topic()
    make_advisor(topic)
    submission = uuid.uuid4()
    return lambda: make_visit(topic, local(MONDAY, 10), email="ana@example.org", submission=submission)


def moving(by: User) -> Verb:
    booking(by)()
    return lambda: services.move(
        consultation=Consultation.objects.get(), start=local(MONDAY, 11), by=by, reason="Касни воз."
    )


def cancelling(by: User) -> Verb:
    booking(by)()
    return lambda: services.cancel(consultation=Consultation.objects.get(), by=by, reason="Болест.")


def registering(by: User) -> Verb:
    event = make_event(2)
    enter(event, 1, size=2)
    return lambda: enter(Event.objects.get(pk=event.pk), 2)


def leaving_a_place_to_the_next(by: User) -> Verb:
    event = make_event(1)
    first = enter(event, 1)
    enter(event, 2)
    return lambda: registrations.cancel_registration(registration=Registration.objects.get(pk=first.pk))


def deciding(by: User) -> Verb:
    application = apply(make_fair())
    decisions.hold_decision(application=application, decision=ApplicationState.ACCEPTED, by=make_organizer())
    return lambda: decisions.send_decision(application=ExhibitorApplication.objects.get(pk=application.pk))


def answering_a_survey(by: User) -> Verb:
    draft = answering.begin(survey=make_survey(), language="sr", mode=Mode.LINK).draft
    draft.answers, draft.furthest = ANSWERS, 3
    draft.save()
    return lambda: answering.send(draft=Draft.objects.get(pk=draft.pk))


def publishing_results(by: User) -> Verb:
    release = drafted(answered(made_up(40)))
    return lambda: study_releases.publish(release=Release.objects.get(pk=release.pk), by=by)


def merging(by: User) -> Verb:
    topic = make_topic()
    make_advisor(topic)
    one, two = make_person("Рада Радић"), make_person("Rada Radić")
    make_visit(topic, local(MONDAY, 9), entrepreneur=two)

    def merge() -> Any:
        survivor, duplicate = (Entrepreneur.objects.get(pk=person.pk) for person in (one, two))
        return merge_entrepreneurs(survivor=survivor, duplicate=duplicate, by=by)

    return merge


def erasing(by: User) -> Verb:
    known = somebody_with_everything(by)
    services.close_case(
        case=known.case, outcome=CaseOutcome.GAVE_UP, reason="Одустала.", by=known.advisor.user
    )
    return lambda: erase_person(person=Entrepreneur.objects.get(pk=known.person.pk), by=by)


def sending_a_newsletter(by: User) -> Verb:
    for number in range(3):
        make_subscriber(f"reader{number}@example.org")
    issue = issues.begin(issue=make_issue(), by=by)
    return lambda: sending.send_batch(issue_id=issue.pk)


def publishing_news(by: User) -> Verb:
    item = make_news()
    return lambda: publications.publish(record=type(item).objects.get(pk=item.pk), by=by)


# The first and the last are walked in each run.
VERBS: Final = [
    booking,
    moving,
    cancelling,
    registering,
    leaving_a_place_to_the_next,
    deciding,
    answering_a_survey,
    publishing_results,
    merging,
    erasing,
    sending_a_newsletter,
    publishing_news,
]


@cache
def _all_rows() -> str:
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
    parts = (
        f"SELECT count(*) AS rows, sum(hashtext('{table}' || ctid::text || xmin::text)) AS seen"  # noqa: S608
        f" FROM {connection.ops.quote_name(table)}"
        for table in tables
    )
    return f"SELECT sum(rows), sum(seen) FROM ({' UNION ALL '.join(parts)}) AS each"  # noqa: S608


def state() -> Any:
    """Return the versions of all rows that can be seen; a row that was written again is another version."""
    with connection.cursor() as cursor:
        cursor.execute(_all_rows())
        return cursor.fetchone()


@dataclass
class Line:
    """Breaks at the statement of this number, and stays broken but for the end of the transaction."""

    number: int
    breaks: Callable[[], None]
    seen: int = 0

    def __call__(self, execute: Any, query: Any, *rest: Any) -> Any:
        self.seen += 1
        if self.seen == self.number:
            self.breaks()
        if self.seen == self.number or (self.seen > self.number and "SAVEPOINT" not in str(query)[:40]):
            raise OperationalError("the connection is lost")
        return execute(query, *rest)

    @property
    def was_reached(self) -> bool:
        return self.seen >= self.number


def walk(verb: Verb, numbers: Iterable[int], breaks: Callable[[], None] = lambda: None) -> int:
    """Break the verb at each of these statements in turn, and return how many of them it reached.

    What was there before is there after each, until it is not broken any more and has done all.
    """
    before = state()
    for reached, number in enumerate(numbers):
        line = Line(number, breaks)
        try:
            with connection.execute_wrapper(line):
                verb()
        except Exception as error:
            # A verb, or the queue of jobs, may say it in an error of its own.
            if not _is_of_the_database(error):
                raise
            assert line.was_reached
            assert state() == before, f"something is left of what broke at statement {number}"
        else:
            assert not line.was_reached, f"statement {number} was lost, and nobody heard of it"
            assert state() != before
            return reached
    raise AssertionError("it never ends")


def length(verb: Verb) -> int:
    """Count the statements of a verb, and undo them."""
    line = Line(MOST, lambda: None)
    with transaction.atomic(), connection.execute_wrapper(line):
        verb()
        transaction.set_rollback(True)
    return line.seen


def spread(count: int) -> list[int]:
    """Return where to break: everywhere in a short verb; in a long one at both ends and evenly between."""
    everywhere = range(1, count + 1)
    if count <= BREAKS:
        return [*everywhere]
    return sorted({*everywhere[:10], *everywhere[:: count // BREAKS + 1], *everywhere[-10:]})


@pytest.mark.django_db
@pytest.mark.parametrize("prepare", VERBS, ids=lambda verb: verb.__name__)
def test_a_verb_that_breaks_at_any_statement_leaves_nothing_behind(
    prepare: Callable[[User], Verb], by: User
) -> None:
    verb = prepare(by)
    numbers = spread(length(verb))
    assert walk(verb, [*numbers, MOST]) == len(numbers) > 3


@contextmanager
def executioner() -> Iterator[Callable[[], None]]:
    """Give a function that ends the connection at hand, as the server's administrator does."""
    with psycopg.connect(this_database(), autocommit=True) as other:

        def end() -> None:
            assert connection.connection is not None
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])

        yield end


class CutLine(Line):
    """Lets the server itself end the connection, and the statement meet that."""

    def __call__(self, execute: Any, query: Any, *rest: Any) -> Any:
        self.seen += 1
        if self.seen == self.number:
            self.breaks()
        return execute(query, *rest)


@pytest.mark.long
@pytest.mark.each
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "prepare",
    [booking, registering, deciding, answering_a_survey, merging, publishing_news],
    ids=lambda verb: verb.__name__,
)
def test_a_verb_whose_connection_the_server_ends_leaves_nothing_behind(
    prepare: Callable[[User], Verb], by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.trust.faults.test_between_two_lines.Line", CutLine)
    verb = prepare(by)

    def on_a_connection_of_its_own() -> None:
        connection.close()
        connection.ensure_connection()
        try:
            verb()
        except Exception:
            # As the end of a request does.
            connection.close_if_unusable_or_obsolete()
            raise

    with executioner() as end:
        assert walk(on_a_connection_of_its_own, range(1, MOST), end) > 3


@pytest.mark.django_db
def test_the_walk_finds_a_verb_that_is_two_transactions(by: User) -> None:
    """Prove that the walks above can fail."""
    topic = make_topic()

    def two() -> None:
        with transaction.atomic():
            make_person("Рада Радић")
        with transaction.atomic():
            topic.save()

    with pytest.raises(AssertionError, match="something is left"), transaction.atomic():
        walk(two, range(1, MOST))
