"""How a release is called and how its answers came about, in words of both languages."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from center import funding, offices
from entrepreneurs.small_cells import FEWEST_PEOPLE
from research.choices import Mode, SampleMethod
from research.models import Release, Sample, Survey
from research.statistics import StatisticsRefused, response_rates
from research.study import Design as StudyDesign
from research.study import Funding, Identity, Texts
from research.tabulation import Answers, Weights, both


def texts(serbian: str, english: str) -> Texts:
    """Return the texts that are there."""
    return {language: text for language, text in (("sr", serbian), ("en", english)) if text}


def identity_of(release: Release, number: int, published: date) -> Identity:
    """Return how the release is found and cited, with this number."""
    survey, office = release.survey, offices.current()
    address = address_of(survey, number)
    title = texts(release.title_sr, release.title_en)
    producer = texts(office.name_sr, office.name_en)

    def cited(language: str) -> str:
        words = {
            "producer": producer.get(language) or producer["sr"],
            "year": published.year,
            "title": title.get(language) or title["sr"],
            "number": number,
            "address": address,
        }
        return _("%(producer)s (%(year)s). %(title)s, version %(number)s. %(address)s") % words

    definition = survey.questionnaire.asks
    return Identity(
        slug=survey.slug,
        version=number,
        title=title,
        published=published,
        producer=producer,
        abstract=texts(release.summary_sr, release.summary_en),
        place=texts(office.town_sr, office.town_en),
        keywords=(
            both(lambda _language: _("social entrepreneurship")),
            both(lambda _language: str(survey.get_population_display())),
        ),
        funding=tuple(_funding(each) for each in funding.of_records([survey])),
        citation=both(cited),
        address=address,
        form_id=definition.form_id,
        form_version=definition.version or str(survey.questionnaire.number),
    )


def _funding(each: funding.Funding) -> Funding:
    """Return who paid, as the release keeps it: what is changed in the grant later changes no published result."""
    grant = each.grant
    notes = {
        language: " ".join(filter(None, [statement, disclaimer]))
        for language, disclaimer in texts(grant.disclaimer_sr, grant.disclaimer_en).items()
        for statement in [both(lambda _language: each.statement)[language]]
    }
    return Funding(texts(grant.donor_sr, grant.donor_en), grant.code, notes)


def address_of(survey: Survey, number: int) -> str:
    """Return the absolute address of the page of a release, of the Cyrillic one."""
    with override("sr"):
        return settings.BASE_URL + reverse("research:release", args=[survey.slug, number])


def design_words(survey: Survey, answers: Answers, weights: Weights) -> StudyDesign:
    """Return how the answers came about."""
    invited = survey.invitations.filter(withdrawn_at=None).count()
    counts = Mode.LINK not in survey.modes and answers.total <= invited
    rate = round(answers.total / invited * 100, 1) if counts and invited else None
    return StudyDesign(
        answered=answers.total,
        collected_from=timezone.localdate(survey.opens_at),
        collected_to=timezone.localdate(survey.closes_at) if survey.closes_at else None,
        universe=both(lambda _language: str(survey.get_population_display())),
        population=survey.population_size,
        unit=both(lambda _language: _("one answer")),
        sampling=both(lambda _language: _sampling(survey)),
        mode=both(lambda _language: ", ".join(str(Mode(mode).label) for mode in survey.modes)),
        invited=invited if rate is not None else None,
        response_rate=rate,
        response={} if rate is None else both(lambda language: _response(survey, answers, language)),
        weighting=_joined(weights.words),
        design_effect=None if weights.design_effect is None else round(weights.design_effect, 3),
        effective_n=None if weights.effective is None else round(weights.effective, 1),
        confidentiality=both(
            lambda _language: _(
                "Numbers of fewer than five people are withheld, and others by which they could be computed. Free"
                " texts are never published."
            )
        ),
    )


def _sampling(survey: Survey) -> str:
    if Mode.LINK in survey.modes:
        return _("Nobody was drawn: whoever had the address could answer, so there is no margin of error.")
    sample: Sample | None = getattr(survey, "sample", None)
    if sample is None:
        return _("People were chosen by the office, not drawn by chance, so there is no margin of error.")
    words = {
        "method": str(SampleMethod(sample.method).label),
        "day": date_format(sample.frame_on),
        "size": number_format(sample.frame_size, use_l10n=True, force_grouping=True),
    }
    return _("%(method)s; frame: registry of social enterprises on %(day)s, size: %(size)s.") % words


def _response(survey: Survey, answers: Answers, language: str) -> str:
    """Say the method of the rate, and the rates by stratum where enough answered in each."""
    sample: Sample | None = getattr(survey, "sample", None)
    strata = {} if sample is None else {str(each["key"]): each for each in sample.strata}
    invited = {key: survey.invitations.filter(withdrawn_at=None, stratum=key).count() for key in strata}
    answered = {key: sum(stratum == key for stratum in answers.strata) for key in strata}
    try:
        found = response_rates(invited, answered) if strata else response_rates({"": 0}, {})
    except StatisticsRefused:
        return ""
    if (
        len(strata) > 1
        and min(answered.values()) >= FEWEST_PEOPLE
        and sum(answered.values()) == answers.total
    ):
        rates = "; ".join(
            "{}: {}%".format(
                strata[each.stratum].get(f"label_{language}") or strata[each.stratum]["label_sr"],
                number_format((each.rate or 0) * 100, 1, use_l10n=True),
            )
            for each in found.strata
        )
        return f"{found.method} {rates}."
    return str(found.method)


def _joined(sentences: tuple[Texts, ...]) -> Texts:
    if not sentences:
        return both(lambda _language: _("None: every answer counts alike."))
    return {
        language: " ".join(each.get(language, "") for each in sentences).strip() for language in ("sr", "en")
    }
