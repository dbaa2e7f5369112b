"""What a release is computed from: answers, how they came about, their weights, and what was published before."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection
from django.utils.translation import gettext_lazy as _

from entrepreneurs.small_cells import FEWEST_PEOPLE
from research.choices import ReleaseState
from research.errors import SurveyRefused
from research.models import Release, Sample, Survey, VersionMapping, Weighting
from research.protection import Protection
from research.statistics import Design
from research.study import from_document
from research.tabulation import (
    Answers,
    EarlierWave,
    Margins,
    answers_of,
    published,
    shown_of,
    strata_sizes,
)

_OTHERS: Final = _(
    "People answered after an earlier release was made, but fewer than five. The difference would tell of them."
)


def answers_to(survey: Survey) -> Answers:
    """Return all answers to a survey as columns."""
    rows, strata = [], []
    # As text, decoded here: a hundred thousand rows in a second or two.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT answers::text, stratum FROM research_response WHERE survey_id = %s", [survey.pk]
        )
        while found := cursor.fetchmany(5000):
            rows += json.loads(f"[{','.join(row[0] for row in found)}]")
            strata += [row[1] for row in found]
    return answers_of(published(survey.questionnaire.asks), rows, strata)


def design_of(survey: Survey) -> Design:
    """Return how the respondents came about."""
    return Design(survey.is_probability_sample, survey.population_size)


def margins_of(weighting: Weighting | None) -> Margins | None:
    """Return the margins of a weighting."""
    if weighting is None:
        return None
    return Margins(weighting.margins, weighting.source, (float(weighting.lowest), float(weighting.highest)))


def strata_of(survey: Survey) -> dict[str, int]:
    """Return the population of each stratum. Raises SurveyRefused where nothing was drawn by strata."""
    sample: Sample | None = getattr(survey, "sample", None)
    if sample is None or not sample.strata:
        raise SurveyRefused(_("No sample was drawn by strata, so answers have no weights by strata."))
    return strata_sizes(sample.strata, is_anonymous=survey.is_anonymous, fewest=FEWEST_PEOPLE)


@dataclass(frozen=True)
class ToldBefore:
    """What other releases of the same answers showed: tables, digests of their rows, and the variables in these."""

    tables: list[Protection]
    digests: set[str]
    variables: set[str]


def told_before(release: Release, answered: int) -> ToldBefore:
    """Return what other releases of the same answers showed.

    A withdrawn one counts too: people have read it. Raises SurveyRefused when a few people answered in between.
    """
    found = ToldBefore([], set(), set())
    others = release.survey.releases.exclude(state=ReleaseState.DRAFT).exclude(pk=release.pk)
    for plan in others.values_list("plan", flat=True):
        before = plan.get("answered", answered)
        if 0 < abs(answered - before) < FEWEST_PEOPLE:
            raise SurveyRefused(_OTHERS)
        if before == answered:
            found.tables.append(shown_of(plan["shown"]))
            found.digests.update({plan["data_digest"]} - {""})
            found.variables.update(plan.get("data_variables", ()))
    return found


def earlier_wave(survey: Survey) -> EarlierWave | None:
    """Return the newest published results of the earlier wave, with what corresponds; None where there are none."""
    before = survey.earlier_wave
    if before is None:
        return None
    newest = before.releases.published().order_by("-number").first()
    if newest is None or newest.document is None:
        return None
    return EarlierWave(
        from_document(newest.document), design_of(before), wave_label(before), _mapping(survey, before)
    )


def wave_label(survey: Survey) -> dict[str, str]:
    """Return what a wave is called beside another one: its title and its year."""
    year = survey.opens_at.year
    return {
        language: f"{text} ({year})"
        for language, text in (("sr", survey.title_sr), ("en", survey.title_en))
        if text
    }


def _mapping(survey: Survey, before: Survey) -> Mapping[str, Mapping[str, Any]]:
    if survey.questionnaire_id == before.questionnaire_id:
        return {
            name: {"from": name, "codes": {code: code for code in asked.codes}}
            for name, asked in published(survey.questionnaire.asks).items()
        }
    found = VersionMapping.objects.filter(
        earlier=before.questionnaire_id, later=survey.questionnaire_id
    ).first()
    return {} if found is None else found.questions
