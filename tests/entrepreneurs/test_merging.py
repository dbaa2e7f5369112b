"""Two records of one become one: nothing is lost, and everything comes back when it was a mistake."""

import json
import uuid
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from center.base.merging import MergeRefused, followers
from center.models import User
from entrepreneurs.choices import ConsentWay, LegalForm, MemberRole, Purpose
from entrepreneurs.models import (
    AnnualFigures,
    Channel,
    Consent,
    ConsentText,
    Engagement,
    Enterprise,
    Entrepreneur,
    ErrorReport,
    FormerSlug,
    LegalStatus,
    Membership,
    Merge,
    OpeningTime,
    PersonLogin,
    RegisteredForm,
    ReportDuty,
    Seat,
    ServedGroup,
    Vulnerability,
    VulnerableGroup,
    WebLink,
)
from entrepreneurs.services import (
    add_member,
    connect_login,
    give_consent,
    merge_enterprises,
    merge_entrepreneurs,
    publish,
    record_fact,
    record_vulnerability,
    report_error,
    undo_merge,
)
from entrepreneurs.services.merging import forget_old_moves
from tests.entrepreneurs.factories import make_enterprise, make_person, offer, place, published, reach, serve

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def everything() -> dict[str, list[Any]]:
    """Return all rows of the registry as the database holds them: no merges, histories, derived rows, day of change."""
    found = {}
    for model in apps.get_app_config("entrepreneurs").get_models(include_auto_created=True):
        derived = model.__module__ == "entrepreneurs.models.directory"
        if model is Merge or derived or hasattr(model, "pgh_tracked_model"):
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT to_jsonb(t) - 'changed_at' FROM {model._meta.db_table} t ORDER BY 1")  # noqa: S608 -- our own names
            found[model._meta.label] = [json.loads(row) for (row,) in cursor.fetchall()]
    return found


def full_pair(coordinator: User) -> tuple[Enterprise, Enterprise]:
    """Make two records of one enterprise, with the same and with other things on each."""
    one, two = (
        published("Рука"),
        published("Рука ДОО", registration_number="07208342", tax_number="100000024"),
    )
    for enterprise in (one, two):
        reach(enterprise, phone="+38137111111")
        reach(enterprise, email="ruka@example.org", receives_messages=True)
        WebLink.objects.create(enterprise=enterprise, kind="web", url="https://ruka.example.org/")
        figures = AnnualFigures.objects.create(
            enterprise=enterprise, year=2024, source="interview", confidence="high"
        )
        Engagement.objects.create(figures=figures, sex="women", contract="employed", people=enterprise.pk)
        ReportDuty.objects.create(
            enterprise=enterprise, first_year=2023, last_year=2024, due_on=date(2025, 3, 31)
        )
        OpeningTime.objects.create(enterprise=enterprise, weekday=1, opens=time(8), closes=time(9))
        serve(enterprise, "roma" if enterprise == one else "under-30")
    reach(two, phone="+38137222222")
    WebLink.objects.create(enterprise=two, kind="web", url="https://druga.example.org/")
    AnnualFigures.objects.filter(enterprise=two).update(profit_reinvested=Decimal("50.10"))
    AnnualFigures.objects.create(enterprise=two, year=2023, source="interview", confidence="high")
    offer(two, "Ајвар")
    member = Membership.objects.get(enterprise=one)
    add_member(person=member.person, enterprise=two, role=MemberRole.FOUNDER, may_edit=True)
    give_consent(person=member.person, purpose=Purpose.PUBLICATION, how=ConsentWay.PAPER, enterprise=two)
    return one, two


def test_before_a_merge_people_see_what_will_follow() -> None:
    two = published("Рука")
    offer(two, "Ајвар")
    offer(two, "Пекмез")
    assert [(each.kind, each.by, each.count) for each in followers(two)] == [
        ("Consents", "on behalf of", 1),
        ("Members", "enterprise", 1),
        ("Products and services", "enterprise", 2),
        ("Legal forms", "enterprise", 1),
        ("Seats", "enterprise", 1),
    ]


