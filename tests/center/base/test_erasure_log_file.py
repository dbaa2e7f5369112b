"""The log of erasures outside the database: nobody changes it unseen, and no line of it is lost."""

import base64
import uuid
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from center.base.erasure_log import file
from center.base.erasure_log.verbs import Record, taken_back

OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()


def record(kind: str = "deleted", *ids: int) -> Record:
    return Record(
        str(uuid.uuid4()), kind, "center.question", tuple(map(str, ids)), done_at="2026-01-01T00:00:00+00:00"
    )


def written(path: Path, *records: Record) -> bytes:
    file.add(path, lambda log: [each for each in records if each.mark not in log], {"x_id_seq": 7})
    return path.read_bytes()


def test_what_was_written_is_read_and_a_second_time_adds_nothing(tmp_path: Path) -> None:
    path, records = tmp_path / "log", [record("deleted", 1, 2), record("person", 3)]
    content = written(path, *records)
    assert (file.read(path).records, file.read(path).numbers) == (records, {"x_id_seq": 7})
    assert (written(path, *records), path.stat().st_mode & 0o777) == (content, 0o600)


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_line_that_was_changed_added_moved_or_taken_out_is_found(
    tmp_path: Path, data: st.DataObject
) -> None:
    path = tmp_path / "log"
    path.unlink(missing_ok=True)
    lines = written(path, *(record("deleted", number) for number in range(5))).splitlines(keepends=True)
    way = data.draw(st.sampled_from(["change", "twice", "swap", "drop"]))
    at = data.draw(st.integers(0, len(lines) - 2))
    if way == "change":
        place = data.draw(st.integers(0, len(lines[at]) - 2))
        byte = data.draw(st.integers(0x20, 0x7E).filter(lambda byte: byte != lines[at][place]))
        lines[at] = lines[at][:place] + bytes([byte]) + lines[at][place + 1 :]
    elif way == "twice":
        lines.insert(at, lines[at])
    elif way == "swap":
        lines[at], lines[at + 1] = lines[at + 1], lines[at]
    else:
        del lines[at]
    path.write_bytes(b"".join(lines))
    with pytest.raises(file.LogError, match=r"^Line \d of "):
        file.read(path)


@given(cut=st.integers(1, 200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_half_a_line_of_a_killed_process_is_written_anew(tmp_path: Path, cut: int) -> None:
    path, records = tmp_path / "log", [record("deleted", number) for number in range(3)]
    path.unlink(missing_ok=True)
    content = written(path, *records)
    path.write_bytes(content[:-cut])
    written(path, *records)
    assert (set(file.read(path).records), file.read(path).numbers) == (set(records), {"x_id_seq": 7})


def test_many_at_once_lose_no_line(tmp_path: Path) -> None:
    path, records = tmp_path / "log", [record("deleted", number) for number in range(40)]

    def add(one: Record) -> int:
        def lacking(_log: file.Log) -> Iterable[Record]:
            return [one]

        return file.add(path, lacking)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(add, records)) == 40
    assert set(file.read(path).records) == set(records)


def test_a_change_of_the_key_signs_the_log_anew(tmp_path: Path, settings: Settings) -> None:
    path, records = tmp_path / "log", [record("deleted", 1), record("person", 2)]
    settings.FIELD_KEYS = [OLD]
    written(path, *records)
    settings.FIELD_KEYS = [NEW]
    with pytest.raises(file.LogError, match="needs the key old, which FIELD_KEYS does not list"):
        file.read(path)
    settings.FIELD_KEYS = [NEW, OLD]
    file.sign_anew(path)
    settings.FIELD_KEYS = [NEW]
    assert file.read(path).records == records


def test_who_does_not_have_the_key_cannot_add_a_line(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "log"
    settings.FIELD_KEYS = ["same:" + base64.b64encode(b"x" * 32).decode()]
    written(path, record("person", 1))
    settings.FIELD_KEYS = ["same:" + base64.b64encode(b"y" * 32).decode()]
    with pytest.raises(file.LogError, match="is not as it was written"):
        file.read(path)


def test_only_what_came_before_is_taken_back() -> None:
    from center.base.erasure_log import verbs  # noqa: PLC0415

    first, back, again = (
        record("journalist_left", 1, 2),
        record("journalist_back", 1),
        record("journalist_left", 1),
    )
    assert verbs._ended_by["journalist_back"] == "journalist_left"
    assert taken_back([first, back, again]) == {first.mark: {"1"}}
