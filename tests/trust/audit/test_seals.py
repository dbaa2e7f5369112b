# ruff: noqa: S608 -- the statements of an attacker are made of our own names
"""Whoever rewrites what was done is found out, be it with the owner's password; what the law takes out is not."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from center.audit import record_access
from center.base.encryption import new_key
from center.models import (
    AccessRecord,
    AuditAmendment,
    AuditSeal,
    AuditSpan,
    HistoryRedaction,
    StaffAction,
    User,
)
from center.services import audit, housekeeping
from center.services.audit import guards, privileges
from consultations import services
from consultations.choices import CaseOutcome
from entrepreneurs.models import Entrepreneur
from entrepreneurs.services import erase_person
from tests.entrepreneurs.factories import make_person
from tests.everything import Everything, somebody_with_everything
from tests.threads import at_the_same_time

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("monday_morning", "private_media", "no_tasks_of_stages", "office"),
]


def seal() -> AuditSeal:
    """Seal also what was written a moment ago; the tests write in the very transaction that seals."""
    return audit.seal_audit(settled_after=timedelta(days=-3650))


def found(noted: str = "") -> list[str]:
    """Return what the check finds, but for the role: the tests own their database."""
    return [str(each) for each in audit.check_audit(noted=noted).findings if each.kind != "role"]


def as_owner(*statements: str) -> None:
    """Do what somebody with the owner's password can do: no trigger stands in the way."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in statements:
            cursor.execute(statement)


def without_guards(table: str, statement: str) -> None:
    as_owner(
        f"ALTER TABLE {table} DISABLE TRIGGER USER", statement, f"ALTER TABLE {table} ENABLE TRIGGER USER"
    )


@pytest.fixture
def person() -> Entrepreneur:
    return make_person("Рада Радић", email="rada@example.org")


@pytest.fixture
def looked(person: Entrepreneur, coordinator: User) -> AccessRecord:
    return record_access(user=coordinator, obj=person, purpose="opened")


@pytest.fixture
def sealed(person: Entrepreneur, looked: AccessRecord, coordinator: User) -> AuditSeal:
    """Have something in every kind of table under a seal, and nothing wrong with it."""
    StaffAction.objects.create(kind="invited", by=coordinator, user=User.objects.create_user("b@example.org"))
    first = seal()
    person.phone = "+381601234567"
    person.save()
    seal()
    assert found() == []
    return first


def test_what_was_written_is_sealed_once_and_everything_is_sound(
    sealed: AuditSeal, person: Entrepreneur
) -> None:
    spans = AuditSpan.objects.filter(table="entrepreneurs_entrepreneurevent").values_list(
        "seal__number", "row_count"
    )
    assert sorted(spans) == [(1, 1), (2, 1)]
    quiet = seal()
    assert (quiet.number, quiet.spans.count(), quiet.previous) == (3, 0, AuditSeal.objects.get(number=2).seal)


HISTORY, LOG = "entrepreneurs_entrepreneurevent", "center_accessrecord"


@pytest.mark.parametrize(
    ("table", "statement", "says"),
    [
        (HISTORY, f"UPDATE {HISTORY} SET name = 'Друга' WHERE pgh_label = 'insert'", "when seal 1 was made"),
        (HISTORY, f"DELETE FROM {HISTORY} WHERE pgh_label = 'insert'", "Rows too few or too many: -1"),
        (HISTORY, f"UPDATE {HISTORY} SET pgh_created_at = now() - interval '9 days'", "when seal 2 was made"),
        (LOG, f"UPDATE {LOG} SET user_id = (SELECT max(id) FROM center_user)", "of center_accessrecord"),
        (LOG, f"DELETE FROM {LOG}", "of center_accessrecord"),
        (
            "center_staffaction",
            "UPDATE center_staffaction SET roles = 'coordinator'",
            "of center_staffaction",
        ),
        (
            "center_auditspan",
            "UPDATE center_auditspan SET row_count = row_count + 1",
            "not made with the key",
        ),
        (
            "center_auditseal",
            "UPDATE center_auditseal SET made_at = now() - interval '1 day'",
            "not made with the key",
        ),
    ],
)
def test_the_owner_rewrites_what_was_done_and_is_found_out(
    table: str, statement: str, says: str, sealed: AuditSeal
) -> None:
    without_guards(table, statement)
    assert [text for text in found() if says in text] != []


@pytest.mark.long
def test_who_acted_is_under_the_seal_too(sealed: AuditSeal, person: Entrepreneur) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO pghistory_context (id, metadata, created_at, updated_at)"
            """ VALUES (gen_random_uuid(), '{"user": 1}', now(), now()) RETURNING id"""
        )
        context = cursor.fetchone()[0]
    without_guards(HISTORY, f"UPDATE {HISTORY} SET pgh_context_id = '{context}'")
    assert len(found()) == 2


