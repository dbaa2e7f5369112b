"""Backup and restore, as production runs them: two roles, variables in the environment."""

import os
import subprocess
import tarfile
from pathlib import Path

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg import sql

from center.base.backup import archive, postgres_clients
from center.base.backup.archive import Archive, ArchiveError
from center.base.local.postgres import OWNER, SUPERUSER, LocalPostgres
from tests.start.checkouts import Checkout

Content = dict[str, object]
# Names only: PostgreSQL writes some conditions differently after it has read them from a dump.
QUESTIONS = (
    """SELECT table_name, privilege_type FROM information_schema.role_table_grants
    WHERE grantee = 'portal_app' ORDER BY 1, 2""",
    """SELECT conrelid::regclass::text, conname, contype FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2""",
    "SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2",
    "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2",
    "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1",
    "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1",
)


def content(address: str) -> Content:
    """Return every row of every table as text, the structure of the tables, and the application's rights."""
    with psycopg.connect(address) as connection:
        tables = [
            name
            for (name,) in connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
            )
        ]
        found: Content = {
            name: sorted(
                row
                for (row,) in connection.execute(
                    sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(name))
                )
            )
            for name in tables
        }
        for question in QUESTIONS:
            found[question] = connection.execute(question.encode()).fetchall()
        return found


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_restore_brings_back_exactly_what_the_backup_held(
    portal: tuple[Checkout, LocalPostgres], tmp_path: Path
) -> None:
    checkout, server = portal
    address = server.url(OWNER)
    media = checkout.path / ".local" / "media"
    media.mkdir(exist_ok=True)
    (media / "Слика.webp").write_bytes(b"picture")
    private = checkout.path / ".local" / "private"
    for name in ("case-documents/4f/contract", "pictures/photo"):
        (private / name).parent.mkdir(parents=True, exist_ok=True)
        (private / name).write_bytes(b"as it came")
    before, pictures = content(address), files(media)
    assert pictures["Слика.webp"] == b"picture"
    assert len(before["center_user"]) == 7  # type: ignore[arg-type]
    file = tmp_path / "backup.tar"

    assert checkout.run("backup", str(file)).startswith(f"Written: {file}.")
    assert file.stat().st_mode & 0o777 == 0o600

    with psycopg.connect(address) as connection:
        connection.execute("UPDATE center_user SET name = 'changed'")
        connection.execute("DELETE FROM center_officehours")
        connection.execute("CREATE TABLE later (id int)")
        # As a restore leaves it that was killed after its work was done.
        connection.execute("CREATE SCHEMA before_restore")
        connection.execute("CREATE TABLE before_restore.old (id int)")
    (media / "Слика.webp").write_bytes(b"another")
    (media / "later.webp").write_bytes(b"later")
    (private / "case-documents/4f/contract").write_bytes(b"another")
    changed = content(address)
    assert changed != before

    refused = checkout.run("restore", str(file), code=1)
    assert refused == "CommandError: The database is not empty. Use --replace to throw away what it holds.\n"
    assert content(address) == changed

    assert checkout.run("restore", "--replace", str(file)).startswith(f"Restored: {file}, made ")
    assert content(address) == before
    with psycopg.connect(address) as connection:
        assert connection.execute("SELECT to_regnamespace('before_restore')").fetchone() == (None,)
    assert files(media) == pictures
    # A photo as it came waits for moments only, and may tell where it was taken.
    assert files(private) == {"case-documents/4f/contract": b"as it came"}
    assert {path.stat().st_mode & 0o777 for path in private.rglob("*")} == {0o700, 0o600}


