"""The verbs of the registry: what they keep, what they refuse, and who is let through."""

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from stdnum.rs import pib

from center.models import User
from entrepreneurs.choices import ConsentWay, LegalForm, MemberRole, Purpose, StatusKind
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import (
    ActivityCode,
    Channel,
    Consent,
    Enterprise,
    LegalStatus,
    Membership,
    RegisteredForm,
    Settlement,
    Vulnerability,
    VulnerableGroup,
)
from entrepreneurs.services import (
    add_enterprise,
    add_member,
    change_slug,
    connect_login,
    end_membership,
    enterprises,
    give_consent,
    publish,
    record_fact,
    record_vulnerability,
    withdraw_consent,
)
from tests.entrepreneurs.factories import make_enterprise, make_person, published, reach, today

pytestmark = pytest.mark.django_db


def test_the_lists_of_the_office_are_there_from_the_start() -> None:
    assert Settlement.objects.count() == 99
    assert str(Settlement.objects.get(cadastral_unit="720488")) == "Бела Вода (Крушевац)"
    assert VulnerableGroup.objects.in_use().count() == 10
    codes = ActivityCode.objects.values_list("parent__code", "parent__parent__code")
    assert codes.get(code="1039") == ("10", "C")


def test_a_name_that_a_colleague_adds_at_the_same_moment_makes_another_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    free = enterprises.free_slug
    slugs: list[str] = []

    def slow(name: str) -> str:
        """Let the colleague save between the look at what is free and the save."""
        slug = free(name)
        if not slugs:
            slugs.append(slug)
            slugs.append(add_enterprise(name_sr="Пчела").slug)
        return slug

    monkeypatch.setattr(enterprises, "free_slug", slow)
    slugs.append(add_enterprise(name_sr="Пчела").slug)
    assert slugs == ["pcela", "pcela", "pcela-2"]


def test_a_name_in_latin_is_kept_in_cyrillic_and_makes_an_address_of_its_own() -> None:
    one = add_enterprise(name_sr="Đurđevak i sinovi")
    two = add_enterprise(name_sr="Ђурђевак и синови")
    assert (one.name_sr, one.slug, two.slug) == (
        "Ђурђевак и синови",
        "djurdjevak-i-sinovi",
        "djurdjevak-i-sinovi-2",
    )


def test_a_word_that_is_an_address_of_the_portal_is_no_short_name() -> None:
    assert add_enterprise(name_sr="Compare").slug == "compare-2"
    with pytest.raises(ValidationError) as refused:
        add_enterprise(name_sr="Било шта", slug="statistics")
    assert refused.value.message_dict == {
        "__all__": ["Ова реч је већ адреса на порталу. Изаберите друго кратко име."]
    }


def test_an_earlier_address_leads_to_the_enterprise_and_to_no_other() -> None:
    one, two = make_enterprise("Јабука"), make_enterprise("Крушка")
    change_slug(enterprise=one, slug="zlatna-jabuka")
    assert [former.slug for former in one.former_slugs.all()] == ["jabuka"]
    with pytest.raises(ValidationError):
        change_slug(enterprise=two, slug="jabuka")
    # It may have its own old address back.
    assert change_slug(enterprise=one, slug="jabuka").slug == "jabuka"
    assert [former.slug for former in one.former_slugs.all()] == ["zlatna-jabuka"]


