"""A restore into an empty server, after something was erased: counts, checksums, files, keys; and a rehearsal."""

import hashlib
import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from center.base.local.postgres import APPLICATION, OWNER, LocalPostgres
from center.base.local.state import LocalFolder
from tests.start.checkouts import Checkout
from tests.start.conftest import PRIVATE
from tests.start.test_backup import content, files

pytestmark = pytest.mark.long
NAMED = "SELECT id, name FROM entrepreneurs_entrepreneur WHERE name <> '' ORDER BY id"
# A letter is encrypted.
SAMPLE = """
from center.base.encryption import UnreadableValueError
from center.models import StoredMail
try:
    # Of some the words were erased when they had arrived.
    read = [each.body_text for each in StoredMail.objects.order_by("pk") if each.subject and each.body_text]
    print("read", len(read) >= 5)
except UnreadableValueError as error:
    print("unreadable", error)
"""
ERASE = """
from center.models import User
from entrepreneurs.models import Entrepreneur
from entrepreneurs.services import erase_person, preview_erasure
for person in Entrepreneur.objects.listed().order_by("pk"):
    if not preview_erasure(person).obstacles:
        erase_person(person=person, by=User.objects.filter(is_superuser=True).first() or User.objects.first())
        print("ERASED", person.pk)
        break
"""


@pytest.fixture
def empty(portal: tuple[Checkout, LocalPostgres], tmp_path: Path) -> Iterator[tuple[Checkout, LocalPostgres]]:
    """Another server, with nothing on it; the log of erasures was copied there."""
    checkout, _server = portal
    before = checkout.environment
    home = checkout.path / "second"
    folder = LocalFolder(home)
    folder.create()
    with LocalPostgres(checkout.path / "second-checkout", folder) as server:
        checkout.environment = before | {
            "DATABASE_URL": server.url(APPLICATION),
            "DATABASE_OWNER_URL": server.url(OWNER),
            "MEDIA_ROOT": str(home / "media"),
            "PRIVATE_MEDIA_ROOT": str(home / "private"),
            "ERASURE_LOG": str(home / "erasures.jsonl"),
        }
        yield checkout, server
    checkout.environment = before
    shutil.rmtree(home)


def digests(folder: Path) -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in files(folder).items()}


def named(address: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(address) as connection:
        return connection.execute(NAMED.encode()).fetchall()


def test_an_empty_server_gets_everything_but_who_was_erased_since(
    portal: tuple[Checkout, LocalPostgres], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    checkout, first = portal
    media = checkout.path / ".local" / "media"
    media.mkdir(exist_ok=True)
    (media / "large").write_bytes(os.urandom(3_000_000))
    (tmp_path / "key").write_text(PRIVATE)
    checkout.run("erasure_log")
    before, pictures, people = content(first.url(OWNER)), digests(media), named(first.url(OWNER))
    file = tmp_path / "backup.tar.age"
    checkout.run("backup", str(file))
    erased = int(checkout.run("shell", "-c", ERASE).split("ERASED ")[1].split()[0])
    log = Path(checkout.environment["ERASURE_LOG"]).read_bytes()
    assert b'"person"' in log

    checkout, second = request.getfixturevalue("empty")
    refused = checkout.run("restore", str(file), "--key-file", str(tmp_path / "key"), code=1)
    assert "There is no log of erasures" in refused
    Path(checkout.environment["ERASURE_LOG"]).write_bytes(log)
    said = checkout.run("restore", str(file), "--key-file", str(tmp_path / "key"))

    assert "  person: 1 rows" in said
    assert [row for row in people if row[0] != erased] == named(second.url(OWNER))
    found = content(second.url(OWNER))
    same = {name for name, value in before.items() if found[name] == value}
    changed = {str(name) for name in before if name not in same}
    # But for what the erasure touches nothing differs, row by row.
    assert "entrepreneurs_entrepreneur" in changed
    assert {"center_user", "events_event", "center_newsitem"} & changed <= {"center_user"}
    assert len(before["entrepreneurs_entrepreneur"]) == len(found["entrepreneurs_entrepreneur"])  # type: ignore[arg-type]
    assert digests(Path(checkout.environment["MEDIA_ROOT"])) == pictures
    assert checkout.run("shell", "-c", SAMPLE).splitlines()[-1] == "read True"
    keys = checkout.environment["FIELD_KEYS"]
    checkout.environment = checkout.environment | {"FIELD_KEYS": "other:" + "A" * 43 + "="}
    assert checkout.run("shell", "-c", SAMPLE).splitlines()[-1].startswith("unreadable")
    checkout.environment = checkout.environment | {"FIELD_KEYS": keys}


def test_a_rehearsal_compares_everything_and_touches_nothing(
    portal: tuple[Checkout, LocalPostgres], tmp_path: Path
) -> None:
    checkout, server = portal
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE portal_rehearsal OWNER portal_owner")
    (tmp_path / "key").write_text(PRIVATE)
    file = tmp_path / "backup.tar.age"
    checkout.run("backup", str(file))
    before = content(server.url(OWNER))

    said = checkout.run("restore", "--rehearse", "--key-file", str(tmp_path / "key"), str(file))

    assert "can be restored." in said
    assert "compared with what was stored" in said
    assert said.splitlines()[-1] == "The rehearsal is over; nothing of the portal was changed."
    assert content(server.url(OWNER)) == before
    with psycopg.connect(server.url(OWNER, "portal_rehearsal")) as connection:
        assert connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchone() == (0,)
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE portal_rehearsal")


def test_a_backup_that_is_killed_leaves_nothing_under_its_name(
    portal: tuple[Checkout, LocalPostgres], tmp_path: Path
) -> None:
    checkout, _server = portal
    file = tmp_path / "backup.tar.age"
    process = checkout.start("backup", str(file))
    while not file.with_name(file.name + ".part").exists():
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert not file.exists()
    # What is left cannot be read without the key, and does not stand in the way.
    assert file.with_name(file.name + ".part").read_bytes()[:21] in {b"", b"age-encryption.org/v1"}
    checkout.run("backup", str(file))
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_production_makes_no_backup_that_everybody_can_read_unless_asked(
    portal: tuple[Checkout, LocalPostgres], tmp_path: Path
) -> None:
    checkout, _server = portal
    checkout.environment = checkout.environment | {
        "DEMO": "0",
        "BACKUP_RECIPIENT": "",
        "ALLOWED_HOSTS": "portal.example.rs",
        "BASE_URL": "https://portal.example.rs",
        "EMAIL_URL": "dummy://",
        "DEFAULT_FROM_EMAIL": "office@example.rs",
    }
    said = checkout.run("backup", str(tmp_path / "b.tar"), code=1)
    assert "BACKUP_RECIPIENT is not set" in said
    assert "manage.py new_backup_key" in said
    assert not (tmp_path / "b.tar").exists()
    assert "NOT encrypted" in checkout.run("backup", "--plain", str(tmp_path / "b.tar"))