@pytest.mark.long
def test_a_restore_that_fails_changes_nothing(portal: tuple[Checkout, LocalPostgres], tmp_path: Path) -> None:
    checkout, server = portal
    before = content(server.url(OWNER))
    with psycopg.connect(server.url(SUPERUSER), autocommit=True) as connection:
        connection.execute("CREATE DATABASE other")
    other = server.url(SUPERUSER, "other")
    with psycopg.connect(other) as connection:
        # The portal's owner may not make this one, so its restore stops half-way.
        connection.execute("CREATE EXTENSION file_fdw")
    clients = postgres_clients.find(at_least=18)
    dumped = subprocess.run([clients["pg_dump"], "-Fc", other], check=True, capture_output=True).stdout
    (tmp_path / "dump").write_bytes(dumped)
    with archive.writing(tmp_path / "other.tar", {"program": 18, "made": "today"}) as writer:
        writer.add(archive.DUMP, tmp_path / "dump")

    said = checkout.run("restore", "--replace", str(tmp_path / "other.tar"), code=1)

    assert said.startswith("CommandError: Nothing was changed: ")
    assert "permission denied to create extension" in said
    assert content(server.url(OWNER)) == before
    with psycopg.connect(server.url(SUPERUSER), autocommit=True) as connection:
        connection.execute("DROP DATABASE other")


def test_a_backup_never_overwrites_a_file(portal: tuple[Checkout, LocalPostgres], tmp_path: Path) -> None:
    file = tmp_path / "backup.tar"
    file.write_bytes(b"precious")
    said = portal[0].run("backup", str(file), code=1)
    assert said == f"CommandError: {file} exists already; a backup never overwrites a file.\n"
    assert file.read_bytes() == b"precious"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    (folder / "dump").write_bytes(b"rows " * 1000)
    (folder / "photo").write_bytes(os.urandom(3000))
    with archive.writing(folder / "whole.tar", {"program": 18}) as writer:
        writer.add(archive.DUMP, folder / "dump")
        writer.add(archive.MEDIA + "photo", folder / "photo")
    return folder / "whole.tar"


def test_a_whole_archive_is_verified_and_extracted(whole: Path, tmp_path: Path) -> None:
    found = Archive.verified(whole)
    found.extract(tmp_path, below=archive.DUMP)
    found.extract(tmp_path, below=archive.MEDIA)
    assert found.about == {"format": 1, "program": 18}
    assert (tmp_path / archive.DUMP).read_bytes() == b"rows " * 1000
    assert (tmp_path / "media" / "photo").stat().st_size == 3000


@given(data=st.data())
def test_a_shortened_or_changed_archive_is_refused_with_a_sentence(whole: Path, data: st.DataObject) -> None:
    stored = whole.read_bytes()
    with tarfile.open(whole) as tar:
        contents = [(member.offset_data, member.size) for member in tar]
    if data.draw(st.booleans()):
        end = contents[-1][0] + contents[-1][1] - 1
        broken = stored[: data.draw(st.integers(0, end))]
    else:
        begin, size = data.draw(st.sampled_from(contents[:-1]))
        at = begin + data.draw(st.integers(0, size - 1))
        broken = stored[:at] + bytes([stored[at] ^ data.draw(st.integers(1, 255))]) + stored[at + 1 :]
    file = whole.with_name("broken.tar")
    file.write_bytes(broken)
    with pytest.raises(ArchiveError, match=r"broken\.tar is (damaged|incomplete|no backup)"):
        Archive.verified(file)


@given(st.binary(max_size=2000))
def test_any_other_file_is_refused_with_a_sentence(whole: Path, other: bytes) -> None:
    file = whole.with_name("broken.tar")
    file.write_bytes(other)
    with pytest.raises(ArchiveError, match=r"broken\.tar is (damaged|incomplete|no backup)"):
        Archive.verified(file)


@pytest.mark.parametrize("name", ["media/../../outside", "/etc/passwd", "other"])
def test_an_archive_with_foreign_names_is_refused(tmp_path: Path, name: str) -> None:
    file = tmp_path / "foreign.tar"
    (tmp_path / "text").write_text("x")
    with tarfile.open(file, "w") as tar:
        tar.add(tmp_path / "text", arcname=name)
    with pytest.raises(ArchiveError, match="is no backup of the portal"):
        Archive.verified(file)


def test_a_failed_backup_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), archive.writing(tmp_path / "backup.tar", {}) as writer:
        writer.add(archive.DUMP, tmp_path / "missing")
    assert list(tmp_path.iterdir()) == []
