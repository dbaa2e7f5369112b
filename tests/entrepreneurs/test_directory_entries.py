"""The public directory shows exactly what may be seen, after each verb and at each moment."""

import random
import threading
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from center.models import User
from entrepreneurs.choices import ConfirmedBy, ConsentWay, LegalForm, Purpose, StatusKind
from entrepreneurs.models import (
    DirectoryEntry,
    DirectoryTotal,
    DirectoryWord,
    Enterprise,
    LegalStatus,
    RegisteredForm,
    Seat,
)
from entrepreneurs.services import (
    archive,
    change_slug,
    confirm_profile,
    directory,
    end_fact,
    give_consent,
    publish,
    record_fact,
    reopen,
    take_back,
    withdraw_consent,
)
from entrepreneurs.services.changes import touched
from entrepreneurs.services.merging import merge_enterprises, undo_merge
from tests.entrepreneurs.factories import make_enterprise, offer, place, published, serve, today
from tests.marks import seldom

pytestmark = pytest.mark.django_db


def totals() -> dict[str, int]:
    """Return what the list says about the whole directory."""
    return DirectoryTotal.objects.as_counts()


def counted() -> dict[str, int]:
    """Count the entries one by one."""
    found: Counter[str] = Counter()
    for facets in DirectoryEntry.objects.values_list("facets", flat=True):
        found.update([*facets, "all"])
    return dict(found)


def differing() -> list[int]:
    """Return the enterprises whose entry is not what it would be if it were made anew."""
    every = Enterprise.objects.values_list("pk", flat=True)
    wanted = {row.pk: directory.values(row) for row in directory.build(every, today())}
    kept = {row.pk: directory.values(row) for row in DirectoryEntry.objects.all()}
    return sorted(pk for pk in wanted.keys() | kept.keys() if wanted.get(pk) != kept.get(pk))


def test_an_entry_holds_what_a_row_of_the_list_needs() -> None:
    enterprise = published("Златна нит", settlement="Бела Вода", activity="1039")
    serve(enterprise, "roma", "disability")
    offer(enterprise, "Вунене чарапе", "clothing")
    offer(enterprise, "Стари ћилим", "textile", is_offered=False)
    touched(enterprise)
    entry = DirectoryEntry.objects.get()
    assert (entry.slug, entry.form, entry.section, entry.division, entry.status) == (
        "zlatna-nit",
        "association",
        "C",
        "10",
        "self_declared",
    )
    assert (str(entry.settlement), entry.groups) == ("Бела Вода (Крушевац)", ["disability", "roma"])
    assert entry.products == [["Вунене чарапе", ""]]
    assert differing() == []


@pytest.mark.parametrize(
    "verb",
    [
        lambda e: take_back(enterprise=e),
        lambda e: archive(enterprise=e),
        lambda e: withdraw_consent(consent=e.publication_consent),
    ],
)
def test_what_leaves_the_directory_is_gone_at_once(verb: Callable[[Enterprise], object]) -> None:
    enterprise = published("Златна нит")
    published("Други")
    verb(enterprise)
    assert [entry.slug for entry in DirectoryEntry.objects.all()] == ["drugi"]
    assert (differing(), totals()) == ([], counted())


def test_a_merge_leaves_one_entry_and_its_undoing_both(coordinator: User) -> None:
    kept, other = published("Златна нит"), published("Златна нит два")
    merge = merge_enterprises(survivor=kept, duplicate=other, by=coordinator)
    assert ([entry.pk for entry in DirectoryEntry.objects.all()], differing()) == ([kept.pk], [])
    undo_merge(merge=merge, by=coordinator)
    assert ([entry.pk for entry in DirectoryEntry.objects.all()], differing()) == ([kept.pk, other.pk], [])
    assert totals() == counted()


def test_a_draft_has_no_entry() -> None:
    make_enterprise("Тајна")
    assert DirectoryEntry.objects.count() == 0


@pytest.mark.long
def test_entries_and_totals_stay_exact_through_random_verbs() -> None:
    chance = random.Random(3)  # noqa: S311 -- the same walk each time
    enterprises = [published(f"Предузеће {number}") for number in range(4)]
    day = date(2021, 1, 1)
    for step in range(60):
        pk = chance.choice(enterprises).pk
        enterprise = Enterprise.objects.get(pk=pk)
        day += timedelta(days=1)
        verbs: list[Callable[[], object]] = [
            lambda: take_back(enterprise=enterprise),  # noqa: B023 -- called in the same round
            lambda: archive(enterprise=enterprise),  # noqa: B023
            lambda: reopen(enterprise=enterprise),  # noqa: B023
            lambda: publish_again(enterprise),  # noqa: B023
            lambda: change_slug(enterprise=enterprise, slug=f"slug-{step}"),  # noqa: B023
            lambda: confirm_profile(enterprise=enterprise, confirmed_by=ConfirmedBy.ENTERPRISE),  # noqa: B023
            lambda: record_fact(
                RegisteredForm,
                enterprise=enterprise,  # noqa: B023
                since=day,  # noqa: B023
                form=chance.choice([LegalForm.LIMITED, LegalForm.COOPERATIVE]),
            ),
            lambda: record_fact(
                Seat,
                enterprise=enterprise,  # noqa: B023
                since=day,  # noqa: B023
                settlement=place(chance.choice(["Ђунис", "Бела Вода"])),
            ),
        ]
        chance.choice(verbs)()
        if step % 10 == 0:
            directory.tidy()
        assert (differing(), totals()) == ([], counted())


