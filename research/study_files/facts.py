"""What there is to know about a release, as pairs of a label and a text: for the workbook and the report."""

from collections.abc import Iterator

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from research.study import Study, said


def facts(study: Study, language: str) -> list[tuple[str, str]]:
    """Return label and text of all that is known, in its order; what nobody knows is left out."""
    with override(language):
        return [
            (label, text) for label, text in (*_identity(study, language), *_design(study, language)) if text
        ]


def _identity(study: Study, language: str) -> Iterator[tuple[str, str]]:
    identity = study.identity
    yield _("Title"), said(identity.title, language)
    yield _("Version of the results"), str(identity.version)
    yield _("Published on"), date_format(identity.published)
    yield _("Producer"), said(identity.producer, language)
    yield _("Area covered"), said(identity.place, language)
    for each in identity.funding:
        yield _("Funding"), ", ".join(filter(None, [said(each.funder, language), each.number]))
        yield "", said(each.note, language)
    yield _("Questionnaire"), " ".join(filter(None, [identity.form_id, identity.form_version]))
    yield _("Licence"), identity.licence
    yield _("How to cite"), said(identity.citation, language)
    yield _("Address"), identity.address


def _design(study: Study, language: str) -> Iterator[tuple[str, str]]:
    design = study.design
    days = [date_format(day) for day in (design.collected_from, design.collected_to) if day]
    yield _("Collected"), " – ".join(dict.fromkeys(days))
    yield _("Whom the results are about"), said(design.universe, language)
    yield _("How many there are"), _number(design.population)
    yield _("Unit"), said(design.unit, language)
    yield _("Sample"), said(design.sampling, language)
    yield _("How people answered"), said(design.mode, language)
    yield _("Answers"), _number(design.answered)
    yield _("People invited"), _number(design.invited)
    yield _("Response rate"), "" if design.response_rate is None else f"{_number(design.response_rate, 1)}%"
    yield "", said(design.response, language)
    yield _("Weighting"), said(design.weighting, language)
    yield _("Design effect"), _number(design.design_effect, 2)
    yield _("Effective number of answers"), _number(design.effective_n, 0)
    yield _("Protection of respondents"), said(design.confidentiality, language)


def _number(value: float | None, decimals: int = 0) -> str:
    return "" if value is None else number_format(value, decimals, use_l10n=True, force_grouping=True)