def test_what_hangs_on_the_duplicate_follows_and_equal_things_are_kept_once(coordinator: User) -> None:
    one, two = full_pair(coordinator)
    own = Engagement.objects.get(figures__enterprise=one)
    merge = merge_enterprises(survivor=one, duplicate=two, by=coordinator)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (two.merged_into, two.state, one.merged_into, one.state) == (one, "archived", None, "published")
    assert (one.name_sr, one.registration_number, one.tax_number) == ("Рука", "07208342", "100000024")
    assert sorted(
        Channel.objects.filter(enterprise=one).values_list("phone", "email", "receives_messages")
    ) == [
        ("", "ruka@example.org", True),
        ("+38137111111", "", False),
        ("+38137222222", "", False),
    ]
    assert sorted(WebLink.objects.values_list("enterprise", "url")) == [
        (one.pk, "https://druga.example.org/"),
        (one.pk, "https://ruka.example.org/"),
    ]
    assert list(AnnualFigures.objects.values_list("enterprise", "year", "profit_reinvested")) == [
        (one.pk, 2024, Decimal("50.10")),
        (one.pk, 2023, None),
    ]
    assert list(Engagement.objects.all()) == [own]
    assert list(ReportDuty.objects.values_list("enterprise", flat=True)) == [one.pk]
    assert OpeningTime.objects.filter(enterprise=one).count() == OpeningTime.objects.count() == 1
    assert list(one.products.values_list("name_sr", flat=True)) == ["Ајвар"]
    founder = Membership.objects.filter(enterprise=one).order_by("pk").first()
    assert founder is not None
    assert (founder.may_edit, Membership.objects.filter(enterprise=one).count()) == (True, 2)
    assert [group.group.code for group in ServedGroup.objects.filter(status__enterprise=one)] == ["roma"]
    assert list(FormerSlug.objects.values_list("slug", "enterprise")) == [(two.slug, one.pk)]
    assert (merge.model, merge.kept_id, merge.merged_id, merge.done_by) == (
        "entrepreneurs.enterprise",
        one.pk,
        two.pk,
        coordinator,
    )
    assert followers(two) == []


@pytest.mark.parametrize("take", [[], ["name_sr", "tax_number", "languages"]])
def test_undoing_brings_every_row_back_exactly(coordinator: User, take: list[str]) -> None:
    one, two = full_pair(coordinator)
    before = everything()
    merge = merge_enterprises(survivor=one, duplicate=two, take=take, by=coordinator)
    assert everything() != before
    undo_merge(merge=merge, by=coordinator)
    assert everything() == before
    merge.refresh_from_db()
    assert (merge.undone_by, merge.undone_at is not None) == (coordinator, True)
    with pytest.raises(MergeRefused, match="was undone already"):
        undo_merge(merge=merge, by=coordinator)


@pytest.mark.long
def test_it_can_be_merged_again_after_an_undo(coordinator: User) -> None:
    one, two = full_pair(coordinator)
    undo_merge(merge=merge_enterprises(survivor=one, duplicate=two, by=coordinator), by=coordinator)
    merge_enterprises(survivor=two, duplicate=one, by=coordinator)
    one.refresh_from_db()
    assert one.merged_into == two


def test_facts_of_the_survivor_stay_and_those_of_the_duplicate_fill_the_other_days(coordinator: User) -> None:
    one, two = make_enterprise("Рука"), make_enterprise("Рука доо")
    record_fact(
        RegisteredForm,
        enterprise=one,
        since=date(2021, 1, 1),
        until=date(2022, 1, 1),
        form=LegalForm.ASSOCIATION,
    )
    record_fact(RegisteredForm, enterprise=one, since=date(2023, 1, 1), form=LegalForm.LIMITED)
    record_fact(RegisteredForm, enterprise=two, since=None, form=LegalForm.COOPERATIVE)
    before = everything()
    merge = merge_enterprises(survivor=one, duplicate=two, by=coordinator)
    assert list(
        RegisteredForm.objects.filter(enterprise=one).order_by("valid").values_list("form", "valid")
    ) == [
        ("cooperative", DateRange(None, date(2021, 1, 1))),
        ("association", DateRange(date(2021, 1, 1), date(2022, 1, 1))),
        ("cooperative", DateRange(date(2022, 1, 1), date(2023, 1, 1))),
        ("limited", DateRange(date(2023, 1, 1), None)),
    ]
    undo_merge(merge=merge, by=coordinator)
    assert everything() == before