@given(st.text("0123456789", min_size=7, max_size=11))
def test_the_database_and_the_form_agree_on_every_tax_number(number: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rs_pib_is_valid(%s)", [number])
        assert cursor.fetchone() == (pib.is_valid(number),)


def test_a_tax_number_with_a_wrong_check_digit_is_refused_twice() -> None:
    assert make_enterprise(tax_number="101134702").tax_number == "101134702"
    with pytest.raises(ValidationError):
        make_enterprise(tax_number="101134703")
    with pytest.raises(IntegrityError), transaction.atomic():
        Enterprise.objects.update(tax_number="101134703")


def test_what_changes_in_the_world_ends_one_fact_and_begins_another() -> None:
    enterprise = make_enterprise()
    record_fact(RegisteredForm, enterprise=enterprise, since=None, form=LegalForm.ASSOCIATION)
    record_fact(RegisteredForm, enterprise=enterprise, since=date(2024, 5, 1), form=LegalForm.LIMITED)
    forms = [(fact.form, fact.valid) for fact in enterprise.registeredform_facts.all()]
    assert forms == [
        ("association", DateRange(None, date(2024, 5, 1))),
        ("limited", DateRange(date(2024, 5, 1), None)),
    ]
    before = Enterprise.objects.with_facts_on(date(2024, 4, 30)).get()
    after = Enterprise.objects.with_facts_on(date(2024, 5, 1)).get()
    assert [fact.form for fact in before.current_registeredform] == ["association"]
    assert [fact.form for fact in after.current_registeredform] == ["limited"]


def test_two_facts_of_a_kind_never_hold_on_the_same_day() -> None:
    enterprise = make_enterprise()
    record_fact(RegisteredForm, enterprise=enterprise, since=date(2024, 5, 1), form=LegalForm.LIMITED)
    with pytest.raises(ValidationError) as refused:
        record_fact(RegisteredForm, enterprise=enterprise, since=date(2023, 1, 1), form=LegalForm.ASSOCIATION)
    assert refused.value.messages == ["Ови дани се преклапају с другим редом исте врсте."]
    with pytest.raises(IntegrityError), transaction.atomic():
        RegisteredForm.objects.create(
            enterprise=enterprise, valid=DateRange(date(2023, 1, 1), None), form=LegalForm.ASSOCIATION
        )


def test_a_registered_status_carries_its_decision_and_who_checked_it(coordinator: User) -> None:
    enterprise = make_enterprise()
    with pytest.raises(ValidationError):
        record_fact(LegalStatus, enterprise=enterprise, since=date(2024, 1, 1), status=StatusKind.REGISTERED)
    fact = record_fact(
        LegalStatus,
        enterprise=enterprise,
        since=date(2024, 1, 1),
        status=StatusKind.REGISTERED,
        decided_on=date(2023, 12, 20),
        decision_number="БД 1/2023",
        checked_on=today(),
        checked_by=coordinator,
    )
    assert fact.get_status_display() == "Регистровано социјално предузеће"


def test_only_a_consent_in_force_and_one_sentence_put_an_enterprise_into_the_directory() -> None:
    enterprise = make_enterprise(summary_sr="")
    with pytest.raises(ChangeRefused):
        publish(enterprise=enterprise)
    person = make_person()
    give_consent(person=person, purpose=Purpose.PUBLICATION, how=ConsentWay.PAPER, enterprise=enterprise)
    with pytest.raises(ChangeRefused):
        publish(enterprise=enterprise)
    Enterprise.objects.update(summary_sr="Правимо мед.")
    assert publish(enterprise=enterprise).state == "published"
    assert list(Enterprise.objects.published()) == [enterprise]
    with pytest.raises(IntegrityError), transaction.atomic():
        Enterprise.objects.update(publication_consent=None)


def test_withdrawing_a_consent_takes_everything_that_rests_on_it_off_the_public_pages() -> None:
    enterprise = published()
    channel = reach(enterprise, phone="+38137123456")
    member = enterprise.memberships.get()
    Membership.objects.update(publication_consent=enterprise.publication_consent)
    assert (list(Channel.objects.shown()), list(Membership.objects.shown())) == ([channel], [member])
    consent = enterprise.publication_consent
    assert consent is not None
    withdraw_consent(consent=consent)
    withdraw_consent(consent=consent)
    enterprise.refresh_from_db()
    assert (enterprise.state, enterprise.publication_consent) == ("draft", None)
    assert (list(Channel.objects.shown()), list(Membership.objects.shown())) == ([], [])
    assert Consent.objects.in_force().count() == 0


def test_hardship_rests_encrypted_and_goes_with_its_consent(advisor_user: User) -> None:
    person = make_person()
    groups = list(VulnerableGroup.objects.filter(code__in=["roma", "over-50"]))
    record_vulnerability(person=person, groups=groups, how=ConsentWay.PAPER, by=advisor_user)
    row = Vulnerability.objects.get()
    assert row.groups == ["over-50", "roma"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT groups_json FROM entrepreneurs_vulnerability")
        assert "roma" not in cursor.fetchone()[0]
        cursor.execute("SELECT * FROM entrepreneurs_vulnerabilityevent")
        assert "roma" not in repr(cursor.fetchall())
        assert [column.name for column in cursor.description if column.name == "groups_json"] == []
    withdraw_consent(consent=row.consent)
    assert Vulnerability.objects.count() == 0


def test_the_phone_and_the_address_of_who_left_are_no_longer_the_way_to_an_enterprise() -> None:
    shown = published("Пчела")
    person = make_person("Мила")
    founder = add_member(person=person, enterprise=shown, role=MemberRole.FOUNDER)
    employee = add_member(person=person, enterprise=shown, role=MemberRole.EMPLOYEE)
    reach(shown, phone="+38137123456", person=person)
    reach(shown, email="mila@example.org", person=person, receives_messages=True)
    reach(shown, phone="+38137654321")
    end_membership(membership=employee)
    assert Channel.objects.shown().count() == 3
    end_membership(membership=founder)
    assert [channel.phone for channel in Channel.objects.shown()] == ["+38137654321"]
    assert not Channel.objects.filter(receives_messages=True).exists()


def test_a_login_edits_through_its_persons_until_they_leave(coordinator: User) -> None:
    enterprise, other = make_enterprise(), make_enterprise()
    person = make_person()
    user = User.objects.create_user("rada@example.org", "x" * 12, name="Рада")
    member = add_member(person=person, enterprise=enterprise, role=MemberRole.FOUNDER, may_edit=True)
    add_member(person=person, enterprise=other, role=MemberRole.EMPLOYEE)
    assert list(Enterprise.objects.editable_by(user)) == []
    connect_login(user=user, person=person, by=coordinator)
    assert list(Enterprise.objects.editable_by(user)) == [enterprise]
    end_membership(membership=member)
    assert list(Enterprise.objects.editable_by(user)) == []
    person.refresh_from_db()
    assert person.stage == "existing"


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_who_record_the_same_consent_at_once_record_it_once() -> None:
    enterprise, person = make_enterprise(), make_person()
    start, made = threading.Barrier(2), []

    def give() -> None:
        try:
            start.wait()
            consent = give_consent(
                person=person, purpose=Purpose.PUBLICATION, how=ConsentWay.PHONE, enterprise=enterprise
            )
            made.append(consent.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=give) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), len(set(made)), Consent.objects.count()) == (2, 1, 1)


def test_a_consent_is_not_given_in_the_future() -> None:
    later: Any = timezone.now() + timedelta(minutes=1)
    with pytest.raises(ValidationError):
        give_consent(person=make_person(), purpose=Purpose.SMS, how=ConsentWay.WEB, given_at=later)
