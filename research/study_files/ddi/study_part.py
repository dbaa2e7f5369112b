"""What the study is and how it was made (`stdyDscr`)."""

from xml.etree import ElementTree as ET

from research.study import Study, said
from research.study_files.ddi.elements import Writer


def add_study(study: Study, book: ET.Element, to: Writer) -> None:
    """Add the description of the study."""
    part = to.add(book, "stdyDscr")
    _add_citation(study, part, to)
    _add_scope(study, part, to)
    _add_method(study, part, to)
    access = to.add(part, "dataAccs")
    # Each of these may stand once in a statement, and a statement for each language.
    for language in (to.language, to.other):
        in_one = Writer(language)
        use = to.add(access, "useStmt")
        in_one.once(use, "confDec", study.design.confidentiality)
        in_one.once(use, "citReq", study.identity.citation)
        to.add(use, "conditions", study.identity.licence)


def _add_citation(study: Study, part: ET.Element, to: Writer) -> None:
    identity = study.identity
    citation = to.add(part, "citation")
    titles = to.add(citation, "titlStmt")
    to.once(titles, "titl", identity.title)
    if identity.title.get("sr") and identity.title.get("en"):
        Writer(to.other).once(titles, "parTitl", identity.title)
    to.add(titles, "IDNo", f"{identity.slug}-v{identity.version}", agency=said(identity.producer, "en"))
    to.both(to.add(citation, "rspStmt"), "AuthEnty", identity.producer)
    made = to.add(citation, "prodStmt")
    to.both(made, "producer", identity.producer)
    to.add(made, "copyright", identity.licence)
    day = identity.published.isoformat()
    to.add(made, "prodDate", day, date=day)
    for each in identity.funding:
        to.both(made, "fundAg", each.funder)
    for each in identity.funding:
        if each.number:
            to.add(made, "grantNo", each.number, agency=said(each.funder, "en"))
    given = to.add(citation, "distStmt")
    to.both(given, "distrbtr", identity.producer)
    to.add(given, "distDate", day, date=day)
    version = to.add(citation, "verStmt")
    to.add(version, "version", str(identity.version), date=day)
    to.both(citation, "biblCit", identity.citation)
    if identity.address:
        to.add(citation, "holdings", identity.address, URI=identity.address)


def _add_scope(study: Study, part: ET.Element, to: Writer) -> None:
    identity, design = study.identity, study.design
    info = to.add(part, "stdyInfo")
    if identity.keywords:
        subject = to.add(info, "subject")
        for word in identity.keywords:
            to.both(subject, "keyword", word)
    to.both(info, "abstract", identity.abstract)
    summary = to.add(info, "sumDscr")
    for event, day in (("start", design.collected_from), ("end", design.collected_to)):
        if day:
            to.add(summary, "collDate", day.isoformat(), date=day.isoformat(), event=event)
    to.add(summary, "nation", "Serbia", abbr="RS")
    to.both(summary, "geogCover", identity.place)
    to.both(summary, "anlyUnit", design.unit)
    to.both(summary, "universe", design.universe, clusion="I")
    to.add(summary, "dataKind", "survey data")


def _add_method(study: Study, part: ET.Element, to: Writer) -> None:
    design = study.design
    method = to.add(part, "method")
    collected = to.add(method, "dataColl")
    to.both(collected, "sampProc", design.sampling)
    if design.invited is not None:
        to.add(to.add(collected, "targetSampleSize"), "sampleSize", str(design.invited))
    to.both(collected, "collMode", design.mode)
    if study.identity.form_id:
        to.add(
            collected, "resInstru", f"XLSForm {study.identity.form_id} {study.identity.form_version}".strip()
        )
    to.both(collected, "weight", design.weighting)
    analysis = to.add(method, "anlyInfo")
    if design.response_rate is not None:
        to.add(analysis, "respRate", f"{design.response_rate:g}%")
    to.both(analysis, "respRate", design.response)
    for name, value in (
        ("Design effect", design.design_effect),
        ("Effective sample size", design.effective_n),
    ):
        if value is not None:
            to.add(analysis, "dataAppr", f"{name}: {value:g}")