def test_a_status_cut_in_two_keeps_its_groups_in_both_parts(coordinator: User) -> None:
    one, two = make_enterprise("Рука"), make_enterprise("Рука доо")
    serve(two, "roma", "under-30")
    record_fact(
        LegalStatus, enterprise=one, since=date(2024, 1, 1), until=date(2025, 1, 1), status="preparing"
    )
    before = everything()
    merge = merge_enterprises(survivor=one, duplicate=two, by=coordinator)
    groups = [
        sorted(served.group.code for served in status.served_groups.all())
        for status in LegalStatus.objects.filter(enterprise=one).order_by("valid")
    ]
    assert groups == [["roma", "under-30"], [], ["roma", "under-30"]]
    undo_merge(merge=merge, by=coordinator)
    assert everything() == before


def test_chosen_values_come_from_the_duplicate_and_the_notes_of_both_stay(coordinator: User) -> None:
    one = make_enterprise("Рука", registration_number="11111111", internal_note="прва")
    two = make_enterprise("Рука ручи", name_en="Hand", registration_number="22222222", internal_note="друга")
    merge_enterprises(survivor=one, duplicate=two, take=["name_sr", "registration_number"], by=coordinator)
    one.refresh_from_db()
    assert (one.name_sr, one.name_en, one.registration_number, one.internal_note, one.comparable_name) == (
        "Рука ручи",
        "Hand",
        "22222222",
        "прва\n\nдруга",
        "ruka ruci",
    )


def test_people_are_merged_with_their_memberships_and_logins(coordinator: User, stranger: User) -> None:
    enterprise = make_enterprise()
    one, two = make_person("Рада Радић", phone=""), make_person("Rada Radić", email="rada@example.org")
    add_member(person=one, enterprise=enterprise, role=MemberRole.CONTACT)
    add_member(person=two, enterprise=enterprise, role=MemberRole.CONTACT, may_edit=True)
    for person in (one, two):
        connect_login(user=stranger, person=person, by=coordinator)
    Entrepreneur.objects.filter(pk=one.pk).update(stage="aspiring")
    Entrepreneur.objects.filter(pk=two.pk).update(created_at="2020-01-01T00:00Z")
    before = everything()
    merge = merge_entrepreneurs(survivor=one, duplicate=two, by=coordinator)
    one.refresh_from_db()
    assert (one.name, one.phone, one.email, one.stage, one.created_at.year) == (
        "Рада Радић",
        "+38137123456",
        "rada@example.org",
        "existing",
        2020,
    )
    assert list(Membership.objects.values_list("person", "may_edit")) == [(one.pk, True)]
    assert list(PersonLogin.objects.values_list("person", "user")) == [(one.pk, stranger.pk)]
    assert list(Entrepreneur.objects.listed()) == [one]
    undo_merge(merge=merge, by=coordinator)
    assert everything() == before


def test_what_makes_life_harder_is_never_mixed(coordinator: User) -> None:
    ConsentText.objects.get_or_create(
        purpose=Purpose.VULNERABILITY, version=date(2026, 1, 1), defaults={"text_sr": "Пристајем."}
    )
    one, two = make_person(), make_person()
    group = VulnerableGroup.objects.in_use().first()
    assert group is not None
    record_vulnerability(person=two, groups=[group], how=ConsentWay.PAPER, by=coordinator)
    before = everything()
    merge = merge_entrepreneurs(survivor=one, duplicate=two, by=coordinator)
    assert Vulnerability.objects.get(person=one).groups == [group.code]
    assert "groups_json" not in json.dumps(merge.moves)
    undo_merge(merge=merge, by=coordinator)
    assert everything() == before
    record_vulnerability(person=one, groups=[group], how=ConsentWay.PAPER, by=coordinator)
    with pytest.raises(MergeRefused, match="For both records it is noted what makes life harder"):
        merge_entrepreneurs(survivor=one, duplicate=two, by=coordinator)
    assert Vulnerability.objects.count() == 2