def publish_again(enterprise: Enterprise) -> None:
    if enterprise.state == "archived":
        return
    person = enterprise.memberships.get().person
    consent = give_consent(
        person=person, purpose=Purpose.PUBLICATION, how=ConsentWay.PAPER, enterprise=enterprise
    )
    publish(enterprise=enterprise, consent=consent)


def test_a_profile_that_nobody_confirms_is_marked_and_later_hidden_and_comes_back() -> None:
    enterprise = published("Златна нит")
    start = timezone.now()
    seen = []
    for days in (0, 420, 440, 540, 560):
        with time_machine.travel(start + timedelta(days=days), tick=False):
            directory.refresh_all()
            seen.append([entry.is_marked for entry in DirectoryEntry.objects.all()])
    assert seen == [[False], [False], [True], [True], []]
    with time_machine.travel(start + timedelta(days=560), tick=False):
        confirm_profile(enterprise=enterprise, confirmed_by=ConfirmedBy.ENTERPRISE)
        assert [entry.is_marked for entry in DirectoryEntry.objects.all()] == [False]
        assert totals() == counted()


def test_a_product_and_a_fact_that_begin_or_end_by_date_follow_in_the_night() -> None:
    enterprise = published("Златна нит")
    offer(enterprise, "Јагоде", available_from=today() + timedelta(days=2))
    fact = serve(enterprise)
    end_fact(fact, on=today() + timedelta(days=2))
    assert [(entry.products, entry.status) for entry in DirectoryEntry.objects.all()] == [
        ([], "self_declared")
    ]
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        directory.refresh_all()
        assert [(entry.products, entry.status) for entry in DirectoryEntry.objects.all()] == [
            ([["Јагоде", ""]], "none")
        ]
        assert LegalStatus.objects.valid_on(today()).count() == 0


def test_words_that_no_longer_occur_are_forgotten_in_the_night() -> None:
    enterprise = published("Јединствено")
    assert DirectoryWord.objects.filter(word="jedinstveno").count() == 1
    take_back(enterprise=enterprise)
    directory.refresh_all()
    assert DirectoryWord.objects.count() == 0


@pytest.mark.parametrize("count", [*seldom([1]), 3])
def test_a_refresh_asks_as_often_for_one_as_for_three(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = [published(f"Предузеће {number}", activity="1039") for number in range(count)]
    for enterprise in made:
        offer(enterprise, "Сир")
        serve(enterprise, "roma")
        Enterprise.objects.filter(pk=enterprise.pk).update(summary_sr="Нешто сасвим ново")
    with django_assert_num_queries(20):
        directory.refresh([enterprise.pk for enterprise in made])


@pytest.mark.always
@pytest.mark.django_db(transaction=True)
def test_two_changes_of_one_enterprise_at_once_leave_everything_exact() -> None:
    first, second = published("Први"), published("Други")
    barrier = threading.Barrier(4)
    faults: list[Exception] = []

    def work(form: LegalForm, order: list[Enterprise]) -> None:
        try:
            barrier.wait(10)
            for enterprise in order:
                record_fact(
                    RegisteredForm, enterprise=enterprise, since=date(2024, 1, form_day[form]), form=form
                )
        except Exception as error:  # noqa: BLE001 -- told below
            faults.append(error)
        finally:
            connection.close()

    form_day = {LegalForm.LIMITED: 1, LegalForm.COOPERATIVE: 1, LegalForm.FOUNDATION: 1, LegalForm.SPORTS: 1}
    threads = [
        threading.Thread(target=work, args=(form, [first, second] if number % 2 else [second, first]))
        for number, form in enumerate(form_day)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # One of the four forms begins on that day; the others are refused by the constraint on dates.
    assert {type(error).__name__ for error in faults} <= {"ValidationError"}
    assert (differing(), totals()) == ([], counted())


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_totals_are_whole_while_another_process_adds_them_up() -> None:
    made = [published(f"Предузеће {number}") for number in range(3)]
    stop = threading.Event()

    def tidy() -> None:
        while not stop.is_set():
            directory.tidy()
        connection.close()

    threads = [threading.Thread(target=tidy) for _ in range(2)]
    for thread in threads:
        thread.start()
    seen = set()
    for number in range(20):
        with transaction.atomic():
            take_back(enterprise=made[number % 3])
            publish_again(Enterprise.objects.get(pk=made[number % 3].pk))
        seen.add(totals()["all"])
    stop.set()
    for thread in threads:
        thread.join()
    assert (seen, totals()) == ({3}, counted())


def test_an_entry_says_the_status_of_the_law() -> None:
    enterprise = published("Златна нит")
    assert str(DirectoryEntry.objects.get().status_label) == "Без статуса"
    serve(enterprise, status=StatusKind.PREPARING)
    assert DirectoryEntry.objects.get().status == "preparing"
