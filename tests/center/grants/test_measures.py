"""What indicators count by themselves: of a period, of a grant, and never of a few people who could be recognised."""

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from center.base.indicators import Number, Period
from center.base.measures import Counted, Measure, Scope, measures
from center.choices import Role
from center.models import Grant
from consultations.choices import State
from consultations.indicators import advice
from consultations.models import Advisor, Consultation, ConsultationGrant
from entrepreneurs.choices import ConsentWay
from entrepreneurs.demographics import PersonSex
from entrepreneurs.models import Entrepreneur
from entrepreneurs.services import record_demographics
from entrepreneurs.small_cells import FEWEST_PEOPLE, together
from events.choices import HeadKind
from events.models import EventGrant, Registration
from events.services.counting import count_people
from tests.center.grants.making import make_grant
from tests.conftest import MakeUser
from tests.consultations.cases import make_case
from tests.consultations.factories import local, make_advisor, make_past_visit, make_topic
from tests.entrepreneurs.factories import make_person
from tests.events.doors import AT_THE_DOOR, come
from tests.events.factories import SATURDAY, enter, make_event, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office", "monday_morning", "english")]
FIRST, LAST = date(2026, 3, 1), date(2026, 4, 30)
WHOLE = Scope(FIRST, LAST)
WOMAN, MAN = PersonSex.WOMAN.value, PersonSex.MAN.value


@pytest.fixture
def advisor() -> Advisor:
    return make_advisor(make_topic(length=45))


@pytest.fixture
def march() -> Grant:
    return make_grant(date(2026, 3, 1), date(2026, 3, 31))


def measure(code: str) -> Measure:
    return measures()[code]


def counted(code: str, scope: Scope = WHOLE) -> Counted:
    return measure(code).count(scope)


def parts(found: Counted, dimension: str) -> dict[str, Number]:
    return {part.key: part.value for part in found.parts if part.dimension == dimension}


def come_once(
    advisor: Advisor, number: int, first: date, *, sex: str = "", hour: int = 9
) -> list[Entrepreneur]:
    """So many people, each at one visit, on the days from the first on."""
    people = [make_person(f"Особа {hour} {index}") for index in range(number)]
    for index, person in enumerate(people):
        day = first + timedelta(days=index)
        make_past_visit(
            advisor,
            advisor.topics.get(),
            local(day, hour),
            entrepreneur=person,
            state=State.DONE,
            closed_by=advisor.user,
            closed_at=local(day, 15),
        )
        if sex:
            record_demographics(
                person=person, sex=sex, birth_year=None, employment="", how=ConsentWay.PAPER, by=advisor.user
            )
    return people


def test_people_hours_and_visits_of_a_grant_are_those_of_its_records(advisor: Advisor, march: Grant) -> None:
    come_once(advisor, 6, date(2026, 3, 2), sex=WOMAN)
    come_once(advisor, 8, date(2026, 4, 2), sex=MAN)
    scope = Scope(FIRST, LAST, march.pk)
    found = counted("consultations.people_advised", scope)
    assert (found.value, counted("consultations.people_advised").value) == (6, 14)
    assert parts(found, "sex") == {"woman": 6, "man": 0, "other": 0, "unknown": 0}
    assert counted("consultations.visits", scope).value == 6
    assert counted("consultations.hours", scope).value == Decimal("4.5")
    # One of April is taken to the grant, though it does not run then.
    visit = Consultation.objects.filter(starts_at__gte=local(date(2026, 4, 1), 0)).earliest("pk")
    ConsultationGrant.objects.create(record=visit, grant=march, counts=True)
    assert counted("consultations.visits", scope).value == 7
    # The period still counts: nothing of April in March.
    assert counted("consultations.visits", Scope(FIRST, date(2026, 3, 31), march.pk)).value == 6


def test_what_indicators_show_and_measures_count_are_the_same_numbers(advisor: Advisor, march: Grant) -> None:
    come_once(advisor, 7, date(2026, 3, 2))
    come_once(advisor, 6, date(2026, 4, 2))
    for grant in (None, march.pk):
        shown = {str(figure.label): figure.value for figure in advice(Period(FIRST, LAST, grant)).figures}
        scope = Scope(FIRST, LAST, grant)
        assert shown["People advised"] == counted("consultations.people_advised", scope).value
        assert shown["Visits"] == counted("consultations.visits", scope).value
        assert shown["of them for the first time"] == counted("consultations.first_time_people", scope).value