def test_what_was_entered_since_stays_and_a_change_of_the_same_field_forbids_the_undoing(
    coordinator: User,
) -> None:
    one, two = full_pair(coordinator)
    merge = merge_enterprises(survivor=one, duplicate=two, by=coordinator)
    later = offer(one, "Пекмез")
    Enterprise.objects.filter(pk=one.pk).update(description_sr="Ново.")
    moved = Channel.objects.get(phone="+38137222222")
    Channel.objects.filter(pk=moved.pk).update(note_sr="ујутру")
    Enterprise.objects.filter(pk=one.pk).update(tax_number="100000032")
    with pytest.raises(MergeRefused) as refused:
        undo_merge(merge=merge, by=coordinator)
    assert str(refused.value) == (
        "This merge cannot be undone any more: “tax number (PIB)” of the record “enterprise” "
        f"no. {one.pk} was changed since."
    )
    assert Enterprise.objects.get(pk=two.pk).merged_into_id == one.pk
    Enterprise.objects.filter(pk=one.pk).update(tax_number="100000024")
    undo_merge(merge=merge, by=coordinator)
    later.refresh_from_db()
    moved.refresh_from_db()
    assert (later.enterprise, moved.enterprise, moved.note_sr) == (one, two, "ујутру")
    assert Enterprise.objects.get(pk=one.pk).description_sr == "Ново."


def test_a_message_that_was_forgotten_since_does_not_forbid_it(coordinator: User) -> None:
    one, two = make_enterprise("Рука"), make_enterprise("Рука доо")
    kept, gone = (report(two, text) for text in ("kept", "gone"))
    merge = merge_enterprises(survivor=one, duplicate=two, by=coordinator)
    gone.delete()
    undo_merge(merge=merge, by=coordinator)
    kept.refresh_from_db()
    assert kept.enterprise == two


def report(enterprise: Enterprise, text: str) -> ErrorReport:
    return report_error(
        enterprise=enterprise, kind="words", text=text, email="", language="sr", submission=uuid.uuid4()
    )


