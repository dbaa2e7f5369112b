"""All formats together: the same bytes each time, nothing withheld inside, everything there in three languages."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from research.study import LANGUAGES, WITHHELD, Category, Microdata, Study, Variable, VariableKind, exploded
from research.study_files import (
    FORMATS,
    Format,
    datapackage,
    dcat_dataset,
    file_name,
    microdata_csv,
    report,
    schema_org,
    study_json,
    tables_csv,
    xlsx,
)
from tests.research.studies import STUDY, TRUST, study

# The report shows the colour and the mark of the office.
pytestmark = pytest.mark.django_db


def address_of(form: Format, language: str) -> str:
    return f"https://portal.example.rs/data/{file_name(STUDY, form, language)}"


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def opened(content: bytes) -> Iterator[bytes]:
    """Yield a file and, of an archive, everything in it."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.code)
def test_a_file_is_the_same_each_time_it_is_made(form: Format) -> None:
    assert form.write(STUDY, "sr") == form.write(STUDY, "sr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_speaks_its_language(language: str) -> None:
    title = {
        "sr": "Ставови грађана 2026",
        "sr-latn": "Stavovi građana 2026",
        "en": "Attitudes of citizens 2026",
    }
    said = {form.code: form.write(STUDY, language) for form in FORMATS}

    assert title[language].encode() in said["codebook"]
    assert title[language].encode() in said["spss"]
    assert json.loads(list(opened(said["package"]))[1])["title"] == title[language]
    assert load_workbook(io.BytesIO(said["workbook"])).worksheets[0]["B4"].value == title[language]
    metadata = PdfReader(io.BytesIO(said["report"])).metadata
    assert metadata is not None
    assert metadata.title == title[language]


def test_files_are_named_by_study_version_contents_and_language() -> None:
    assert [file_name(STUDY, form, "en") for form in FORMATS] == [
        "citizens-2026-v2-report-en.pdf",
        "citizens-2026-v2-workbook-en.xlsx",
        "citizens-2026-v2-tables-en.csv",
        "citizens-2026-v2-data-en.csv",
        "citizens-2026-v2-spss-en.sav",
        "citizens-2026-v2-codebook-en.xml",
        "citizens-2026-v2-package-en.zip",
        "citizens-2026-v2-study-en.json",
    ]


def test_json_says_what_the_page_shows_and_nothing_of_what_it_withholds() -> None:
    found = json.loads(study_json.write(STUDY, "sr-latn"))
    assert found["identity"]["title"] == "Stavovi građana 2026"
    assert found["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    told = next(each for each in found["tables"] if each["name"] == TRUST.name)
    for line, cells in ((line, each["cells"]) for line, each in zip(TRUST.lines, told["lines"], strict=True)):
        assert ["withheld" if cell is WITHHELD else cell.n for cell in line.cells] == [
            cell if cell == "withheld" else cell.get("n") for cell in cells
        ]
    assert len(found["data"]["rows"]) == len(STUDY.data.rows)


def test_a_withheld_line_of_the_results_has_no_figures() -> None:
    table = rows(tables_csv.write(STUDY, "en"))

    assert table[0] == list(tables_csv.HEADERS)
    assert table[1] == [
        "trust", "Trust in social enterprises", "frequency", "1", "Strongly disagree", "all", "All", "withheld",
        "", "", "", "", "", "", "396", "false",
    ]  # fmt: skip
    assert table[3][7:] == ["shown", "88", "22.2", "", "18.4", "26.6", "", "396", "false"]
    assert {len(row) for row in table} == {len(tables_csv.HEADERS)}


def test_a_statistic_and_those_who_did_not_answer_are_lines_of_their_own() -> None:
    table = rows(tables_csv.write(STUDY, "en"))

    assert [[*row[3:8], row[10]] for row in table if not row[5] and row[0] != "table"] == [
        ["missing", "", "", "", "shown", "12"],
        ["cramers_v", "Cramér's V", "", "", "shown", "0.118"],
        ["p", "p", "", "", "shown", ""],
    ]


def test_the_data_are_a_line_for_each_respondent() -> None:
    assert rows(microdata_csv.write(STUDY, "sr")) == [
        ["trust", "heard__press", "heard__fair", "sex", "age", "day", "rank__a", "rank__b", "weight"],
        ["1", "1", "1", "m", "51", "2026-03-03", "1", "", "0.75"],
        ["5", "0", "1", "f", "34", "2026-03-02", "2", "1", "1.25"],
        ["9", "", "", "", "", "", "", "", "1.0"],
    ]


def test_no_text_of_a_study_is_a_formula_in_any_file() -> None:
    evil = {"sr": "=1+1", "en": "=1+1"}
    bad = Variable("x", VariableKind.ONE, evil, categories=(Category("=cmd", evil), Category("-9", evil)))
    whole = Variable("y", VariableKind.ONE, evil, categories=(Category("-9", evil),))
    made = study(
        variables=(*STUDY.variables, bad, whole),
        tables=(replace(TRUST, title=evil),),
        data=exploded((bad, whole), [{"x": "=cmd", "y": "-9"}]),
    )

    assert rows(microdata_csv.write(made, "en"))[1] == ["'=cmd", "-9"]
    assert rows(tables_csv.write(made, "en"))[1][1] == "'=1+1"
    book = load_workbook(io.BytesIO(xlsx.write(made, "en")))
    assert [cell.coordinate for sheet in book for row in sheet for cell in row if cell.data_type == "f"] == []


def _sheets(made: Study, language: str) -> dict[str, list[list[Any]]]:
    book = load_workbook(io.BytesIO(xlsx.write(made, language)))
    return {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}


def test_the_workbook_has_a_sheet_for_each_question_a_reader_has() -> None:
    sheets = _sheets(STUDY, "en")

    assert list(sheets) == ["About the study", "Results", "Variables", "Data", "Method"]
    assert sheets["Results"][1][2:] == ["Strongly disagree", "All", "not shown", *[None] * 5, 396]
    assert sheets["Results"][3][2:] == ["Neither", "All", 88, 22.2, None, 18.4, 26.6, None, 396]
    assert sheets["Data"][2] == [5, 0, 1, "f", 34, "2026-03-02", 2, 1, 1.25]
    assert sheets["Variables"][6][-3:] == [9, "Don't know", "yes"]
    assert ["Response rate", "40.8%"] in sheets["About the study"]
    assert len(sheets["Method"]) == 4


def test_a_workbook_leaves_more_rows_than_it_can_take_to_the_other_files() -> None:
    many = Microdata(STUDY.data.columns, STUDY.data.rows[:1] * (xlsx.MOST_ROWS + 1))

    assert _sheets(study(data=many), "en")["Data"] == [
        ["The data have too many rows for a workbook; take them as CSV or SAV."]
    ]


def test_the_head_of_each_sheet_stays_in_view() -> None:
    book = load_workbook(io.BytesIO(xlsx.write(STUDY, "sr")))
    assert {sheet.freeze_panes for sheet in book} == {"A2"}


def test_the_workbook_says_it_was_made_on_the_day_of_publication() -> None:
    assert (
        str(load_workbook(io.BytesIO(xlsx.write(STUDY, "sr"))).properties.modified) == "2026-06-01 00:00:00"
    )


def test_the_package_describes_its_columns() -> None:
    about = datapackage.descriptor(STUDY, "en")
    fields = {field["name"]: field for field in about["resources"][0]["schema"]["fields"]}

    assert fields["trust"] == {
        "name": "trust",
        "title": "Trust in social enterprises",
        "description": "Social enterprises are good for the town.",
        "type": "integer",
        "categories": [
            {"value": 1, "label": "Strongly disagree"},
            {"value": 2, "label": "Disagree"},
            {"value": 3, "label": "Neither"},
            {"value": 4, "label": "Agree"},
            {"value": 5, "label": "Strongly agree"},
        ],
        "categoriesOrdered": True,
        "constraints": {"enum": [1, 2, 3, 4, 5]},
        "missingValues": ["", "9"],
    }
    assert [fields[name]["type"] for name in ("heard__fair", "sex", "age", "day", "rank__a", "weight")] == [
        "integer", "string", "integer", "date", "integer", "number",
    ]  # fmt: skip
    assert about["licenses"] == [
        {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
    ]
    assert (about["name"], about["version"]) == ("citizens-2026-v2", "2.0.0")


def test_the_files_of_the_package_are_those_it_describes() -> None:
    with zipfile.ZipFile(io.BytesIO(datapackage.write(STUDY, "en"))) as archive:
        about = json.loads(archive.read("datapackage.json"))
        heads = {
            each["path"]: next(csv.reader(io.StringIO(archive.read(each["path"]).decode())))
            for each in about["resources"]
        }
        assert sorted(archive.namelist()) == ["data.csv", "datapackage.json", "results.csv"]

    assert heads == {
        each["path"]: [field["name"] for field in each["schema"]["fields"]] for each in about["resources"]
    }


def test_every_value_in_the_package_is_one_that_its_description_allows() -> None:
    fields = datapackage.descriptor(STUDY, "en")["resources"][0]["schema"]["fields"]
    data = rows(microdata_csv.plain(STUDY))[1:]
    wrong = [
        (field["name"], value)
        for row in data
        for field, value in zip(fields, row, strict=True)
        if value not in field.get("missingValues", [""])
        and "constraints" in field
        and value not in {str(each) for each in field["constraints"]["enum"]}
    ]
    assert wrong == []


def test_a_release_without_data_has_results_alone() -> None:
    bare = study(data=Microdata())
    with zipfile.ZipFile(io.BytesIO(datapackage.write(bare, "en"))) as archive:
        assert sorted(archive.namelist()) == ["datapackage.json", "results.csv"]
    offered = dcat_dataset(bare, address_of, publisher="#office")["dcat:distribution"]

    assert len(offered) == (len(FORMATS) - 2) * len(LANGUAGES)
    assert [form for form in FORMATS if not form.write(bare, "sr")] == []


def test_the_catalogue_names_every_file() -> None:
    node = dcat_dataset(STUDY, address_of, publisher="https://portal.example.rs/#office")
    texts = json.dumps(node)

    assert node["dct:title"] == [
        {"@value": "Ставови грађана 2026", "@language": "sr-Cyrl"},
        {"@value": "Stavovi građana 2026", "@language": "sr-Latn"},
        {"@value": "Attitudes of citizens 2026", "@language": "en"},
    ]
    assert [address_of(form, "sr") in texts for form in FORMATS] == [True] * len(FORMATS)
    assert node["dct:temporal"]["dcat:endDate"] == {"@value": "2026-03-31", "@type": "xsd:date"}


def test_search_engines_meet_a_dataset() -> None:
    found = schema_org(STUDY, address_of, "en")

    assert [found[name] for name in ("@type", "name", "temporalCoverage", "version")] == [
        "Dataset",
        "Attitudes of citizens 2026",
        "2026-03-01/2026-03-31",
        "2",
    ]
    assert len(found["distribution"]) == len(FORMATS)


def _report(made: Study, language: str) -> tuple[PdfReader, str]:
    reader = PdfReader(io.BytesIO(report.write(made, language)))
    return reader, " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_report_is_tagged_and_says_findings_tables_method_and_citation() -> None:
    reader, words = _report(STUDY, "en")

    assert str(reader.root_object["/MarkInfo"]) == "{'/Marked': True, '/Suspects': False}"
    assert [
        text in words
        for text in (
            "Three quarters of citizens agree.",
            "Neither 88 22.2% 18.4%–26.6%",
            "Strongly disagree not shown",
            "Agrees 80.0% (160) 71.9% (141) 76.0% (301)",
            "Cramér's V: 0.118",
            "Intervals are Wilson's, 95%.",
            "Attitudes of citizens 2026, version 2.",
            "Published on 1 June 2026",
        )
    ] == [True] * 8


def test_the_report_writes_numbers_as_its_readers_do() -> None:
    assert "22,2%" in _report(STUDY, "sr-latn")[1]


def test_every_picture_of_the_report_is_told_to_who_does_not_see_it() -> None:
    reader, _words = _report(STUDY, "en")
    told = [text for number in reader.xref[0] if (text := _alternative(reader.get_object(number)))]

    assert [text for text in told if "Neither: 22.2% (18.4%–26.6%)" in text] != []


def _alternative(found: object) -> str:
    return str(found["/Alt"]) if isinstance(found, DictionaryObject) and "/Alt" in found else ""


def test_words_of_a_study_are_never_markup_of_the_report() -> None:
    text = '#panic("x") *a* <b> & $c$ @d'
    made = study(sentences=({"sr": text, "en": text},))

    assert text in _report(made, "en")[1]


SENTINEL = re.compile(rb"987654")


def test_a_number_that_is_not_in_the_study_is_in_no_file() -> None:
    """The same study once with a number shown and once with it withheld: the second has it nowhere."""
    cell = replace(TRUST.lines[2].cells[0], n=987654)  # type: ignore[type-var]
    open_table = replace(
        TRUST, lines=(*TRUST.lines[:2], replace(TRUST.lines[2], cells=(cell,)), *TRUST.lines[3:])
    )
    hidden = replace(
        open_table,
        lines=tuple(replace(line, cells=TRUST.lines[0].cells) for line in open_table.lines[:3])
        + TRUST.lines[3:],
    )
    for form in FORMATS:
        shown = any(SENTINEL.search(part) for part in opened(form.write(study(tables=(open_table,)), "en")))
        assert shown or form.code in {"report", "data", "spss"}
        assert not any(SENTINEL.search(part) for part in opened(form.write(study(tables=(hidden,)), "en")))
    assert "987,654" in _report(study(tables=(open_table,)), "en")[1]
    assert "987,654" not in _report(study(tables=(hidden,)), "en")[1]