def test_who_came_before_is_not_new_whoever_paid_for_it(advisor: Advisor, march: Grant) -> None:
    people = come_once(advisor, 10, date(2026, 3, 2))
    for index, person in enumerate(people[:5]):
        day = date(2025, 5, 5) + timedelta(days=index)
        make_past_visit(
            advisor,
            advisor.topics.get(),
            local(day, 9),
            entrepreneur=person,
            state=State.DONE,
            closed_by=advisor.user,
            closed_at=local(day, 15),
        )
    scope = Scope(FIRST, LAST, march.pk)
    assert counted("consultations.first_time_people", scope).value == 5
    share = counted("consultations.share_of_new_people", scope)
    assert (share.value, share.numerator, share.denominator) == (Decimal("50.0"), 5, 10)


def test_a_share_is_of_those_of_whom_it_is_known_and_withheld_of_few(advisor: Advisor) -> None:
    come_once(advisor, 6, date(2026, 3, 2), sex=WOMAN)
    come_once(advisor, 9, date(2026, 3, 2), sex=MAN, hour=10)
    come_once(advisor, 5, date(2026, 3, 2), hour=11)
    share = counted("consultations.share_of_women")
    assert (share.value, share.numerator, share.denominator) == (Decimal("40.0"), 6, 15)
    # Two more of whom nothing is known change nothing; four men alone would be told by nine minus five.
    come_once(advisor, 4, date(2026, 4, 2), sex=WOMAN, hour=12)
    few = counted("consultations.share_of_women", Scope(date(2026, 4, 1), LAST))
    assert (few.value, few.numerator, few.denominator) == (None, None, None)


# --- Differencing: a grant beside everybody


def test_a_grant_that_leaves_out_one_person_is_not_counted_beside_everybody(
    advisor: Advisor, march: Grant
) -> None:
    come_once(advisor, 9, date(2026, 3, 2), sex=WOMAN)
    come_once(advisor, 1, date(2026, 4, 2), sex=WOMAN)
    found = counted("consultations.people_advised", Scope(FIRST, LAST, march.pk))
    assert (counted("consultations.people_advised").value, found.value) == (10, None)
    assert {part.value for part in found.parts} == {None}


def test_a_part_from_which_few_of_others_could_be_computed_is_withheld_with_a_second_one(
    advisor: Advisor, march: Grant
) -> None:
    come_once(advisor, 7, date(2026, 3, 2), sex=WOMAN)
    come_once(advisor, 8, date(2026, 3, 2), sex=MAN, hour=10)
    come_once(advisor, 9, date(2026, 3, 2), hour=11)
    come_once(advisor, 2, date(2026, 4, 2), sex=WOMAN)
    come_once(advisor, 6, date(2026, 4, 2), sex=MAN, hour=10)
    everybody = counted("consultations.people_advised")
    mine = counted("consultations.people_advised", Scope(FIRST, LAST, march.pk))
    assert parts(everybody, "sex") == {"woman": 9, "man": 14, "other": 0, "unknown": 9}
    # Nine women less seven are two; the men hide them.
    assert parts(mine, "sex") == {"woman": None, "man": None, "other": 0, "unknown": 9}
    assert mine.value == 24


numbers = st.integers(min_value=0, max_value=9)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=5))
@example(
    [(5, 1), (0, 5)]
)  # Five of a grant alone are its total; beside six of everybody they would tell of one.
def test_no_part_no_sum_and_no_difference_is_of_one_to_four_people(cells: list[tuple[int, int]]) -> None:
    """`together` of a grant beside the others: whatever is shown, or computed of what is shown, tells of five or none.

    Unless the whole is so few: then nothing is shown, which is for whoever asks.
    """
    parts, rest = [one for one, _other in cells], [other for _one, other in cells]
    few = {1, 2, 3, 4}
    if sum(parts) in few or sum(rest) in few:
        return
    hidden = together(parts, rest)
    hidden_of_all = together([one + other for one, other in zip(parts, rest, strict=True)])
    for number, (one, other) in enumerate(zip(parts, rest, strict=True)):
        if number in hidden or one == 0:
            continue
        assert {one, other} & few == set()
        # What is withheld of everybody is withheld of the grant.
        assert number not in hidden_of_all
    assert sum(parts[number] for number in hidden) not in few
    if any(parts[number] for number in hidden):
        assert sum(rest[number] for number in hidden) not in few
        unshown = [number for number in hidden if parts[number] or rest[number]]
        # A single unshown part follows from the total, so what is beside it must not be of few.
        assert len(unshown) > 1 or rest[unshown[0]] not in few


# --- Cases