def test_a_merge_can_be_undone_for_half_a_year_and_then_holds_nothing_of_the_records(
    coordinator: User,
) -> None:
    now = datetime(2026, 1, 10, 9, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        one, two = make_person("Рада Радић", email="rada@example.org"), make_person("Рада Радић", phone="")
        merge = merge_entrepreneurs(survivor=two, duplicate=one, by=coordinator)
        undone = merge_entrepreneurs(survivor=make_person(), duplicate=make_person(), by=coordinator)
        undo_merge(merge=undone, by=coordinator)
    with time_machine.travel(now + timedelta(days=182) - timedelta(minutes=1), tick=False):
        assert forget_old_moves() == 1
        assert "rada@example.org" in json.dumps(Merge.objects.get(pk=merge.pk).moves)
    with time_machine.travel(now + timedelta(days=182, minutes=1), tick=False):
        assert forget_old_moves() == 1
    assert list(Merge.objects.values_list("moves", flat=True)) == [[], []]
    with pytest.raises(MergeRefused) as refused:
        undo_merge(merge=merge, by=coordinator)
    assert "erased after half a year" in str(refused.value)


def test_a_row_that_is_gone_forbids_the_undoing(coordinator: User) -> None:
    one, two = full_pair(coordinator)
    merge = merge_enterprises(survivor=one, duplicate=two, by=coordinator)
    gone = WebLink.objects.get(url="https://druga.example.org/")
    number = gone.pk
    gone.delete()
    with pytest.raises(MergeRefused) as refused:
        undo_merge(merge=merge, by=coordinator)
    assert (
        str(refused.value) == f"This merge cannot be undone any more: the record “link” no. {number} is gone."
    )


def test_a_number_given_to_another_since_forbids_the_undoing_in_its_own_words(coordinator: User) -> None:
    one, two = (
        make_enterprise("Рука", registration_number="11111111"),
        make_enterprise("Рука", registration_number="22222222"),
    )
    merge = merge_enterprises(survivor=one, duplicate=two, by=coordinator)
    make_enterprise("Трећа", registration_number="22222222")
    with pytest.raises(MergeRefused) as refused:
        undo_merge(merge=merge, by=coordinator)
    assert str(refused.value) == (
        "The records do not fit together: Another enterprise has this registration number."
    )
    assert Merge.objects.get().undone_at is None


def test_merges_are_undone_last_first(coordinator: User) -> None:
    first, second, third = (make_enterprise(f"Рука {number}") for number in range(3))
    before = everything()
    one = merge_enterprises(survivor=second, duplicate=first, by=coordinator)
    two = merge_enterprises(survivor=third, duplicate=second, by=coordinator)
    first.refresh_from_db()
    assert first.merged_into == third
    with pytest.raises(MergeRefused, match="First undo that merge"):
        undo_merge(merge=one, by=coordinator)
    undo_merge(merge=two, by=coordinator)
    undo_merge(merge=one, by=coordinator)
    assert everything() == before


def test_a_record_is_merged_once_and_never_into_itself(coordinator: User) -> None:
    one, two, three = (make_enterprise(f"Рука {number}") for number in range(3))
    with pytest.raises(MergeRefused, match="Choose two different records"):
        merge_enterprises(survivor=one, duplicate=one, by=coordinator)
    merge_enterprises(survivor=one, duplicate=two, by=coordinator)
    for survivor, duplicate in ((three, two), (two, three), (two, one)):
        with pytest.raises(MergeRefused, match="was merged already"):
            merge_enterprises(survivor=survivor, duplicate=duplicate, by=coordinator)
    with pytest.raises(ValueError, match="There is no choice slug"):
        merge_enterprises(survivor=one, duplicate=three, take=["slug"], by=coordinator)
    assert Merge.objects.count() == 1


def test_the_history_tells_that_it_was_a_merge_and_is_not_rewritten(coordinator: User) -> None:
    one, two = make_enterprise("Рука"), make_enterprise("Рука доо")
    offer(two, "Ајвар")
    events: Any = apps.get_model("entrepreneurs", "ProductEvent").objects.order_by("pgh_id")
    merge_enterprises(survivor=one, duplicate=two, by=coordinator)
    assert list(events.values_list("pgh_label", "enterprise", "pgh_context__metadata")) == [
        ("insert", two.pk, None),
        ("update", one.pk, {"verb": "merge"}),
    ]


def test_consents_are_kept_once_and_what_rested_on_them_rests_on_the_one_that_stays(
    coordinator: User,
) -> None:
    one, two = make_person(), make_person()
    enterprise = make_enterprise()
    kept, other = (
        give_consent(person=person, purpose=Purpose.PUBLICATION, how=ConsentWay.PAPER, enterprise=enterprise)
        for person in (one, two)
    )
    publish(enterprise=enterprise, consent=other)
    before = everything()
    merge = merge_entrepreneurs(survivor=one, duplicate=two, by=coordinator)
    enterprise.refresh_from_db()
    assert (list(Consent.objects.all()), enterprise.publication_consent) == ([kept], kept)
    undo_merge(merge=merge, by=coordinator)
    assert everything() == before


def test_a_seat_moves_with_its_settlement(coordinator: User) -> None:
    one, two = make_enterprise("Рука"), make_enterprise("Рука доо")
    record_fact(Seat, enterprise=two, since=None, settlement=place("Читлук"), street_sr="Главна 1")
    merge_enterprises(survivor=one, duplicate=two, by=coordinator)
    assert [(seat.settlement.name_sr, seat.street_sr) for seat in Seat.objects.filter(enterprise=one)] == [
        ("Читлук", "Главна 1")
    ]
