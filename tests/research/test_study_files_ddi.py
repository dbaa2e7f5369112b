"""The codebook for archives, held against the order of the schema of DDI-Codebook 2.5."""

from typing import Final
from xml.etree import ElementTree as ET

import pytest

from research.study import LANGUAGES, Microdata, Study
from research.study_files import ddi
from tests.research.studies import STUDY, TRUST, study

NS: Final = "{ddi:codebook:2_5}"
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
# Which elements the schema of 2012-01-17 lets stand in which, in its order; those that may stand once have a "!".
ORDER: Final = {
    "codeBook": "docDscr stdyDscr fileDscr dataDscr otherMat",
    "stdyDscr": "citation studyAuthorization stdyInfo studyDevelopment method dataAccs othrStdyMat notes",
    "citation": "titlStmt! rspStmt! prodStmt! distStmt! serStmt verStmt biblCit holdings notes",
    "titlStmt": "titl! subTitl altTitl parTitl IDNo",
    "rspStmt": "AuthEnty othId",
    "prodStmt": "producer copyright! prodDate prodPlac software fundAg grantNo",
    "distStmt": "distrbtr contact depositr depDate distDate!",
    "verStmt": "version! verResp! notes",
    "stdyInfo": "studyBudget subject abstract sumDscr qualityStatement notes exPostEvaluation",
    "subject": "keyword topcClas",
    "sumDscr": "timePrd collDate nation geogCover geogUnit geoBndBox! boundPoly! anlyUnit universe dataKind",
    "method": "dataColl notes anlyInfo! stdyClas dataProcessing",
    "dataColl": (
        "timeMeth dataCollector collectorTraining frequenc sampProc sampleFrame targetSampleSize deviat collMode"
        " resInstru instrumentDevelopment sources! collSitu actMin ConOps weight cleanOps"
    ),
    "targetSampleSize": "sampleSize! sampleSizeFormula!",
    "anlyInfo": "respRate EstSmpErr dataAppr",
    "dataAccs": "setAvail useStmt notes",
    "useStmt": "confDec! specPerm! restrctn! contact citReq! deposReq! conditions! disclaimer!",
    "fileDscr": "fileTxt locMap! notes",
    "fileTxt": "fileName! fileCitation! fileCont! fileStrc! dimensns! fileType! format! filePlac! dataChck",
    "dimensns": "caseQnty varQnty logRecL recPrCas recNumTot",
    "dataDscr": "varGrp nCubeGrp var nCube notes",
    "varGrp": "labl txt concept defntn! universe! notes",
    "var": (
        "location labl imputation! security! embargo! respUnit! anlysUnit! qstn valrng invalrng undocCod universe"
        " TotlResp! sumStat txt stdCatgry catgryGrp catgry codInstr verStmt concept derivation! varFormat! geoMap"
        " catLevel notes"
    ),
    "qstn": "qstnLit",
    "valrng": "item range",
    "invalrng": "item range",
    "catgry": "catValu! labl txt catStat mrow! catgry",
}
FIRST_LANGUAGE: Final = {"sr": "sr-Cyrl", "sr-latn": "sr-Latn", "en": "en"}


def book(made: Study, language: str = "sr") -> ET.Element:
    return ET.fromstring(ddi.write(made, language))  # noqa: S314 -- ours


def misplaced(element: ET.Element) -> list[str]:
    """Return what stands where the schema does not have it, or too often."""
    name = element.tag.removeprefix(NS)
    allowed = [each.rstrip("!") for each in ORDER.get(name, "").split()]
    once = {each.rstrip("!") for each in ORDER.get(name, "").split() if each.endswith("!")}
    inside = [child.tag.removeprefix(NS) for child in element]
    wrong = [f"{name}/{each}" for each in inside if each not in allowed]
    wrong += [f"{name}/{each} twice" for each in once if inside.count(each) > 1]
    if not wrong and inside != sorted(inside, key=allowed.index):
        wrong = [f"{name}: {inside}"]
    return wrong + [each for child in element for each in misplaced(child)]