def test_cases_are_people_and_few_of_them_are_withheld(advisor: Advisor, march: Grant) -> None:
    for number in range(5):
        make_case(advisor, make_person(f"А{number}"), opened_on=date(2026, 3, 3))
    assert counted("consultations.cases_opened", Scope(FIRST, LAST, march.pk)).value == 5
    make_case(advisor, make_person("Б"), opened_on=date(2026, 4, 3))
    assert counted("consultations.cases_opened").value == 6
    # Six less five is one.
    assert counted("consultations.cases_opened", Scope(FIRST, LAST, march.pk)).value is None


# --- Events


def test_people_of_our_records_and_others_stand_apart_and_on_two_days_count_twice_as_attendances() -> None:
    event = make_event(30, ends_at=local(SATURDAY + timedelta(days=1), 18))
    other = make_event(30)
    person = make_person("Ана")
    for each in (event, other):
        registration = enter(each, size=3)
        Registration.objects.filter(pk=registration.pk).update(entrepreneur=person)
        come(each, registration.reference, at=AT_THE_DOOR)
    stranger = enter(event, 2, size=5)
    come(event, stranger.reference, at=AT_THE_DOOR)
    come(event, stranger.reference, at=local(SATURDAY + timedelta(days=1), 12))
    scope = Scope(SATURDAY, SATURDAY + timedelta(days=1))
    found = counted("events.people_noted", scope)
    # One person of our records, four companions of theirs at two events, five strangers.
    assert found.value == 10
    assert parts(found, "record") == {"linked": None, "unlinked": None}
    assert counted("events.attendances", scope).value == 16


def test_events_and_visitors_of_a_grant_are_those_of_its_events() -> None:
    mine, other = make_event(), make_event()
    grant = make_grant(SATURDAY, SATURDAY)
    EventGrant.objects.create(record=other, grant=grant, counts=False)
    for event, number in ((mine, 6), (other, 7)):
        for each in range(number):
            count_people(
                event=event,
                action=_key(event.pk, each),
                at=AT_THE_DOOR,
                kind=HeadKind.VISITOR,
                by=make_staff(),
            )
    scope, whole = Scope(SATURDAY, SATURDAY, grant.pk), Scope(SATURDAY, SATURDAY)
    assert (
        counted("events.counted_visitors", whole).value,
        counted("events.counted_visitors", scope).value,
    ) == (
        13,
        6,
    )
    assert parts(counted("events.counted_visitors", scope), "sex") == {"woman": 0, "man": 0, "unknown": 6}


def _key(event: int, number: int) -> uuid.UUID:
    return uuid.UUID(f"00000000-0000-4000-8000-{event:06d}{number:06d}")


# --- Records behind


def records(code: str, role: Role, make_user: MakeUser, scope: Scope = WHOLE) -> Iterator[int]:
    user = make_user(role)
    return (each.count() for each in measure(code).records(scope, user))


def test_records_behind_a_number_open_only_to_those_who_may_see_them(
    advisor: Advisor, make_user: MakeUser
) -> None:
    come_once(advisor, 5, date(2026, 3, 2))
    make_case(advisor, opened_on=date(2026, 3, 3))
    assert list(records("consultations.people_advised", Role.COORDINATOR, make_user)) == [5, 0]
    assert list(records("consultations.people_advised", Role.RESEARCHER, make_user)) == [0, 0]
    assert list(records("consultations.cases_opened", Role.EDITOR, make_user)) == [0]
    assert list(records("consultations.cases_opened", Role.ADVISOR, make_user)) == [1]
    # How a case ended is read by its colleagues.
    assert list(records("consultations.jobs_created", Role.ADVISOR, make_user)) == [0]


def test_every_measure_counts_an_empty_portal_and_names_what_it_counts(make_user: MakeUser) -> None:
    grant, user = make_grant(), make_user(Role.COORDINATOR)
    for code, each in measures().items():
        for scope in (WHOLE, Scope(FIRST, LAST, grant.pk)):
            found = each.count(scope)
            assert found.value in {0, None}, code
            assert {part.dimension for part in found.parts} <= {one.code for one in each.dimensions}, code
            assert [record for rows in each.records(scope, user) for record in rows] == [], code
        assert str(each.title), code
        assert str(each.how).endswith("."), code
        assert str(each.unit), code


def test_parts_of_an_exclusive_dimension_add_up(advisor: Advisor) -> None:
    come_once(advisor, 6, date(2026, 3, 2), sex=WOMAN)
    come_once(advisor, FEWEST_PEOPLE, date(2026, 3, 2), hour=10)
    for code in ("consultations.people_advised", "consultations.visits", "consultations.hours"):
        found = counted(code)
        for dimension in measure(code).dimensions:
            if dimension.is_exclusive:
                numbers = list(parts(found, dimension.code).values())
                assert None not in numbers, dimension.code
                assert sum(number or 0 for number in numbers) == found.value, dimension.code