@pytest.mark.long
def test_seals_that_are_taken_away_leave_a_gap(sealed: AuditSeal) -> None:
    without_guards("center_auditspan", f"DELETE FROM center_auditspan WHERE seal_id = {sealed.pk}")
    without_guards("center_auditseal", f"DELETE FROM center_auditseal WHERE id = {sealed.pk}")
    assert "Before the seal 2 a seal is missing or was changed." in found()


def test_a_chain_made_anew_does_not_hold_the_seal_that_was_noted(sealed: AuditSeal) -> None:
    noted = str(AuditSeal.objects.get(number=2))
    assert found(noted) == []
    for table in ("center_auditspan", "center_auditseal", "center_auditkey"):
        without_guards(table, f"DELETE FROM {table}")
    without_guards(LOG, f"DELETE FROM {LOG}")
    seal()
    seal()
    assert found() == []
    assert found(noted) == [
        "The seal that was noted is not in the chain: seals were taken away or made anew."
    ]


def test_nobody_seals_without_the_keys_of_the_portal(sealed: AuditSeal, settings: Any) -> None:
    """A stolen copy of the database does not hold them."""
    settings.FIELD_KEYS = [new_key("other")]
    with pytest.raises(Exception, match="needs the key tests"):
        seal()


@pytest.mark.long
def test_a_turn_of_the_keys_breaks_no_seal(coordinator: User, settings: Any) -> None:
    known = somebody_with_everything(coordinator)
    seal()
    settings.FIELD_KEYS = [new_key("fresh"), *settings.FIELD_KEYS]
    call_command("rotate_field_keys", stdout=StringIO())
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    assert (known.person.pk is not None, found()) == (True, [])


@pytest.fixture
def tajana(coordinator: User) -> Everything:
    known = somebody_with_everything(coordinator)
    services.close_case(case=known.case, outcome=CaseOutcome.GAVE_UP, reason="ТАЈНО", by=known.advisor.user)
    seal()
    assert found() == []
    return known


@pytest.mark.long
def test_an_erasure_amends_the_seals_and_leaves_its_trace(tajana: Everything, coordinator: User) -> None:
    erase_person(person=tajana.person, by=coordinator)
    assert found() == []
    traces = AuditAmendment.objects.filter(kind="erasure").values_list("redaction", flat=True)
    assert sorted(filter(None, traces)) == sorted(HistoryRedaction.objects.values_list("pk", flat=True))
    seal()
    assert found() == []


@pytest.mark.long
def test_an_erasure_does_not_hide_what_was_rewritten_before_it(tajana: Everything, coordinator: User) -> None:
    without_guards(HISTORY, f"UPDATE {HISTORY} SET name = 'Друга' WHERE pgh_obj_id = {tajana.person.pk}")
    erase_person(person=tajana.person, by=coordinator)
    assert [text for text in found() if HISTORY in text] != []


@pytest.mark.long
def test_an_amendment_that_is_taken_away_or_written_by_others_is_found(
    tajana: Everything, coordinator: User
) -> None:
    erase_person(person=tajana.person, by=coordinator)
    without_guards("center_auditamendment", "UPDATE center_auditamendment SET reason = 'retention'")
    assert (
        len([text for text in found() if "not made with the key" in text]) == AuditAmendment.objects.count()
    )
    without_guards("center_auditamendment", "DELETE FROM center_auditamendment")
    texts = found()
    assert [text for text in texts if "not as they were" in text] != []
    assert (
        len([text for text in texts if "but not by the portal" in text]) == HistoryRedaction.objects.count()
    )


