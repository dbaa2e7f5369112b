"""What the queue, the schedule and the backups look like to those who must notice when something stands still."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from center.choices import MailState
from center.models import BackupRun, Office, StoredMail, User
from center.services import background_work as work
from center.services.background_work import PeriodicJob, background_work

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
TOKEN = "a-token-of-thirty-two-characters-or-more"
NOW = datetime(2026, 11, 20, 12, 7, tzinfo=UTC)


def put_job(task: str = "center.send_mail", status: str = "todo", at: datetime | None = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, scheduled_at)"
            " VALUES ('default', %s, 'todo', %s) RETURNING id",
            [task, at],
        )
        job = int(cursor.fetchone()[0])
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s", [status, job]
        )
        return job


def begin(task: str, at: datetime, status: str = "succeeded") -> None:
    """Let a job with a schedule have been begun for that moment."""
    job = put_job(task, status)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_periodic_defers (task_name, defer_timestamp, job_id, periodic_id)"
            " VALUES (%s, %s, %s, '')",
            [task, at.timestamp(), job],
        )


def put_worker(ago: timedelta = timedelta(0)) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [timezone.now() - ago]
        )


def put_mail(state: MailState, number: int = 1, **fields: Any) -> StoredMail:
    return StoredMail.objects.create(
        kind="center.answer",
        recipient=f"mila{number}@example.org",
        subject="Subject",
        language="en",
        message_id=f"<{number}@example.org>",
        state=state,
        **fields,
    )


def test_the_oldest_job_that_could_run_is_the_one_that_waits() -> None:
    now = timezone.now()
    put_job(at=now - timedelta(minutes=40))
    put_job(at=now - timedelta(minutes=5))
    put_job(at=now + timedelta(hours=1))
    put_job(status="succeeded", at=now - timedelta(days=1))
    put_job(status="failed")
    found = work.jobs(now)
    assert (found.due, found.due_since, found.failed) == (2, now - timedelta(minutes=40), 1)


def test_a_job_for_now_waits_since_it_was_asked_for() -> None:
    before = timezone.now()
    put_job()
    since = work.jobs(timezone.now()).due_since
    # The database's clock stands still within a transaction, which began before this test's body.
    assert since is not None
    assert abs(since - before) < timedelta(minutes=5)


def test_a_job_of_a_worker_that_fell_silent_stands_still() -> None:
    job = put_job(status="doing")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id",
            [timezone.now() - timedelta(seconds=5)],
        )
        worker = cursor.fetchone()[0]
        cursor.execute("UPDATE procrastinate_jobs SET worker_id = %s WHERE id = %s", [worker, job])
        assert work.jobs(timezone.now()).stalled == 0
        assert work.jobs(timezone.now() + timedelta(minutes=2)).stalled == 1


@pytest.mark.each
@pytest.mark.parametrize(
    ("ran_at", "status", "what"),
    [
        (datetime(2026, 11, 20, 2, 20, tzinfo=UTC), "succeeded", "well"),
        (datetime(2026, 11, 19, 2, 20, tzinfo=UTC), "succeeded", "late"),
        (datetime(2026, 11, 20, 2, 20, tzinfo=UTC), "failed", "failed"),
        (datetime(2026, 11, 20, 2, 20, tzinfo=UTC), "doing", "stuck"),
        (None, "", "well"),
    ],
)
def test_the_nightly_retention_is_seen_to_have_run_or_not(
    ran_at: datetime | None, status: str, what: str
) -> None:
    if ran_at:
        begin("center.run_retention", ran_at, status)
    job = next(job for job in work.periodic_jobs(NOW) if job.name == "center.run_retention")
    kinds = {"late": job.is_late, "failed": job.has_failed, "stuck": job.is_stuck, "well": job.is_well}
    assert [kind for kind, is_so in kinds.items() if is_so] == [what]
    assert (job.ran_at, job.should_have_run_at) == (ran_at, datetime(2026, 11, 20, 2, 20, tzinfo=UTC))


def test_a_job_that_is_just_about_to_begin_is_not_late() -> None:
    begin("center.run_retention", datetime(2026, 11, 19, 2, 20, tzinfo=UTC))
    just_after = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
    late = [job.name for job in work.periodic_jobs(just_after) if job.is_late]
    assert late == []


def test_every_job_with_a_schedule_is_watched_and_the_unwell_come_first() -> None:
    begin("center.tidy_files", datetime(2026, 11, 1, 1, 50, tzinfo=UTC))
    found: list[PeriodicJob] = work.periodic_jobs(NOW)
    assert found[0].name == "center.tidy_files"
    assert {"center.run_retention", "consultations.send_reminders"} <= {job.name for job in found}


@contextmanager
def something_of_everything() -> Iterator[None]:
    put_worker()
    put_job(at=timezone.now() - timedelta(hours=2))
    put_job(status="failed")
    begin("center.run_retention", timezone.now() - timedelta(days=3), "failed")
    put_mail(MailState.QUEUED, 1)
    put_mail(MailState.FAILED, 2)
    BackupRun.objects.create(size=5, is_encrypted=True, made_at=timezone.now() - timedelta(days=4))
    yield


def test_the_coordinator_reads_on_the_desk_what_is_wrong_and_what_to_do(
    office: Office, coordinator: User, as_user: AsUser, english: None
) -> None:
    coordinator.language = "en"
    coordinator.save()
    with something_of_everything():
        page = as_user(coordinator).get("/admin/").content.decode()
    assert "The oldest job that could run has waited since " in page
    for sentence in (
        "2 jobs failed within a week. The error stands in the worker&#x27;s log.",
        "1 job with a schedule did not run as it should. Please tell the person who runs the server.",
    ):
        assert sentence in page
    assert 'href="/admin/operations/"' in page


def test_colleagues_read_only_that_no_email_is_sent(
    office: Office, advisor_user: User, as_user: AsUser, english: None
) -> None:
    advisor_user.language = "en"
    advisor_user.save()
    put_job(status="failed")
    page = as_user(advisor_user).get("/admin/").content.decode()
    assert ("The job worker is not running" in page, "failed within a week" in page) == (True, False)


def test_a_quiet_night_leaves_no_word_on_the_desk(office: Office, coordinator: User, as_user: AsUser) -> None:
    put_worker()
    page = as_user(coordinator).get("/admin/").content.decode()
    assert page.count("desk-alert-error") == 0


def test_the_page_shows_each_job_with_its_last_run(
    office: Office, coordinator: User, as_user: AsUser, english: None
) -> None:
    coordinator.language = "en"
    coordinator.save()
    with something_of_everything():
        page = as_user(coordinator).get("/admin/operations/").content.decode()
    found = re.findall(r'<th scope="row">(.+?)</th>', page)
    assert (len(found), found[0]) == (len(background_work().periodic), "Delete what is kept no longer")
    assert "<strong>failed</strong>" in page


def test_looking_takes_the_same_few_queries_whatever_waits(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(8):
        background_work()
    with something_of_everything(), django_assert_num_queries(8):
        background_work()


def test_readiness_tells_that_the_worker_does_not_keep_up_and_answers_visitors_all_the_same(
    client: Client,
) -> None:
    put_worker()
    assert client.get("/readyz").json()["queue"] is True
    put_job(at=timezone.now() - timedelta(minutes=20))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["queue"]) == (200, False)


# --- Metrics ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 401),
        ({"authorization": "Bearer wrong"}, 401),
        ({"authorization": f"Basic {TOKEN}"}, 401),
        ({"authorization": f"Bearer {TOKEN}"}, 200),
    ],
)
@pytest.mark.each
def test_figures_go_to_whoever_brings_the_token(
    client: Client, settings: Settings, sent: dict[str, str], status: int
) -> None:
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics", headers=sent).status_code == status


@pytest.mark.parametrize("sent", [{}, {"authorization": "Bearer "}])
@pytest.mark.each
def test_without_a_token_in_the_configuration_there_are_no_figures(
    client: Client, settings: Settings, sent: dict[str, str]
) -> None:
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers=sent).status_code == 404


def figures(client: Client) -> dict[str, float]:
    """Read the answer as Prometheus does: a name with its labels, a space, a number; each named in a comment before."""
    answer = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    read, known = {}, set()
    text = answer.content.decode()
    assert text.endswith("\n")
    for line in text.splitlines():
        if line.startswith("# TYPE "):
            _, _, name, kind = line.split(" ")
            assert kind == "gauge"
            known.add(name)
        elif not line.startswith("# HELP "):
            name, _, value = line.rpartition(" ")
            assert name.partition("{")[0] in known
            read[name] = float(value)
    return read


def test_the_figures_say_what_waits_fails_and_is_late(
    client: Client, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.METRICS_TOKEN = TOKEN
    with something_of_everything(), django_assert_num_queries(9):
        found = figures(client)
    assert {
        name: value for name, value in found.items() if name.startswith(("portal_w", "portal_m", "portal_j"))
    } == {
        "portal_worker_up": 1,
        "portal_jobs_due": 1,
        "portal_jobs_due_age_seconds": pytest.approx(7200, abs=600),
        "portal_jobs_stalled": 0,
        "portal_jobs_failed": 2,
        'portal_messages_waiting{kind="mail"}': 1,
        'portal_messages_waiting{kind="text"}': 0,
        'portal_messages_waiting_age_seconds{kind="mail"}': pytest.approx(0, abs=600),
        'portal_messages_waiting_age_seconds{kind="text"}': 0,
        'portal_messages_failed{kind="mail"}': 1,
        'portal_messages_failed{kind="text"}': 0,
    }
    assert found['portal_periodic_unwell{job="center.run_retention"}'] == 1
    assert found["portal_database_connections"] >= 1
    assert found["portal_last_backup_timestamp_seconds"] == pytest.approx(
        (timezone.now() - timedelta(days=4)).timestamp(), abs=600
    )


def test_the_figures_name_nobody(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = TOKEN
    with something_of_everything():
        text = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}).content.decode()
    assert "mila" not in text
    assert "@" not in text
