"""Erasing a person: nothing names them any more, the figures stay, all of it or nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import translation
from django.utils.text import capfirst

from center.base.merging import MergeRefused
from center.base.personal_data import declared, history
from center.base.private_storage import private_storage
from center.choices import MailState, Role
from center.models import AccessRecord, Evidence, HistoryRedaction, StoredMail, User
from center.services.evidence import erase_evidence
from consultations import services
from consultations.choices import CaseOutcome, PlaceState, State
from consultations.models import CaseDocument, Consultation, StageChange
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import Consent, Demographics, Entrepreneur, Membership, Vulnerability
from entrepreneurs.services import connect_login, erase_person, merge_entrepreneurs, preview_erasure
from tests.conftest import MakeUser
from tests.consultations.factories import MONDAY, local, make_visit
from tests.entrepreneurs.factories import make_person
from tests.everything import EMAIL, MARKS, Everything, somebody_with_everything
from tests.leaks import places_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("monday_morning", "private_media", "no_tasks_of_stages", "office"),
]
AsUser = Callable[[User], Client]


@pytest.fixture
def tajana(coordinator: User) -> Everything:
    """Somebody about whom everything is known, with what only people can decide decided."""
    known = somebody_with_everything(coordinator)
    services.close_case(case=known.case, outcome=CaseOutcome.GAVE_UP, reason="ТАЈНО", by=known.advisor.user)
    return known


def rows() -> dict[str, int]:
    """Count the rows of every model of ours that has people in it."""
    return {
        model._meta.label: model._base_manager.count() for model, entry in declared().items() if entry.fields
    }


def test_nothing_names_the_person_anywhere_any_more(tajana: Everything, coordinator: User) -> None:
    assert {word for _table, word in places_of(MARKS)} == set(MARKS)
    erase_person(person=tajana.person, by=coordinator)
    assert places_of(MARKS) == set()


def test_the_figures_stay(tajana: Everything, coordinator: User) -> None:
    def figures() -> Any:
        return (
            list(
                Consultation.objects.order_by("pk").values_list(
                    "state", "starts_at", "ends_at", "topic", "mode"
                )
            ),
            list(StageChange.objects.order_by("pk").values_list("stage", "day", "outcome")),
            Entrepreneur.objects.get(pk=tajana.person.pk).settlement,
        )

    before, counted = figures(), rows()
    erase_person(person=tajana.person, by=coordinator)
    assert figures() == before
    gone = {label: counted[label] - count for label, count in rows().items() if count < counted[label]}
    assert gone == {
        "entrepreneurs.Vulnerability": 1,
        "entrepreneurs.ContactPreference": 1,
        "entrepreneurs.PersonLogin": 1,
        "entrepreneurs.Channel": 1,
        # What they asked to be written about.
        "center.Subscriber": 1,
        "center.CallSignUp": 1,
        # By which they signed in.
        "account.EmailAddress": 1,
        "mfa.Authenticator": 1,
        "usersessions.UserSession": 1,
    }


@pytest.mark.long
def test_a_visit_to_come_is_cancelled_and_its_time_is_free_again(
    tajana: Everything, coordinator: User
) -> None:
    topic = tajana.advisor.topics.get()
    visit = make_visit(topic, local(MONDAY, 11), entrepreneur=tajana.person, advisor=tajana.advisor)
    erase_person(person=tajana.person, by=coordinator)
    visit.refresh_from_db()
    tajana.place.refresh_from_db()
    assert (visit.state, visit.contact_name, tajana.place.state) == (
        State.CANCELLED,
        "",
        PlaceState.CANCELLED,
    )
    assert make_visit(topic, local(MONDAY, 11), advisor=tajana.advisor).is_live
    assert not StoredMail.objects.filter(recipient=EMAIL).exists()


@pytest.mark.long
def test_no_letter_goes_to_somebody_who_wants_to_be_forgotten(tajana: Everything, coordinator: User) -> None:
    make_visit(tajana.advisor.topics.get(), local(MONDAY, 11), entrepreneur=tajana.person, email=EMAIL)
    erase_person(person=tajana.person, by=coordinator)
    waiting = StoredMail.objects.filter(person_mail__person=tajana.person, state=MailState.QUEUED)
    assert not waiting.exists()


@pytest.mark.long
def test_consents_are_withdrawn_memberships_ended_and_hardship_is_gone(
    tajana: Everything, coordinator: User
) -> None:
    erase_person(person=tajana.person, by=coordinator)
    in_force = Consent.objects.in_force().filter(person=tajana.person)
    assert list(in_force.values_list("purpose", flat=True)) == ["statistics"]
    assert not Membership.objects.current().filter(person=tajana.person).exists()
    assert not Vulnerability.objects.exists()


@pytest.mark.long
def test_of_the_year_of_birth_only_five_years_stay(tajana: Everything, coordinator: User) -> None:
    erase_person(person=tajana.person, by=coordinator)
    answers = Demographics.objects.get(person=tajana.person)
    assert (answers.sex, answers.birth_year) == ("woman", 1985)


@pytest.mark.long
def test_the_login_is_empty_closed_and_signed_out(
    tajana: Everything, coordinator: User, as_user: AsUser
) -> None:
    client = as_user(tajana.user)
    assert client.get("/en/account/").status_code == 200
    erase_person(person=tajana.person, by=coordinator)
    tajana.user.refresh_from_db()
    assert (tajana.user.email, tajana.user.name, tajana.user.is_active) == (
        f"erased-{tajana.user.pk}@erased.invalid",
        "",
        False,
    )
    assert client.get("/en/account/").status_code == 302


@pytest.mark.long
def test_a_login_that_somebody_else_uses_too_stays_theirs(tajana: Everything, coordinator: User) -> None:
    sister = make_person("Сестра")
    connect_login(user=tajana.user, person=sister, by=coordinator)
    erase_person(person=tajana.person, by=coordinator)
    tajana.user.refresh_from_db()
    assert (tajana.user.email, tajana.user.is_active) == (EMAIL, True)
    assert list(tajana.user.person_logins.values_list("person", flat=True)) == [sister.pk]


@pytest.mark.always
@pytest.mark.django_db(transaction=True)
def test_the_document_is_erased_with_the_commit_and_not_before(tajana: Everything, coordinator: User) -> None:
    stored_as = CaseDocument.objects.get().stored_as
    with transaction.atomic():
        erase_person(person=tajana.person, by=coordinator)
        transaction.set_rollback(True)
    assert private_storage().exists(stored_as)
    erase_person(person=tajana.person, by=coordinator)
    assert not private_storage().exists(stored_as)


def test_a_kill_in_the_middle_leaves_everything_as_it_was(
    tajana: Everything, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = places_of(MARKS)
    calls = iter(range(20))

    def killed(*args: Any, **kwargs: Any) -> int:
        if next(calls) == 5:
            raise KeyboardInterrupt
        return 0

    monkeypatch.setattr(history, "forget", killed)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        erase_person(person=tajana.person, by=coordinator)
    assert places_of(MARKS) == before


def test_twice_is_the_same_as_once(tajana: Everything, coordinator: User) -> None:
    erase_person(person=tajana.person, by=coordinator)
    events: Any = Entrepreneur.pgh_event_models  # type: ignore[attr-defined]  # made by pghistory
    log = HistoryRedaction.objects.count()
    counted = [model.objects.count() for model in events.values()]
    assert erase_person(person=tajana.person, by=coordinator).rows == {}
    assert [model.objects.count() for model in events.values()] == counted
    assert HistoryRedaction.objects.count() == log


def test_what_only_people_can_decide_comes_first(coordinator: User) -> None:
    known = somebody_with_everything(coordinator)
    with translation.override("en"):
        obstacles = preview_erasure(known.person).obstacles
    assert obstacles == ["Close the case 2026-0001 first, with its outcome."]
    with pytest.raises(ChangeRefused):
        erase_person(person=known.person, by=coordinator)
    assert Entrepreneur.objects.get(pk=known.person.pk).name != ""


def test_the_preview_says_what_the_deed_does(tajana: Everything, coordinator: User) -> None:
    lines = {line.name for line in preview_erasure(tajana.person).lines if line.goes}
    done = erase_person(person=tajana.person, by=coordinator).rows
    names = {model._meta.label_lower: capfirst(str(model._meta.verbose_name_plural)) for model in declared()}
    # What makes life harder goes with its consent already.
    assert lines == {names[label] for label in done} | {names["entrepreneurs.vulnerability"]}


def test_lists_that_may_name_them_are_for_a_colleague_to_look_through(
    tajana: Everything, coordinator: User
) -> None:
    with translation.override("en"):
        found = [(line.name, line.count) for line in preview_erasure(tajana.person).by_hand]
    assert found == [("Evidence", 1)]
    erase_evidence(evidence=Evidence.objects.get())
    assert preview_erasure(tajana.person).by_hand == []
    stored = Evidence.objects.get()
    assert (stored.stored_as, stored.file_name, stored.erased_at is not None) == ("", "", True)


def test_nobody_erases_what_they_have_not_seen(tajana: Everything, coordinator: User) -> None:
    seen = preview_erasure(tajana.person).mark
    make_visit(tajana.advisor.topics.get(), local(MONDAY, 11), entrepreneur=tajana.person)
    with pytest.raises(ChangeRefused):
        erase_person(person=tajana.person, by=coordinator, seen=seen)


@pytest.mark.long
def test_an_erased_person_is_neither_booked_on_nor_merged(tajana: Everything, coordinator: User) -> None:
    erase_person(person=tajana.person, by=coordinator)
    with pytest.raises(ValidationError):
        make_visit(tajana.advisor.topics.get(), local(MONDAY, 11), entrepreneur=tajana.person)
    with pytest.raises(ValidationError):
        services.open_case(person=tajana.person, advisor=tajana.advisor, by=coordinator)
    other = make_person("Друга Особа")
    for pair in ((tajana.person, other), (other, tajana.person)):
        with pytest.raises(MergeRefused):
            merge_entrepreneurs(survivor=pair[0], duplicate=pair[1], by=coordinator)


@pytest.mark.long
def test_the_database_too_hangs_nothing_new_on_an_erased_person(
    tajana: Everything, coordinator: User
) -> None:
    erase_person(person=tajana.person, by=coordinator)
    visit = Consultation.objects.get(pk=tajana.visit.pk)
    visit.pk, visit.reference, visit.submission = None, "QQQQQQQQ", tajana.place.submission
    with pytest.raises(IntegrityError, match="this person was erased"), transaction.atomic():
        visit.save(force_insert=True)


@pytest.mark.long
def test_lists_call_them_an_erased_person(tajana: Everything, coordinator: User, as_user: AsUser) -> None:
    erase_person(person=tajana.person, by=coordinator)
    coordinator.language = "en"
    coordinator.save()
    client = as_user(coordinator)
    for address in (
        "entrepreneurs/entrepreneur/",
        f"consultations/consultation/{tajana.visit.pk}/change/",
        f"consultations/case/{tajana.case.pk}/change/",
    ):
        page = client.get(f"/admin/{address}", follow=True).content.decode()
        assert ("Erased person" in page or "Обрисана особа" in page, address) == (True, address)


@pytest.mark.long
def test_the_coordinator_reads_first_and_then_erases(
    tajana: Everything, coordinator: User, as_user: AsUser
) -> None:
    client, address = as_user(coordinator), f"/admin/entrepreneurs/entrepreneur/{tajana.person.pk}/erase/"
    assert client.get(address).status_code == 200
    seen = preview_erasure(tajana.person).mark
    assert client.post(address, {"seen": seen}).status_code == 200
    assert client.post(address, {"seen": "old", "sure": "on"}).status_code == 409
    assert Entrepreneur.objects.get(pk=tajana.person.pk).erased_at is None
    assert client.post(address, {"seen": seen, "sure": "on"}).status_code == 302
    assert Entrepreneur.objects.get(pk=tajana.person.pk).erased_at is not None
    assert AccessRecord.objects.filter(user=coordinator, purpose="erased on demand").exists()


@pytest.mark.parametrize("role", [Role.ADVISOR, Role.EDITOR, None])
def test_nobody_but_a_coordinator_erases_people(
    role: Role | None, tajana: Everything, make_user: MakeUser, as_user: AsUser
) -> None:
    client = as_user(make_user(role, "other@example.org"))
    answer = client.post(
        f"/admin/entrepreneurs/entrepreneur/{tajana.person.pk}/erase/", {"seen": "x", "sure": "on"}
    )
    assert answer.status_code == (302 if role is None else 403)
    assert Entrepreneur.objects.get(pk=tajana.person.pk).erased_at is None


def test_the_history_forgets_nothing_that_the_record_still_says(tajana: Everything) -> None:
    event: Any = Entrepreneur.pgh_event_model  # type: ignore[attr-defined]  # made by pghistory
    assert history.forget(Entrepreneur, [tajana.person.pk], ["name"], purpose="x") == 0
    assert event.objects.filter(pgh_obj_id=tajana.person.pk).first().name == tajana.person.name
    assert not HistoryRedaction.objects.exists()


@pytest.mark.long
def test_what_the_history_forgot_is_written_down(tajana: Everything, coordinator: User) -> None:
    erase_person(person=tajana.person, by=coordinator)
    written = HistoryRedaction.objects.get(event_table="entrepreneurs_entrepreneurevent")
    assert (written.columns, written.record_count, written.purpose) == (
        ["email", "name", "phone"],
        2,
        "erasure",
    )
    assert written.value_count > 0


@pytest.mark.parametrize(
    ("events", "records"),
    [
        ("entrepreneurs_entrepreneur", "entrepreneurs_entrepreneur"),
        ("center_accessrecord", "center_accessrecord"),
        ("consultations_casenoteevent", "consultations_case"),
        ("entrepreneurs_entrepreneurevent", "consultations_case"),
    ],
)
def test_the_function_of_the_owner_touches_histories_only(events: str, records: str) -> None:
    with pytest.raises(Exception, match="is not the history of"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT center_forget_history(%s::regclass, %s::regclass, '{1}', '{id}', 'x', '')",
            [events, records],
        )


@pytest.mark.parametrize("column", ["pgh_label", "id; --", "nothing"])
def test_the_function_of_the_owner_touches_columns_of_the_record_only(column: str) -> None:
    with pytest.raises(Exception, match="no column"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT center_forget_history('entrepreneurs_entrepreneurevent', 'entrepreneurs_entrepreneur', '{1}',"
            " %s, 'x', '')",
            [[column]],
        )
