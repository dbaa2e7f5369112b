"""A backup names nobody to whoever finds the file: neither its bytes nor the names of what lies in it."""

import io
import subprocess
import tarfile
from pathlib import Path
from typing import Any, cast

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper

from center.base.backup import archive, postgres_clients, sealing
from center.models import User
from tests.everything import MARKS, somebody_with_everything
from tests.trust.privacy.disguises import words_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("monday_morning", "private_media", "no_tasks_of_stages", "office"),
]


@pytest.mark.always
def test_who_finds_a_backup_reads_no_name_in_it(coordinator: User, settings: Any, tmp_path: Path) -> None:
    public, private = sealing.new_key()
    settings.BACKUP_RECIPIENTS = [public]
    assert somebody_with_everything(coordinator).person.pk
    folder = tmp_path / "backups"
    folder.mkdir()
    sealed, plain = folder / "sealed", folder / "plain"
    call_command("backup", str(sealed), stdout=io.StringIO(), stderr=io.StringIO())
    call_command("backup", str(plain), plain=True, stdout=io.StringIO(), stderr=io.StringIO())

    assert words_in(sealed.read_bytes(), MARKS) == set()
    assert sorted(path.name for path in folder.iterdir()) == ["plain", "sealed"]
    # The holder of the key reads all of it, so the words are there.
    dump = folder / "dump"
    with dump.open("w+b") as file:
        about = archive.unpack(sealed, keys=sealing.identities(private), dump=file)
    restore = postgres_clients.find(at_least=cast("DatabaseWrapper", connection).pg_version // 10000)[
        "pg_restore"
    ]
    rows = subprocess.run([restore, "--file=-", str(dump)], check=True, capture_output=True).stdout
    assert words_in(rows, MARKS) == set(MARKS)
    # Also in one that somebody wanted plain, names of files tell nothing, nor does what it says of itself.
    with tarfile.open(plain) as tar:
        assert [name for name in tar.getnames() if words_in(name, MARKS)] == []
        manifest = tar.extractfile(archive.MANIFEST)
        assert manifest is not None
        assert words_in(manifest.read(), MARKS) == set()
    assert [name for name in about["sha256"] if name.startswith(archive.PRIVATE)] != []
