"""Samples of enterprises, drawn from the registry so that anybody can draw the same one again."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from center.choices import Language
from research import sampling
from research.census.figures import Dimension
from research.census.names import Names
from research.choices import INVITED, Population, SampleMethod, Stratum, SurveyState
from research.errors import SurveyRefused
from research.models import Invitation, Sample, Survey
from research.sampling import Pick
from research.services.codes import code_of, draw_salt, hash_of
from research.services.frames import Frame, Member, frame_of
from research.services.surveys import locked

if TYPE_CHECKING:
    from center.models import User

_DIMENSIONS: Final = {
    Stratum.LEGAL_FORM: Dimension.FORM,
    Stratum.STATUS: Dimension.STATUS,
    Stratum.SECTION: Dimension.SECTION,
    Stratum.SETTLEMENT: Dimension.SETTLEMENT,
}
_DRAWN: Final = _("The sample of this survey is drawn already. A survey has one sample.")


@dataclass(frozen=True)
class Wish:
    """What is to be drawn. `size` counts for random samples; `is_equal` shares it equally among the strata.

    `language` is that of the letters to the drawn, by email and on paper.
    """

    method: SampleMethod
    seed: str
    day: date
    strata_by: str = ""
    size: int = 0
    is_equal: bool = False
    language: str = Language.SERBIAN_CYRILLIC


@dataclass(frozen=True)
class Plan:
    """What would be drawn: shown before, and stored by `draw_sample` exactly so.

    `strata` are as `Sample.strata` keeps them; without division there is one with an empty key.
    """

    frame: Frame
    picks: tuple[Member, ...]
    strata: tuple[dict[str, Any], ...]

    @property
    def by_mail(self) -> int:
        """How many of the drawn are written to by email; the others on paper."""
        return sum(bool(member.email) for member in self.picks)


def plan_sample(*, survey: Survey, wish: Wish) -> Plan:
    """Return what a wish would draw now; changes nothing. Raises SurveyRefused."""
    if survey.population != Population.ENTERPRISES:
        raise SurveyRefused(
            _("The registry holds social enterprises. This survey asks others, so none can be drawn for it.")
        )
    if not any(mode in survey.modes for mode in INVITED):
        raise SurveyRefused(
            _("Let people answer by email or by printed code first: a drawn enterprise needs an invitation.")
        )
    frame = frame_of(survey, day=wish.day, strata_by=wish.strata_by)
    if not frame.members:
        raise SurveyRefused(_("No enterprise exists on this day that an invitation could reach."))
    by_key = {member.key: member for member in frame.members}
    picks = tuple(by_key[pick.key] for pick in _picked(frame, wish))
    return Plan(frame, picks, _strata(frame, picks, wish.strata_by))


@transaction.atomic
def draw_sample(*, survey: Survey, wish: Wish, by: "User | None" = None) -> Sample:
    """Draw the sample of a survey, store how, and make an invitation for each of the drawn; no letter goes out yet.

    The size of the frame becomes the size of the population. Raises SurveyRefused.
    """
    found = locked(survey)
    if found.state == SurveyState.CLOSED:
        raise SurveyRefused(_("This survey is closed."))
    if Sample.objects.filter(survey=found).exists():
        raise SurveyRefused(_DRAWN)
    # What was taken back before its letter was written has never been with anybody.
    if found.invitations.exclude(letter_at=None, withdrawn_at__isnull=False).exists():
        raise SurveyRefused(
            _("Others are invited to this survey already. A sample is drawn before anybody is invited.")
        )
    plan = plan_sample(survey=found, wish=wish)
    sample = Sample(
        survey=found,
        method=wish.method,
        strata_by=wish.strata_by,
        seed=wish.seed,
        frame_on=wish.day,
        frame_size=len(plan.frame.members),
        strata=list(plan.strata),
        drawn_by=by,
    )
    sample.full_clean()
    try:
        with transaction.atomic():
            sample.save()
    except IntegrityError as error:
        raise SurveyRefused(_DRAWN) from error
    Invitation.objects.bulk_create(_invitation(found, member, wish.language, by) for member in plan.picks)
    found.population_size = len(plan.frame.members)
    found.save(update_fields=["population_size"])
    return sample


@transaction.atomic
def give_up_sample(*, survey: Survey, by: "User | None" = None) -> int:
    """Undo a sample that was drawn by mistake, so that another can be drawn; return how many invitations it had.

    Only while nobody knows of it: no letter was written, by email or on paper, so nobody can have answered. Its
    invitations are taken back and forgotten in time like others. The size of the population that it filled in goes
    with it. Raises SurveyRefused.
    """
    found = locked(survey)
    sample = Sample.objects.select_for_update().filter(survey=found).first()
    if sample is None:
        raise SurveyRefused(_("No sample is drawn for this survey."))
    if found.state == SurveyState.CLOSED:
        raise SurveyRefused(_("This survey is closed."))
    # Locked before they are looked at: the worker that writes letters holds the row of each.
    rows = list(found.invitations.select_for_update(of=("self",)))
    if any(row.letter_at for row in rows):
        raise SurveyRefused(
            _("Letters to this sample are written already. Another sample would ask some and not others.")
        )
    drawn = [row for row in rows if row.withdrawn_at is None]
    for row in drawn:
        row.withdrawn_at, row.withdrawn_by = timezone.now(), by
    Invitation.objects.bulk_update(drawn, ["withdrawn_at", "withdrawn_by"])
    if found.population_size == sample.frame_size:
        found.population_size = None
        found.save(update_fields=["population_size"])
    sample.delete()
    return len(drawn)


def can_be_given_up(sample: Sample) -> bool:
    """Whether a sample can still be undone: the survey goes on, and no letter was written."""
    return (
        sample.survey.state != SurveyState.CLOSED
        and not sample.survey.invitations.filter(letter_at__isnull=False).exists()
    )


def _invitation(survey: Survey, member: Member, language: str, by: "User | None") -> Invitation:
    salt = draw_salt()
    return Invitation(
        survey=survey,
        mode=member.mode,
        enterprise_id=member.enterprise_id,
        stratum=member.stratum,
        name=member.name,
        email=member.email,
        language=language,
        code_salt=salt,
        code_hash=hash_of(code_of(salt, survey_id=survey.pk), survey_id=survey.pk),
        invited_by=by,
    )


def _picked(frame: Frame, wish: Wish) -> list[Pick]:
    keys = [member.key for member in frame.members]
    if wish.method == SampleMethod.ALL:
        return sampling.draw_all(keys)
    if not 1 <= wish.size <= len(keys):
        raise SurveyRefused(
            _("Choose a size from 1 to %(most)d, the number of enterprises in the frame.")
            % {"most": len(keys)}
        )
    if wish.method == SampleMethod.RANDOM:
        return sampling.draw_random(keys, wish.size, wish.seed)
    return _picked_by_stratum(frame, wish)


def _picked_by_stratum(frame: Frame, wish: Wish) -> list[Pick]:
    groups: dict[str, list[str]] = {}
    for member in frame.members:
        groups.setdefault(member.stratum, []).append(member.key)
    if wish.size < len(groups):
        raise SurveyRefused(
            _("There are %(count)d strata. Choose at least as many enterprises, so that each is asked.")
            % {"count": len(groups)}
        )
    share = sampling.allocate_equally if wish.is_equal else sampling.allocate_proportionally
    sizes = share({key: len(keys) for key, keys in groups.items()}, wish.size, at_least=1)
    return sampling.draw_by_stratum(groups, sizes, wish.seed)


def _strata(frame: Frame, picks: tuple[Member, ...], strata_by: str) -> tuple[dict[str, Any], ...]:
    populations = Counter(member.stratum for member in frame.members)
    drawn = Counter(member.stratum for member in picks)
    labels = {language: _labels(populations, strata_by, language) for language in ("sr", "en")}
    return tuple(
        {
            "key": key,
            "label_sr": labels["sr"][key],
            "label_en": labels["en"][key],
            "population": populations[key],
            "drawn": drawn[key],
        }
        for key in sorted(populations)
    )


def _labels(keys: Mapping[str, int], strata_by: str, language: str) -> dict[str, str]:
    """Return what strata are called in a language; undivided frames have one without a name."""
    if not strata_by:
        return dict.fromkeys(keys, "")
    names, dimension = Names(), str(_DIMENSIONS[Stratum(strata_by)])
    with translation.override(language):
        return {key: names.label(dimension, key) for key in keys}
