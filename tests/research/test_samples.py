"""Drawing a sample of enterprises from the registry."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from entrepreneurs.choices import ChannelKind, EnterpriseState, LegalForm
from entrepreneurs.models import Channel, Enterprise
from research.choices import Mode, Population, SampleMethod, Stratum
from research.errors import SurveyRefused
from research.models import Invitation, Sample, Survey
from research.services import letters
from research.services.invitations import Addressee, invite_addresses, print_letters, withdraw
from research.services.samples import Wish, draw_sample, give_up_sample, plan_sample
from research.services.surveys import close_survey
from tests.entrepreneurs.factories import make_enterprise
from tests.marks import seldom
from tests.research.census_facts import existing, seated, with_form
from tests.research.surveys import make_survey

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 1)


def reachable(
    name: str, *, email: str = "", street: str = "", spell: str = "2020-01-01/", **more: Any
) -> Enterprise:
    found = existing(spell, name=name, **more)
    if email:
        Channel.objects.create(enterprise=found, kind=ChannelKind.EMAIL, email=email)
    seated(found, "Крушевац")
    found.seat_facts.update(street_sr=street)
    return found


def for_enterprises(*modes: Mode, **more: Any) -> Survey:
    return make_survey(*(modes or (Mode.MAIL, Mode.CODE)), population=Population.ENTERPRISES, **more)


def wish(method: SampleMethod = SampleMethod.ALL, **more: Any) -> Wish:
    values: dict[str, Any] = {"method": method, "seed": "7", "day": DAY}
    return Wish(**values | more)


def names(survey: Survey) -> list[str]:
    return sorted(survey.invitations.values_list("name", flat=True))


def test_the_frame_is_who_exists_on_the_day_and_can_be_reached() -> None:
    reachable("Пошта", email="posta@example.org")
    reachable("Писмо", street="Прва 1")
    reachable("Без адресе")
    reachable("Престало", email="a@example.org", spell="2020-01-01/2026-07-01")
    reachable("Архива", email="b@example.org").__class__.objects.filter(name_sr="Архива").update(
        state=EnterpriseState.ARCHIVED
    )
    Channel.objects.create(
        enterprise=make_enterprise("Без датума"), kind=ChannelKind.EMAIL, email="c@example.org"
    )
    survey = for_enterprises()
    plan = plan_sample(survey=survey, wish=wish())
    assert ({member.name for member in plan.picks}, plan.frame.unreachable) == ({"Пошта", "Писмо"}, 1)
    assert plan.by_mail == 1
    draw_sample(survey=survey, wish=wish())
    survey.refresh_from_db()
    assert survey.population_size == 2
    assert dict(survey.invitations.values_list("name", "mode")) == {"Пошта": Mode.MAIL, "Писмо": Mode.CODE}


def test_of_two_enterprises_with_one_address_the_second_gets_a_letter_on_paper() -> None:
    reachable("Прва", email="zajedno@example.org")
    reachable("Друга", email="Zajedno@example.org", street="Прва 2")
    survey = for_enterprises()
    draw_sample(survey=survey, wish=wish())
    assert dict(survey.invitations.values_list("name", "email")) == {
        "Прва": "zajedno@example.org",
        "Друга": "",
    }


def test_the_same_seed_draws_the_same_enterprises_and_another_does_not() -> None:
    for number in range(12):
        reachable(f"Предузеће {number:02}", email=f"e{number}@example.org")
    first, second, other = (for_enterprises() for _each in range(3))
    random = wish(SampleMethod.RANDOM, size=4)
    draw_sample(survey=first, wish=random)
    draw_sample(survey=second, wish=random)
    draw_sample(survey=other, wish=wish(SampleMethod.RANDOM, size=4, seed="8"))
    assert len(names(first)) == 4
    assert names(first) == names(second)
    assert names(first) != names(other)
    assert (first.sample.frame_size, first.sample.seed, first.sample.frame_on) == (12, "7", DAY)


def test_strata_are_counted_drawn_from_and_named_in_both_languages() -> None:
    for number in range(8):
        found = reachable(f"Предузеће {number}", email=f"e{number}@example.org")
        with_form(found, LegalForm.LIMITED if number < 6 else LegalForm.ASSOCIATION, "2020-01-01/")
    reachable("Без облика", email="x@example.org")
    survey = for_enterprises()
    draw_sample(survey=survey, wish=wish(SampleMethod.STRATIFIED, strata_by=Stratum.LEGAL_FORM, size=5))
    assert [
        (row["key"], row["label_en"], row["population"], row["drawn"]) for row in survey.sample.strata
    ] == [
        ("_U", "Not known", 1, 1),
        ("association", "Association", 2, 1),
        ("limited", "Limited liability company (d.o.o.)", 6, 3),
    ]
    assert survey.sample.strata[1]["label_sr"] == "Удружење"
    assert survey.invitations.filter(stratum="limited").count() == 3


@pytest.mark.each
@pytest.mark.parametrize("size", [0, 3])
def test_nobody_draws_more_than_there_are_or_nothing(size: int) -> None:
    reachable("Прва", email="a@example.org")
    reachable("Друга", email="b@example.org")
    with pytest.raises(SurveyRefused):
        draw_sample(survey=for_enterprises(), wish=wish(SampleMethod.RANDOM, size=size))


def test_a_survey_has_one_sample_and_the_database_says_so_too() -> None:
    reachable("Прва", email="a@example.org")
    survey = for_enterprises()
    sample = draw_sample(survey=survey, wish=wish())
    with pytest.raises(SurveyRefused):
        draw_sample(survey=survey, wish=wish())
    sample.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        sample.save(force_insert=True)
    assert (Sample.objects.count(), Invitation.objects.count()) == (1, 1)


def test_a_sample_of_which_nobody_knows_is_given_up_and_another_drawn() -> None:
    first = reachable("Прва", email="a@example.org")
    reachable("Друга", email="b@example.org")
    survey = for_enterprises()
    draw_sample(survey=survey, wish=wish(SampleMethod.RANDOM, size=1))
    assert give_up_sample(survey=survey) == 1
    survey.refresh_from_db()
    assert (Sample.objects.count(), survey.population_size) == (0, None)
    assert letters.waiting(survey).count() == 0
    draw_sample(survey=survey, wish=wish())
    valid = survey.invitations.filter(withdrawn_at=None)
    assert (valid.count(), valid.filter(enterprise=first).count()) == (2, 1)


def test_a_sample_is_kept_once_a_letter_is_written_or_the_survey_is_closed() -> None:
    reachable("Прва", email="a@example.org")
    reachable("Друга", street="Прва 1")
    written, printed, taken_back, closed, none = (for_enterprises() for _each in range(5))
    for survey in (written, printed, taken_back, closed):
        draw_sample(survey=survey, wish=wish())
    letters.queue_letters(survey=written)
    letters.send_letters(survey_id=written.pk, up_to=10**9)
    print_letters(survey=printed)
    for made in print_letters(survey=taken_back):
        # Also a letter of an invitation that opens nothing any more was with somebody.
        withdraw(invitation=made.invitation)
    close_survey(survey=closed)
    for survey in (written, printed, taken_back, closed, none):
        with pytest.raises(SurveyRefused):
            give_up_sample(survey=survey)
    assert Sample.objects.count() == 4


def test_a_sample_and_other_invitations_do_not_mix() -> None:
    reachable("Прва", email="a@example.org")
    drawn, typed = for_enterprises(), for_enterprises()
    draw_sample(survey=drawn, wish=wish())
    other = [Addressee("Неко", "neko@example.org")]
    with pytest.raises(SurveyRefused):
        invite_addresses(survey=drawn, addressees=other, language="sr")
    invite_addresses(survey=typed, addressees=other, language="sr")
    with pytest.raises(SurveyRefused):
        draw_sample(survey=typed, wish=wish())


def test_none_is_drawn_for_a_survey_of_others_or_without_invitations() -> None:
    reachable("Прва", email="a@example.org")
    for survey in (make_survey(Mode.MAIL), for_enterprises(Mode.LINK)):
        with pytest.raises(SurveyRefused):
            draw_sample(survey=survey, wish=wish())


@pytest.mark.each
@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_a_frame_of_any_size_takes_the_same_number_of_queries(
    rows: int, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        with_form(
            reachable(f"Предузеће {number}", email=f"e{number}@example.org"), LegalForm.LIMITED, "2020-01-01/"
        )
    survey = for_enterprises()
    with django_assert_num_queries(11):
        plan_sample(
            survey=survey, wish=wish(SampleMethod.STRATIFIED, size=rows, strata_by=Stratum.LEGAL_FORM)
        )