@pytest.mark.long
def test_a_history_that_was_emptied_beside_the_portal_is_found(
    sealed: AuditSeal, person: Entrepreneur
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE entrepreneurs_entrepreneur SET phone = '' WHERE id = %s", [person.pk])
        cursor.execute(
            "SELECT center_forget_history('entrepreneurs_entrepreneurevent', 'entrepreneurs_entrepreneur',"
            " ARRAY[%s::bigint], '{phone}', 'x', '')",
            [person.pk],
        )
    texts = found()
    assert len([text for text in texts if "but not by the portal" in text]) == 1
    assert len([text for text in texts if "not as they were" in text]) == 2


def test_a_log_that_is_ended_after_five_years_breaks_no_seal(looked: AccessRecord, coordinator: User) -> None:
    old = timezone.now() - timedelta(days=5 * 366)
    without_guards(LOG, f"UPDATE {LOG} SET seen_at = '{old.isoformat()}' WHERE id = {looked.pk}")
    record_access(user=coordinator, obj=coordinator, purpose="opened")
    seal()
    assert housekeeping.forget_old_log(AccessRecord) == 1
    assert (found(), AccessRecord.objects.count()) == ([], 1)
    assert AuditAmendment.objects.get().kind == "log_ended"


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE entrepreneurs_entrepreneur SET name = 'Друга'", "its history says something else"),
        ("DELETE FROM entrepreneurs_entrepreneur", "no history says that it was deleted"),
        (
            "INSERT INTO entrepreneurs_entrepreneur SELECT (p).* FROM (SELECT jsonb_populate_record(e,"
            """ '{"id": 987654, "email": "z@example.org"}') p FROM entrepreneurs_entrepreneur e) x""",
            "987654: there is no history of it",
        ),
    ],
)
def test_a_record_that_was_changed_beside_its_history_is_found(
    statement: str, says: str, person: Entrepreneur
) -> None:
    seal()
    without_guards("entrepreneurs_entrepreneur", statement)
    assert [text for text in found() if says in text and "entrepreneurs_entrepreneur" in text] != []


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        (
            "ALTER TABLE entrepreneurs_entrepreneur DISABLE TRIGGER USER",
            "of entrepreneurs_entrepreneur is turned off",
        ),
        ("ALTER TABLE center_auditseal DISABLE TRIGGER USER", "of center_auditseal is turned off"),
        ("DROP TRIGGER center_context_only_added ON pghistory_context", "center_context_only_added of"),
        (
            "CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean"
            " LANGUAGE sql AS 'SELECT true'",
            "_pgtrigger_should_ignore does something else",
        ),
        (
            "CREATE OR REPLACE FUNCTION center_forget_log(log regclass) RETURNS bigint LANGUAGE sql"
            " AS 'SELECT 1::bigint'",
            "center_forget_log does something else",
        ),
        (
            "CREATE FUNCTION center_forget_log(x int) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
            "center_forget_log does something else",
        ),
    ],
)
def test_a_guard_that_was_taken_away_is_found(statement: str, says: str) -> None:
    assert list(guards.check()) == []
    as_owner(statement)
    assert [str(each) for each in guards.check() if says in str(each)] != []


def test_a_history_of_one_trigger_less_is_found() -> None:
    trigger = Entrepreneur._meta.triggers[0]  # type: ignore[attr-defined]  # of pgtrigger
    trigger.uninstall(Entrepreneur)
    assert [str(each) for each in guards.check()] == [
        f"The trigger {trigger.get_pgid(Entrepreneur)} of entrepreneurs_entrepreneur is gone."
    ]


def test_the_role_that_owns_the_tables_is_named() -> None:
    texts = [str(each) for each in privileges.check()]
    assert [text for text in texts if "owns tables" in text] != []


@pytest.mark.long
def test_rows_that_are_accepted_by_hand_are_sound_again_and_it_is_told_for_good(sealed: AuditSeal) -> None:
    without_guards(LOG, f"DELETE FROM {LOG}")
    assert len(found()) == 1
    assert audit.accept_by_hand(reason="The log was lost with a disk.") == 1
    report = audit.check_audit()
    assert [each for each in report.findings if each.kind != "role"] == []
    assert [note.endswith("The log was lost with a disk.") for note in report.notes] == [True]


def check_command(*words: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("check_audit", *words, stdout=out)
    except SystemExit as left:
        return int(left.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_the_command_says_by_its_end_whether_something_was_found(
    sealed: AuditSeal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(privileges, "check", list)
    code, told = check_command()
    assert (code, told.splitlines()[-1]) == (0, "Everything is as it was written.")
    without_guards(LOG, f"DELETE FROM {LOG}")
    code, told = check_command()
    assert (code, "1 findings" in told) == (1, True)


@pytest.mark.long
def test_seals_wait_for_an_erasure_under_way(transactional_db: None, coordinator: User) -> None:
    """What an erasure takes out is in no seal, or the seal is amended by it: never half."""
    people = [make_person(f"Рада Радић {n}", email=f"r{n}@example.org") for n in range(4)]
    seal()
    done = at_the_same_time(
        [
            *(lambda person=person: erase_person(person=person, by=coordinator) for person in people),
            lambda: audit.seal_audit(settled_after=timedelta(0)),
        ]
    )
    assert [each for each in done if isinstance(each, Exception)] == []
    seal()
    assert found() == []
    assert AuditSeal.objects.count() == 3