def variable(made: ET.Element, name: str) -> ET.Element:
    found = made.find(f".//{NS}var[@name='{name}']")
    assert found is not None
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_element_stands_where_the_schema_has_it(language: str) -> None:
    assert misplaced(book(STUDY, language)) == []


def test_identifiers_are_used_once_and_every_reference_leads_to_one() -> None:
    made = book(STUDY)
    ids = [each.attrib["ID"] for each in made.iter() if "ID" in each.attrib]
    named = {
        name
        for each in made.iter()
        for key in ("var", "files", "wgt-var")
        for name in each.get(key, "").split()
    }
    assert (len(ids), named - set(ids)) == (len(set(ids)), set())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_stands_in_the_language_asked_for_and_beside_it_in_the_other(language: str) -> None:
    made = book(STUDY, language)
    titles = [(each.tag.removeprefix(NS), each.get(LANG)) for each in made.findall(f".//{NS}titlStmt/*")]

    other = "sr-Cyrl" if language == "en" else "en"
    assert titles == [("titl", FIRST_LANGUAGE[language]), ("parTitl", other), ("IDNo", None)]


def test_a_withheld_answer_is_described_and_not_counted() -> None:
    found = {
        category.findtext(f"{NS}catValu"): [each.text for each in category.findall(f"{NS}catStat")]
        for category in variable(book(STUDY), "trust").findall(f"{NS}catgry")
    }
    assert found == {
        "1": [],
        "2": [],
        "3": ["88", "22.2"],
        "4": ["171", "43.2"],
        "5": ["130", "32.8"],
        "9": ["12"],
    }


def test_what_counts_as_no_answer_is_no_valid_value() -> None:
    trust = variable(book(STUDY), "trust")

    assert [each.get("VALUE") for each in trust.findall(f"{NS}valrng/{NS}item")] == ["1", "2", "3", "4", "5"]
    assert [each.get("VALUE") for each in trust.findall(f"{NS}invalrng/{NS}item")] == ["9"]
    assert [each.get("missing") for each in trust.findall(f"{NS}catgry")] == ["N"] * 5 + ["Y"]


def test_a_column_of_several_answers_belongs_to_its_question() -> None:
    made = book(STUDY, "en")
    group = made.find(f".//{NS}varGrp[@type='multipleResp']")

    assert group is not None
    assert group.get("var") == " ".join(
        variable(made, name).attrib["ID"] for name in ("heard__press", "heard__fair")
    )
    assert variable(made, "heard__fair").findtext(f"{NS}labl") == "At the fair – Where you heard of them"
    assert variable(made, "heard__fair").findtext(f"{NS}universe") == "Those who have heard"


def test_numbers_and_days_have_a_range_and_weights_say_what_they_are() -> None:
    made = book(STUDY)
    ranges = {
        name: dict(found.attrib)
        for name in ("age", "day")
        if (found := variable(made, name).find(f"{NS}valrng/{NS}range")) is not None
    }
    assert ranges == {"age": {"min": "34", "max": "51"}, "day": {"min": "2026-03-02", "max": "2026-03-03"}}
    assert variable(made, "weight").get("wgt") == "wgt"
    assert variable(made, "age").get("wgt-var") == variable(made, "weight").get("ID")


def test_signs_that_xml_cannot_hold_are_left_out() -> None:
    made = study(sentences=(), groups={"attitudes": {"sr": "А\x00<&>\x0bБ"}})

    assert book(made).findtext(f".//{NS}varGrp/{NS}labl") == "А<&>Б"


def test_a_text_without_translation_says_its_own_language() -> None:
    made = book(study(groups={"attitudes": {"sr": "Ставови"}}), "en")
    label = made.find(f".//{NS}varGrp/{NS}labl")

    assert label is not None
    assert (label.text, label.get(LANG)) == ("Stavovi", "sr-Latn")


def test_a_release_of_tables_alone_has_a_codebook_without_variables() -> None:
    made = book(study(data=Microdata(), tables=(TRUST,)))
    assert [child.tag.removeprefix(NS) for child in made] == ["stdyDscr"]
