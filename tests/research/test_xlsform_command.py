import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from research.models import Questionnaire
from tests.research.workbooks import asked, workbook


def run(capsys: pytest.CaptureFixture[str], path: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    code = 0
    try:
        call_command("import_xlsform", str(path), "--check", *arguments)
    except SystemExit as end:
        code = int(end.code or 0)
    return code, json.loads(capsys.readouterr().out)


def test_a_good_workbook_gives_its_questions_and_languages(tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(workbook([asked("text", "a"), asked("note", "b")]))

    assert run(capsys, path, "--language", "en") == (
        0,
        {"ok": True, "questions": 1, "languages": ["sr", "en"], "errors": [], "warnings": []},
    )


def test_each_fault_has_its_row_column_and_sentence_in_the_language_asked_for(
    tmp_path: Path, capsys: Any
) -> None:
    path = tmp_path / "form.txt"
    path.write_bytes(workbook([asked("text", "a"), asked("geopoint", "b"), asked("begin_repeat", "c")]))
    code, answer = run(capsys, path)

    assert code == 1
    assert answer["ok"] is False
    assert answer["errors"][0] == {
        "row": 3,
        "column": "type",
        "message": "Места на карти (geopoint) се овде не питају. Питајте за насеље листом одговора.",
    }
    assert [each["row"] for each in answer["errors"]] == [3, 4, 4]


@pytest.mark.parametrize("content", [None, b"", b"no workbook"])
def test_what_is_no_workbook_or_is_not_there_still_gives_one_json_object(
    tmp_path: Path, capsys: Any, content: bytes | None
) -> None:
    path = tmp_path / "form.xlsx"
    if content is not None:
        path.write_bytes(content)
    code, answer = run(capsys, path)

    assert (code, answer["ok"], answer["questions"], answer["languages"]) == (1, False, 0, [])
    assert [(each["row"], each["column"]) for each in answer["errors"]] == [(None, "")]


def test_without_check_a_key_is_needed(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("import_xlsform", "form.xlsx")


@pytest.mark.django_db
def test_a_file_is_added_once_as_a_version_of_its_key(tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(workbook([asked("text", "a")]))
    for _time in range(2):
        call_command("import_xlsform", str(path), "--key", "gradjani", "--note", "Пробно")
    path.write_bytes(workbook([asked("text", "a"), asked("text", "b")]))
    call_command("import_xlsform", str(path), "--key", "gradjani")

    assert capsys.readouterr().out.splitlines() == [
        "gradjani, version 1: gradjani",
        "gradjani, version 1: gradjani",
        "gradjani, version 2: gradjani",
    ]
    assert [
        (each.number, each.note, each.source_name) for each in Questionnaire.objects.order_by("number")
    ] == [
        (1, "Пробно", "form.xlsx"),
        (2, "", "form.xlsx"),
    ]


@pytest.mark.django_db
def test_a_file_with_faults_is_not_added(tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(workbook([asked("geopoint", "a")]))
    with pytest.raises(SystemExit) as end:
        call_command("import_xlsform", str(path), "--key", "gradjani")

    assert end.value.code == 1
    assert [each["row"] for each in json.loads(capsys.readouterr().out)["errors"]] == [2]
    assert Questionnaire.objects.count() == 0


@pytest.mark.django_db
def test_a_short_name_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(workbook([asked("text", "a")]))
    with pytest.raises(CommandError):
        call_command("import_xlsform", str(path), "--key", "Грађани 2026")
