"""Who forgets the backups is told, and a key in use is not taken away unseen."""

import base64
from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from center.choices import Role
from center.models import BackupRun
from tests.center.factories import make_mail
from tests.conftest import MakeUser

pytestmark = pytest.mark.django_db


def told() -> dict[str | None, str]:
    return {each.id: each.msg for each in run_checks(databases=["default"], include_deployment_checks=True)}


def backup(days: int) -> None:
    BackupRun.objects.create(made_at=timezone.now() - timedelta(days=days), size=1, is_encrypted=True)


@pytest.mark.each
@pytest.mark.parametrize(
    ("days", "sentence"),
    [(None, "No backup was made yet."), (3, "The last backup was made 3 days ago."), (2, None)],
)
def test_the_checks_say_when_the_last_backup_is_old(
    settings: Settings, days: int | None, sentence: str | None
) -> None:
    settings.DEMO = False
    if days is not None:
        backup(days)
    assert told().get("center.W042") == sentence


@pytest.mark.usefixtures("office")
def test_coordinators_read_on_the_desk_that_no_backup_was_made_for_days(
    client: Client, make_user: MakeUser, settings: Settings
) -> None:
    settings.DEMO = settings.SECURE_SSL_REDIRECT = False
    settings.LANGUAGE_CODE = "en"
    backup(5)
    client.force_login(make_user(Role.COORDINATOR, language="en"))
    page = client.get("/admin/").content.decode()
    backup(0)
    assert ("The last backup was made 5 days ago." in page) is True
    assert ("The last backup was made" in client.get("/admin/").content.decode()) is False


def test_a_key_that_rows_still_use_is_not_dropped_unseen(settings: Settings) -> None:
    old, new = (f"{name}:" + base64.b64encode(name[:1].encode() * 32).decode() for name in ("old", "new"))
    settings.FIELD_KEYS = [old]
    make_mail(body_text="писмо")
    settings.FIELD_KEYS = [new, old]
    assert "center.E042" not in told()
    settings.FIELD_KEYS = [new]
    assert "values need the key old, which FIELD_KEYS does not list." in told()["center.E042"]


def test_backups_for_nobody_and_a_log_that_a_restore_would_throw_away_are_named(settings: Settings) -> None:
    settings.DEMO = False
    settings.BACKUP_RECIPIENTS = []
    settings.ERASURE_LOG = settings.PRIVATE_MEDIA_ROOT / "log"
    assert {"center.W040", "center.E041"} <= told().keys()
    settings.BACKUP_RECIPIENTS = ["AGE-SECRET-KEY-1"]
    settings.ERASURE_LOG = None
    assert {"center.E040", "center.W041"} <= told().keys()
