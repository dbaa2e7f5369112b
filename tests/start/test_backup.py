"""Backup and restore, as production runs them: two roles, variables in the environment."""

import io
import os
import subprocess
import tarfile
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import sql

from center.base.backup import archive, postgres_clients, sealing
from center.base.backup.archive import ArchiveError
from center.base.local.postgres import OWNER, SUPERUSER, LocalPostgres
from tests.start.checkouts import Checkout
from tests.start.conftest import PRIVATE, PUBLIC

Content = dict[str, object]
# Names only: PostgreSQL writes some conditions differently after it has read them from a dump.
QUESTIONS = (
    """SELECT table_name, privilege_type FROM information_schema.role_table_grants
    WHERE grantee = 'portal_app' ORDER BY 1, 2""",
    """SELECT conrelid::regclass::text, conname, contype FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2""",
    "SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2",
    "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2",
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


def numbers(address: str) -> dict[str, int]:
    """Return the last number that each sequence gave."""
    with psycopg.connect(address) as connection:
        found = connection.execute(
            "SELECT sequencename, coalesce(last_value, 0) FROM pg_sequences WHERE schemaname = 'public'"
        )
        return dict(found.fetchall())


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
    # The log gets its beginning, which is a row too.
    checkout.run("erasure_log")
    before, pictures = content(address), files(media)
    assert pictures["Слика.webp"] == b"picture"
    assert len(before["center_user"]) == 7  # type: ignore[arg-type]
    file, key = tmp_path / "backup.tar.age", tmp_path / "key"
    key.write_text(PRIVATE)

    assert checkout.run("backup", str(file)).startswith(f"Written: {file}.")
    assert (file.stat().st_mode & 0o777, list(tmp_path.glob("backup*"))) == (0o600, [file])
    assert file.read_bytes().startswith(b"age-encryption.org/v1\n")

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
    changed, given = content(address), numbers(address)
    assert changed != before

    refused = checkout.run("restore", str(file), "--replace", code=1)
    assert refused.startswith(f"CommandError: {file} is encrypted. Give the private key of the backups")
    refused = checkout.run("restore", str(file), "--key-file", str(key), code=1)
    assert refused == "CommandError: The database is not empty. Use --replace to throw away what it holds.\n"
    assert content(address) == changed

    said = checkout.run("restore", "--replace", "--key-file", str(key), str(file))
    assert said.startswith(f"Restored: {file}, made ")
    assert "Erasures done again: 0." in said
    assert content(address) == before
    # No number that was given since is given again.
    assert [name for name, number in numbers(address).items() if number < given[name]] == []
    with psycopg.connect(address) as connection:
        assert connection.execute("SELECT to_regnamespace('before_restore')").fetchone() == (None,)
    assert files(media) == pictures
    # A photo as it came waits for moments only, and may tell where it was taken.
    assert files(private) == {"case-documents/4f/contract": b"as it came"}
    assert {path.stat().st_mode & 0o777 for path in private.rglob("*")} == {0o700, 0o600}


@pytest.mark.long
def test_a_restore_that_fails_changes_nothing(portal: tuple[Checkout, LocalPostgres], tmp_path: Path) -> None:
    checkout, server = portal
    # Its first line is the beginning, written once.
    checkout.run("erasure_log")
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
    with archive.writing(tmp_path / "other.tar", {"program": 18, "made": "today"}, to=[]) as writer:
        writer.add(archive.DUMP, tmp_path / "dump")

    said = checkout.run("restore", "--replace", "--without-erasure-log", str(tmp_path / "other.tar"), code=1)

    assert said.startswith("CommandError: Nothing was changed: ")
    assert "permission denied to create extension" in said
    assert content(server.url(OWNER)) == before
    with psycopg.connect(server.url(SUPERUSER), autocommit=True) as connection:
        connection.execute("DROP DATABASE other")


@pytest.mark.long
def test_a_backup_never_overwrites_a_file(portal: tuple[Checkout, LocalPostgres], tmp_path: Path) -> None:
    file = tmp_path / "backup.tar"
    file.write_bytes(b"precious")
    said = portal[0].run("backup", str(file), code=1)
    assert said == f"CommandError: {file} exists already; a backup never overwrites a file.\n"
    assert file.read_bytes() == b"precious"


class Archived(NamedTuple):
    """A whole archive, plain or sealed, with the keys to read it."""

    path: Path
    keys: list[Any]

    def unpacked(self, folder: Path, path: Path | None = None) -> dict[str, Any]:
        with (folder / "dump").open("w+b") as dump:
            rooms = {archive.MEDIA: folder, archive.PRIVATE: folder}
            return archive.unpack(path or self.path, keys=self.keys, dump=dump, folders=rooms)


def archived(folder: Path, *, is_sealed: bool) -> Archived:
    (folder / "rows").write_bytes(b"rows " * 1000)
    (folder / "photo").write_bytes(os.urandom(200_000))
    keys = sealing.identities(PRIVATE) if is_sealed else []
    to = sealing.recipients([PUBLIC]) if is_sealed else []
    with archive.writing(folder / "whole.tar", {"program": 18}, to=to) as writer:
        writer.add(archive.DUMP, folder / "rows")
        writer.add(archive.MEDIA + "photo", folder / "photo")
    return Archived(folder / "whole.tar", keys)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Archived:
    return archived(tmp_path_factory.mktemp("plain"), is_sealed=False)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Archived:
    return archived(tmp_path_factory.mktemp("archive"), is_sealed=True)


@pytest.mark.each
@pytest.mark.parametrize("kind", ["plain", "whole"])
def test_a_whole_archive_is_unpacked(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    found: Archived = request.getfixturevalue(kind)
    about = found.unpacked(tmp_path)
    assert (about["format"], about["program"], len(about["sha256"])) == (2, 18, 2)
    assert (tmp_path / "dump").read_bytes() == b"rows " * 1000
    assert (tmp_path / "media" / "photo").read_bytes() == (found.path.parent / "photo").read_bytes()


def test_a_backup_from_before_they_were_encrypted_is_still_read(plain: Archived, tmp_path: Path) -> None:
    old = tmp_path / "old.tar"
    old.write_bytes(plain.path.read_bytes().replace(b'"format": 2', b'"format": 1'))
    assert plain.unpacked(tmp_path, old)["format"] == 1


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_shortened_changed_or_reordered_backup_is_refused_with_a_sentence(
    whole: Archived, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    stored = whole.path.read_bytes()
    way = data.draw(st.sampled_from(["cut", "change", "swap"]))
    if way == "cut":
        broken = stored[: data.draw(st.integers(0, len(stored) - 1))]
    elif way == "change":
        at = data.draw(st.integers(0, len(stored) - 1))
        broken = stored[:at] + bytes([stored[at] ^ data.draw(st.integers(1, 255))]) + stored[at + 1 :]
    else:
        # Chunks of 64 KiB with their tags, after the header and a nonce.
        begin, size = stored.index(b"\n--- ") + 6 + 43 + 1 + 16, 64 * 1024 + 16
        one, other, rest = (
            stored[begin : begin + size],
            stored[begin + size : begin + 2 * size],
            begin + 2 * size,
        )
        broken = stored[:begin] + other + one + stored[rest:]
    file = whole.path.with_name("broken.tar")
    file.write_bytes(broken)
    with pytest.raises(ArchiveError, match=r"broken\.tar is (damaged|incomplete|no backup|encrypted)"):
        whole.unpacked(tmp_path_factory.mktemp("into"), file)


def test_the_key_of_somebody_else_opens_no_backup(whole: Archived, tmp_path: Path) -> None:
    other = Archived(whole.path, sealing.identities(sealing.new_key()[1]))
    with pytest.raises(ArchiveError, match="it was made for another key"):
        other.unpacked(tmp_path)


def test_each_of_two_people_can_read_a_backup_alone(tmp_path: Path) -> None:
    halves = [sealing.new_key(), sealing.new_key()]
    (tmp_path / "rows").write_bytes(b"rows")
    with archive.writing(
        tmp_path / "two.tar", {}, to=sealing.recipients([public for public, _private in halves])
    ) as writer:
        writer.add(archive.DUMP, tmp_path / "rows")
    for _public, private in halves:
        found = Archived(tmp_path / "two.tar", sealing.identities(f"# made by age-keygen\n{private}\n"))
        assert list(found.unpacked(tmp_path)["sha256"]) == [archive.DUMP]


@given(st.binary(max_size=2000))
def test_any_other_file_is_refused_with_a_sentence(whole: Archived, other: bytes) -> None:
    file = whole.path.with_name("broken.tar")
    file.write_bytes(other)
    with pytest.raises(ArchiveError, match=r"broken\.tar is (damaged|incomplete|no backup)"):
        whole.unpacked(whole.path.parent, file)


@pytest.mark.parametrize("name", ["media/../../outside", "/etc/passwd", "media/", "other"])
def test_an_archive_with_foreign_names_is_refused(tmp_path: Path, name: str) -> None:
    file = tmp_path / "foreign.tar"
    (tmp_path / "text").write_text("x")
    with tarfile.open(file, "w") as tar:
        tar.add(tmp_path / "text", arcname=name)
    with pytest.raises(ArchiveError, match="is no backup of the portal"):
        Archived(file, []).unpacked(tmp_path)


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        (tarfile.SYMTYPE, "/etc/passwd"),
        (tarfile.SYMTYPE, "../outside"),
        (tarfile.LNKTYPE, "../../outside"),
        (tarfile.CHRTYPE, ""),
        (tarfile.BLKTYPE, ""),
        (tarfile.FIFOTYPE, ""),
        (tarfile.DIRTYPE, ""),
    ],
)
@pytest.mark.each
def test_an_archive_with_a_link_a_device_or_a_pipe_is_refused_and_nothing_is_made(
    tmp_path: Path, kind: bytes, target: str
) -> None:
    file, room = tmp_path / "foreign.tar", tmp_path / "room"
    room.mkdir()
    member = tarfile.TarInfo("media/photo")
    member.type, member.linkname = kind, target
    behind = tarfile.TarInfo("media/photo/passwd")
    behind.size = 1
    with tarfile.open(file, "w") as tar:
        tar.addfile(member)
        # What would be written through the link.
        tar.addfile(behind, io.BytesIO(b"x"))
    with pytest.raises(ArchiveError, match="is no backup of the portal: it contains media/photo"):
        Archived(file, []).unpacked(room)
    assert sorted(path.name for path in room.iterdir()) == ["dump"]


def test_an_archive_that_holds_a_file_twice_or_under_it_is_refused(tmp_path: Path) -> None:
    """The second would be written over the first, whose digest was compared."""
    for number, names in enumerate(
        (["media/a", "media/a"], ["media/a", "media/./a"], ["media/a", "media/a/b"])
    ):
        file, room = tmp_path / f"{number}.tar", tmp_path / str(number)
        room.mkdir()
        with tarfile.open(file, "w") as tar:
            for name in names:
                member = tarfile.TarInfo(name)
                member.size = 1
                tar.addfile(member, io.BytesIO(b"x"))
        with pytest.raises(ArchiveError):
            Archived(file, []).unpacked(room)


def test_a_failed_backup_leaves_no_file(tmp_path: Path) -> None:
    to = sealing.recipients([PUBLIC])
    with pytest.raises(FileNotFoundError), archive.writing(tmp_path / "backup.tar", {}, to=to) as writer:
        writer.add(archive.DUMP, tmp_path / "missing")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_no_file_and_is_said() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full")

    def fill() -> None:
        with (
            full.open("wb") as target,
            sealing.sealed(target, sealing.recipients([PUBLIC])) as sink,
        ):
            for _ in range(64):
                sink.write(bytes(64 * 1024))

    with pytest.raises(OSError, match="No space left"):
        fill()


def test_a_private_key_in_the_place_of_the_public_one_is_refused_and_not_quoted() -> None:
    with pytest.raises(
        sealing.SealError, match=r"^Key no\. 1 of BACKUP_RECIPIENT is no public key"
    ) as caught:
        sealing.recipients([PRIVATE])
    assert PRIVATE not in str(caught.value)
