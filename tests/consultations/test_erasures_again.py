"""After a restore nobody who was erased since the backup is back: what the log says is done again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from pytest_django.fixtures import Settings

from center.base.erasure_log import file
from center.base.erasure_log.triggers import NAME, watched
from center.base.personal_data import declared, erasing
from center.choices import Role
from center.choices.newsletter import LeavingWay, SubscriberState
from center.models import ErasureRecord, Journalist, Question, Subscriber, User
from center.services import accounts, erasure_log, retention
from center.services.erasure_log.keeping import as_record
from center.services.newsletter import leaving
from center.services.press import contacts
from consultations import services
from consultations.choices import CaseOutcome
from consultations.models import Consultation
from entrepreneurs.choices import Purpose
from entrepreneurs.models import Consent, Entrepreneur
from entrepreneurs.services import erase_person, give_consent
from entrepreneurs.services.consents import withdraw_consent
from research.models import Draft
from tests.center.factories import make_question
from tests.center.media import make_journalist
from tests.center.newsletters import make_subscriber
from tests.conftest import MakeUser
from tests.consultations.factories import MONDAY, local, make_advisor, make_past_visit, make_topic
from tests.entrepreneurs.factories import make_person
from tests.everything import MARKS, Everything, somebody_with_everything
from tests.leaks import places_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("monday_morning", "private_media", "no_tasks_of_stages", "office"),
]


def past_visit(**fields: Any) -> Consultation:
    """Write a visit of last week whose outcome nobody entered."""
    topic = make_topic()
    start = local(MONDAY - timedelta(days=7), 9)
    return make_past_visit(make_advisor(topic), topic, start, **fields)


class Kept:
    """The log as it lies outside the database."""

    log: file.Log


@contextmanager
def since_the_backup() -> Iterator[Kept]:
    """Let what happens within be lost, as by a restore of a backup made before; the log of it is kept."""
    kept = Kept()
    before = transaction.savepoint()
    yield kept
    kept.log = file.Log()
    for row in ErasureRecord.objects.order_by("pk"):
        record = as_record(row)
        kept.log.records.append(record)
    transaction.savepoint_rollback(before)


@pytest.fixture
def tajana(coordinator: User) -> Everything:
    """Somebody about whom everything is known, with what only people can decide decided."""
    known = somebody_with_everything(coordinator)
    services.close_case(case=known.case, outcome=CaseOutcome.GAVE_UP, reason="ТАЈНО", by=known.advisor.user)
    return known


def test_a_person_erased_after_the_backup_is_erased_again(tajana: Everything, coordinator: User) -> None:
    with since_the_backup() as kept:
        erase_person(person=tajana.person, by=coordinator)
    assert {word for _table, word in places_of(MARKS)} == set(MARKS)

    outcome = erasure_log.apply_missing(kept.log)

    assert (places_of(MARKS), outcome.refused, outcome.rows["person"]) == (set(), [], 2)
    # It is done, and kept as done: a second restore step, or the night, finds nothing to do.
    assert (erasure_log.missing(kept.log), erasure_log.apply_missing(kept.log).records) == ([], 0)


def test_records_merged_after_the_backup_are_erased_one_by_one(coordinator: User) -> None:
    one, other = make_person("Прва"), make_person("Друга")
    with since_the_backup() as kept:
        Entrepreneur.objects.filter(pk=other.pk).update(merged_into=one)
        erase_person(person=one, by=coordinator)
    erasure_log.apply_missing(kept.log)
    assert [row.name for row in Entrepreneur.objects.filter(pk__in=[one.pk, other.pk])] == ["", ""]


def test_what_people_must_decide_first_is_named_and_nothing_is_done_in_part(coordinator: User) -> None:
    person = make_person("Станија")
    visit = past_visit(entrepreneur=person, contact_name="Станија")
    with since_the_backup() as kept:
        services.mark_done(consultation=visit, by=coordinator)
        erase_person(person=person, by=coordinator)

    outcome = erasure_log.apply_missing(kept.log)

    person.refresh_from_db()
    assert (person.name, Consultation.objects.get(pk=visit.pk).contact_name) == ("Станија", "Станија")
    assert [line.split(":")[0] for line in outcome.refused] == [
        f"person entrepreneurs.entrepreneur {person.pk}"
    ]
    services.mark_done(consultation=visit, by=coordinator)
    assert erasure_log.apply_missing(kept.log).refused == []
    person.refresh_from_db()
    assert (person.name, Consultation.objects.get(pk=visit.pk).contact_name) == ("", "")


def test_what_went_by_itself_after_the_backup_goes_again(coordinator: User) -> None:
    retention.confirm_report(run=retention.run_retention(), by=coordinator)
    visit = past_visit(contact_name="Станија")
    services.mark_missed(consultation=visit, by=coordinator)
    with since_the_backup() as kept:
        erasing.erase_some(declared()[Consultation], [visit.pk], purpose="retention")
    assert Consultation.objects.get(pk=visit.pk).contact_name == "Станија"
    outcome = erasure_log.apply_missing(kept.log)
    assert (Consultation.objects.get(pk=visit.pk).contact_name, outcome.refused) == ("", [])


def test_who_left_withdrew_or_lost_access_stays_out(coordinator: User, make_user: MakeUser) -> None:
    reader, person, colleague = make_subscriber(), make_person(), make_user(Role.ADVISOR)
    reader.refresh_from_db()
    consent = give_consent(person=person, purpose=Purpose.SMS, how="paper", by=coordinator)
    question = make_question()
    with since_the_backup() as kept:
        leaving.leave(subscriber=reader, how=LeavingWay.PAGE)
        withdraw_consent(consent=consent)
        accounts.end_access(user=colleague, by=coordinator, reason="отишла")
        Question.objects.filter(pk=question.pk).delete()

    outcome = erasure_log.apply_missing(kept.log)

    assert Subscriber.objects.get(pk=reader.pk).state == SubscriberState.LEFT
    assert Consent.objects.get(pk=consent.pk).withdrawn_at is not None
    assert not User.objects.get(pk=colleague.pk).is_active
    assert not Question.objects.filter(pk=question.pk).exists()
    assert outcome.refused == []


def test_who_came_back_to_the_list_is_not_taken_off_again() -> None:
    stays, left = make_journalist("Враћена"), make_journalist("Отишла")
    with since_the_backup() as kept:
        contacts.end(Journalist, [stays.pk, left.pk])
        contacts.take_back(journalist=stays)
    erasure_log.apply_missing(kept.log)
    stays.refresh_from_db()
    left.refresh_from_db()
    assert (stays.left_at, left.left_at is not None) == (None, True)


def test_nobody_new_gets_a_number_that_the_log_knows(coordinator: User) -> None:
    with since_the_backup() as kept:
        erased = make_person("Нова")
        erase_person(person=erased, by=coordinator)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('entrepreneurs_entrepreneur_id_seq', %s)", [erased.pk - 1])
    erasure_log.forward_sequences(kept.log)
    erasure_log.apply_missing(kept.log)
    assert make_person("Друга").pk == erased.pk + 1


def test_every_table_with_personal_data_notes_its_deletions() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s", [NAME])
        noted = {table for (table,) in cursor.fetchall()}
    assert noted == set(watched())
    assert Session._meta.db_table not in noted


def test_nothing_tells_when_answers_to_a_survey_were_sent() -> None:
    assert Draft._meta.db_table not in watched()


@pytest.mark.long
def test_a_record_holds_numbers_alone(tajana: Everything, coordinator: User) -> None:
    erase_person(person=tajana.person, by=coordinator)
    assert (
        ErasureRecord.objects.filter(kind="person", object_ids__contains=[str(tajana.person.pk)]).count() == 1
    )
    assert places_of(MARKS) == set()


@pytest.fixture
def path(settings: Settings, tmp_path: Path) -> Path:
    settings.ERASURE_LOG = tmp_path / "log" / "erasures.jsonl"
    return tmp_path / "log" / "erasures.jsonl"


def test_the_command_brings_the_file_up_to_date_and_says_when_it_is_damaged(
    path: Path, coordinator: User
) -> None:
    erase_person(person=make_person(), by=coordinator)
    call_command("erasure_log")
    call_command("erasure_log")
    assert len(file.read(path).records) == ErasureRecord.objects.count()
    path.write_bytes(path.read_bytes().replace(b'"person"', b'"nobody"'))
    with pytest.raises(CommandError, match="is not as it was written"):
        call_command("erasure_log")
    call_command("erasure_log", "--anew")
    assert len(file.read(path).records) == ErasureRecord.objects.count()


def test_the_log_of_another_database_is_refused(path: Path, coordinator: User) -> None:
    with since_the_backup() as kept:
        erasure_log.copy_out()
    assert kept.log.records
    with pytest.raises(file.LogError, match="another database"):
        erasure_log.copy_out()
