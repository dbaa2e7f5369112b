"""Releases: chosen, looked at, published once and frozen, withdrawn for good; and their files."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from entrepreneurs.small_cells import FEWEST_PEOPLE
from research.choices import ReleaseState, SurveyState
from research.errors import SurveyRefused
from research.models import Release, ReleaseFile, Survey, Weighting
from research.protection import ToldBeforeError
from research.services import release_answers as source
from research.services.plans import checked, suggested
from research.services.release_words import design_words, identity_of
from research.services.surveys import locked
from research.statistics import StatisticsRefused
from research.study import LANGUAGES, Study, TableKind, Texts, from_document, to_document
from research.study_files import FORMATS
from research.tabulation import (
    Answers,
    Plan,
    Result,
    Shown,
    Weights,
    counted_in_data,
    plan_of,
    tabulate,
    weights_of,
)

if TYPE_CHECKING:
    from center.models import User

_GONE: Final = _("These results are not published, so there is nothing to download.")
_NO_DRAFT: Final = _("Published results cannot be changed. Make a new release.")
_MEANWHILE: Final = _("Somebody changed this release meanwhile. Look at it again.")


@dataclass(frozen=True)
class Prepared:
    """What a release would say, what protection did (for staff), and what later releases must know of it."""

    study: Study
    report: tuple[Texts, ...]
    memory: dict[str, Any]


@transaction.atomic
def draft(
    *,
    survey: Survey,
    title_sr: str,
    title_en: str = "",
    summary_sr: str = "",
    summary_en: str = "",
    weighting: Weighting | None = None,
    by: "User | None" = None,
    is_demo: bool = False,
) -> Release:
    """Begin a release with all questions that may be published. Raises ValidationError."""
    found = locked(survey)
    plan = suggested(found.questionnaire.asks)
    release = Release(
        survey=found,
        number=_next(found),
        title_sr=title_sr,
        title_en=title_en,
        summary_sr=summary_sr,
        summary_en=summary_en,
        weighting=weighting,
        questions=list(plan.questions),
        plan=plan.to_document(),
        made_by=by,
        is_demo=is_demo,
    )
    _check_weighting(release)
    release.full_clean()
    release.save()
    return release


@transaction.atomic
def change_plan(
    *,
    release: Release,
    plan: Plan,
    weighting: Weighting | None = None,
    seen: str = "",
    by: "User | None" = None,
) -> Release:
    """Choose what is shown, and by which weighting.

    `seen` is the `mark_of` that the person looked at; empty: does not matter. Raises SurveyRefused.
    """
    found = _locked(release)
    if found.state != ReleaseState.DRAFT:
        raise SurveyRefused(_NO_DRAFT)
    if seen and seen != mark_of(found):
        raise SurveyRefused(_MEANWHILE)
    plan = checked(found.survey.questionnaire.asks, plan)
    found.questions, found.plan = list(plan.questions), plan.to_document()
    found.weighting = weighting
    _check_weighting(found)
    found.save(update_fields=["questions", "plan", "weighting"])
    return found


def mark_of(release: Release) -> str:
    """Return a mark of all that staff chose and wrote, to see that nobody changed it meanwhile."""
    parts = [
        release.title_sr,
        release.title_en,
        release.summary_sr,
        release.summary_en,
        release.weighting_id,
        release.questions,
        release.plan,
        release.state,
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]


def preview(release: Release) -> Study:
    """Return what the release would say; nothing is stored. Raises SurveyRefused."""
    return prepared(release).study


def prepared(release: Release) -> Prepared:
    """Return what the release would say, and what protection did; nothing is stored. Raises SurveyRefused.

    Also while the survey runs, for staff who see the answers anyway: only a closed one is published.
    """
    survey = release.survey
    answers = source.answers_to(survey)
    plan = checked(survey.questionnaire.asks, plan_of(release.questions, release.plan), answers)
    try:
        weights = weights_of(
            answers,
            source.margins_of(release.weighting),
            source.strata_of(survey) if plan.by_strata else None,
        )
        told = source.told_before(release, answers.total)
        result = tabulate(
            survey.questionnaire.asks,
            answers,
            plan,
            design=source.design_of(survey),
            weights=weights,
            label=source.wave_label(survey),
            earlier=told.tables,
            wave=source.earlier_wave(survey) if plan.compares else None,
        )
    except StatisticsRefused as refused:
        raise SurveyRefused(refused.message) from refused
    except ToldBeforeError as error:
        raise SurveyRefused(
            _(
                "Together with an earlier release these tables would tell of fewer than five people. Choose fewer"
                " questions or cross-tabs."
            )
        ) from error
    study = _study(release, answers, weights, result)
    digest = _digest(study)
    if digest and told.digests - {digest}:
        raise SurveyRefused(
            _(
                "Rows of these answers were published before in another form, and two forms tell more than one."
                " Choose the same variables for the data, or none."
            )
        )
    if any(
        table.kind == TableKind.CROSSTAB and table.has_withheld and set(table.variables) <= told.variables
        for table in study.tables
    ):
        raise SurveyRefused(
            _(
                "A cross-tab withholds numbers that can be counted in the rows of an earlier release. Choose fewer"
                " cross-tabs."
            )
        )
    return Prepared(
        study,
        result.report,
        {
            "answered": answers.total,
            "shown": Shown(result.protection).to_document(),
            "data_digest": digest,
            "data_variables": [each.name for each in study.variables] if digest else [],
        },
    )


@transaction.atomic
def publish(*, release: Release, by: "User | None" = None, seen: str = "") -> Release:
    """Freeze the results and show them to everybody; only of a closed survey, once. Raises SurveyRefused.

    `seen` is the `mark_of` of what the person looked at; empty: does not matter.
    """
    survey = locked(release.survey)
    found = _locked(release)
    if found.state != ReleaseState.DRAFT:
        raise SurveyRefused(_("These results are published already, or were withdrawn."))
    if seen and seen != mark_of(found):
        raise SurveyRefused(_MEANWHILE)
    if survey.state != SurveyState.CLOSED:
        raise SurveyRefused(
            _("The survey still runs. Close it first: results stand for answers that are complete.")
        )
    if found.weighting_id:
        Weighting.objects.select_for_update().get(pk=found.weighting_id)
    numbers = survey.releases.exclude(state=ReleaseState.DRAFT).aggregate(last=Max("number"))["last"] or 0
    if found.number < numbers:
        found.number = _next(survey)
    made = prepared(found)
    if made.study.design.answered < FEWEST_PEOPLE:
        raise SurveyRefused(_("Fewer than five people answered, so there is nothing that may be published."))
    found.plan = {**found.plan, **made.memory}
    found.document = to_document(made.study)
    found.state, found.published_by, found.published_at = ReleaseState.PUBLISHED, by, timezone.now()
    found.save(update_fields=["number", "plan", "document", "state", "published_by", "published_at"])
    # Nobody waits then for the first download of each kind.
    app.configure_task("research.make_files").defer(release_id=found.pk)
    return found


@transaction.atomic
def withdraw(*, release: Release, reason_sr: str, reason_en: str = "", by: "User | None" = None) -> Release:
    """Take results back for good: document and files are deleted. Raises SurveyRefused, ValidationError."""
    found = _locked(release)
    if found.state != ReleaseState.PUBLISHED:
        raise SurveyRefused(_("These results are not published."))
    if not reason_sr.strip():
        raise SurveyRefused(_("Write why the results are withdrawn."))
    found.withdrawal_reason_sr, found.withdrawal_reason_en = reason_sr, reason_en
    found.state, found.withdrawn_by, found.withdrawn_at = ReleaseState.WITHDRAWN, by, timezone.now()
    found.document = None
    found.full_clean(exclude=["document"])
    found.save()
    found.files.all().delete()
    return found


def file_of(*, release: Release, kind: str, language: str) -> ReleaseFile:
    """Return a download, made once when it is first asked for; who asks meanwhile waits. Raises SurveyRefused."""
    form = next((form for form in FORMATS if form.code == kind), None)
    if form is None or language not in LANGUAGES:
        raise SurveyRefused(_GONE)
    there = ReleaseFile.objects.filter(release=release, kind=kind, language=language)
    if release.state == ReleaseState.PUBLISHED and (made := there.first()):
        return made
    with transaction.atomic():
        # The lock of the release: whoever withdraws it waits, and then deletes this file too.
        found = _locked(release)
        if found.state != ReleaseState.PUBLISHED or found.document is None:
            raise SurveyRefused(_GONE)
        if made := there.first():
            return made
        study = from_document(found.document)
        if form.has_data and not study.data.rows:
            raise SurveyRefused(_GONE)
        return ReleaseFile.objects.create(
            release=found, kind=kind, language=language, content=form.write(study, language)
        )


def make_files(*, release_id: int) -> int:
    """Make every download of a release ahead, for a job. Returns how many there are; 0 of a withdrawn one."""
    release = Release.objects.defer("document").get(pk=release_id)
    made = 0
    for form in FORMATS:
        for language in LANGUAGES:
            try:
                file_of(release=release, kind=form.code, language=language)
            except SurveyRefused:
                continue
            made += 1
    return made


def _study(release: Release, answers: Answers, weights: Weights, result: Result) -> Study:
    survey = release.survey
    study = Study(
        identity_of(release, release.number, timezone.localdate()),
        design_words(survey, answers, weights),
        variables=result.variables,
        tables=result.tables,
        data=result.data.rows,
        sentences=_findings(result, release.plan.get("quasi_identifiers", [])),
        groups=result.groups,
    )
    if counted_in_data(study):
        raise SurveyRefused(_("The data would tell what a table withholds. Take data out of this release."))
    return study


_MOST_FINDINGS: Final = 6


def _findings(result: Result, characteristics: Sequence[str]) -> tuple[Texts, ...]:
    """Return the answers in words, each with its question, of the first tables that say more than who answered."""
    found: list[Texts] = []
    for table in result.tables:
        if table.sentence and table.name not in characteristics and len(found) < _MOST_FINDINGS:
            found.append(
                {
                    language: f"{table.title.get(language) or table.title.get('sr', '')} — {text}"
                    for language, text in table.sentence.items()
                }
            )
    return tuple(found)


def _digest(study: Study) -> str:
    if not study.data.rows:
        return ""
    rows = json.dumps([[each.name for each in study.data.columns], study.data.rows], ensure_ascii=False)
    return hashlib.sha256(rows.encode()).hexdigest()


def _locked(release: Release) -> Release:
    """Return the release, locked until the transaction ends."""
    return (
        Release.objects.select_for_update(of=("self",))
        .select_related(
            "survey__questionnaire", "survey__sample", "survey__earlier_wave__sample", "weighting"
        )
        .get(pk=release.pk)
    )


def _next(survey: Survey) -> int:
    last = Release.objects.filter(survey=survey).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1


def _check_weighting(release: Release) -> None:
    if release.weighting is not None and release.weighting.survey_id != release.survey_id:
        raise SurveyRefused(_("This weighting belongs to another survey."))


def newest_published() -> list[tuple[Release, Study, bool]]:
    """Return the newest published results of each listed survey, without rows, and whether there are rows."""
    newest = Release.objects.newest_of_each().filter(survey__is_listed=True)
    return [
        (each, *bare_study(each.pk, each.published_at))
        for each in newest.select_related("survey").defer("document")
    ]


@lru_cache(maxsize=64)
def bare_study(pk: int, _published_at: datetime | None) -> tuple[Study, bool]:
    """Return the frozen study without its rows, and whether it has any; what is published never changes.

    Raises SurveyRefused for one that is withdrawn.
    """
    document = Release.objects.values_list("document", flat=True).get(pk=pk)
    if document is None:
        raise SurveyRefused(_GONE)
    rows = document.get("data", {}).get("rows", [])
    return from_document({**document, "data": {}}), bool(rows)


def newest_first(survey: Survey) -> Sequence[Release]:
    """Return the releases of a survey that the public may know of, the newest first."""
    return list(survey.releases.exclude(state=ReleaseState.DRAFT).order_by("-number"))
