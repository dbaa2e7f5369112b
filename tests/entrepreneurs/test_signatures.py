"""Enterprises sign initiatives: who may, once, until when, and what stays of a signature that was submitted."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from center.base.personal_data import Subject
from center.base.personal_data.erasing import erase_rows
from center.choices.advocacy import StepKind
from center.models import AdvocacyInitiative, Office, User
from center.services.advocacy import take_back_step
from entrepreneurs.choices import MemberRole
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import Enterprise, Entrepreneur, InitiativeSignature
from entrepreneurs.services import add_member, connect_login, merge_enterprises
from entrepreneurs.services.signatures import (
    link_signer,
    name_signature,
    sign,
    sign_on_paper,
    withdraw_signature,
)
from tests.center.advocacy.factories import days_ago, step
from tests.center.advocacy.factories import published as initiative_of
from tests.entrepreneurs.factories import make_enterprise, make_person, published
from tests.marks import seldom
from tests.threads import at_the_same_time

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
PAGE = "/sr/account/initiatives/"


class Editor:
    """A person with a login who edits a published enterprise."""

    def __init__(self, name: str, by: User, **enterprise: Any) -> None:
        self.enterprise: Enterprise = published(f"Предузеће {name}", **enterprise)
        self.person: Entrepreneur = make_person(name)
        number = User.objects.count()
        self.user = User.objects.create_user(f"editor{number}@example.org", "x" * 12, name=name)
        self.joins(self.enterprise)
        connect_login(user=self.user, person=self.person, by=by)

    def joins(self, enterprise: Enterprise) -> None:
        add_member(person=self.person, enterprise=enterprise, role=MemberRole.FOUNDER, may_edit=True)

    def signs(self, initiative: AdvocacyInitiative) -> InitiativeSignature:
        return sign(initiative=initiative, enterprise=self.enterprise, person=self.person, by=self.user)


@pytest.fixture
def rada(coordinator: User) -> Editor:
    return Editor("Рада", coordinator)


@pytest.fixture
def initiative(coordinator: User) -> AdvocacyInitiative:
    return initiative_of(coordinator, (StepKind.SIGNING, 9))


def _submit(initiative: AdvocacyInitiative, by: User) -> None:
    step(initiative, StepKind.SUBMITTED, 0, by)


@pytest.mark.django_db(transaction=True)
def test_two_editors_at_once_give_one_signature(coordinator: User) -> None:
    first, second = Editor("Рада", coordinator), Editor("Мира", coordinator)
    second.joins(first.enterprise)
    second.enterprise = first.enterprise
    initiative = initiative_of(coordinator, (StepKind.SIGNING, 9))
    outcomes = at_the_same_time(
        [lambda: first.signs(initiative), lambda: second.signs(initiative), lambda: first.signs(initiative)]
    )
    assert [each.pk for each in outcomes] == [InitiativeSignature.objects.get().pk] * 3


@pytest.mark.django_db(transaction=True)
def test_who_signs_while_it_is_submitted_is_among_the_signatures_or_told_that_it_is_over(
    coordinator: User,
) -> None:
    editors = [Editor(name, coordinator) for name in ("Рада", "Мира", "Ана")]
    initiative = initiative_of(coordinator, (StepKind.SIGNING, 9))
    outcomes = at_the_same_time(
        [
            *((lambda editor=editor: editor.signs(initiative)) for editor in editors),
            lambda: _submit(initiative, coordinator),
        ]
    )
    signed = [each for each in outcomes[:3] if isinstance(each, InitiativeSignature)]
    refused = [each for each in outcomes[:3] if isinstance(each, ChangeRefused)]
    assert (len(signed) + len(refused), outcomes[3]) == (3, None)
    assert InitiativeSignature.objects.standing().count() == len(signed)


def test_an_editor_signs_from_the_account_and_takes_it_back(
    rada: Editor, initiative: AdvocacyInitiative, as_user: SignIn, client: Client, office: Office
) -> None:
    own = as_user(rada.user)
    form = {"enterprise": rada.enterprise.pk}
    own.post(f"{PAGE}{initiative.slug}/sign/", form)
    own.post(f"{PAGE}{initiative.slug}/sign/", form)
    row = InitiativeSignature.objects.get()
    assert (row.name_sr, row.signed_for, row.person, row.way) == (
        "Предузеће Рада",
        "Рада",
        rada.person,
        "account",
    )
    public = client.get(f"/sr/advocacy/{initiative.slug}/").content.decode()
    assert ("Потписало: 1 предузеће" in public, ">Рада<" in public) == (True, False)
    own.post(f"{PAGE}{initiative.slug}/withdraw/", form)
    row.refresh_from_db()
    assert row.withdrawn_at is not None
    own.post(f"{PAGE}{initiative.slug}/sign/", form)
    assert InitiativeSignature.objects.standing().count() == 1


def test_nobody_signs_for_an_enterprise_of_others(
    rada: Editor, initiative: AdvocacyInitiative, as_user: SignIn, coordinator: User, stranger: User
) -> None:
    other = Editor("Мира", coordinator)
    answers = [
        as_user(user).post(f"{PAGE}{initiative.slug}/sign/", {"enterprise": rada.enterprise.pk}).status_code
        for user in (other.user, stranger, coordinator)
    ]
    assert (answers, InitiativeSignature.objects.count()) == ([404, 403, 403], 0)
    with pytest.raises(ChangeRefused, match="само они који уређују"):
        sign(initiative=initiative, enterprise=rada.enterprise, person=other.person, by=other.user)


def test_signing_ends_with_its_last_day_and_with_the_submission(
    rada: Editor, initiative: AdvocacyInitiative, coordinator: User
) -> None:
    AdvocacyInitiative.objects.filter(pk=initiative.pk).update(signs_until=days_ago(1))
    with pytest.raises(ChangeRefused, match="није отворена"):
        rada.signs(initiative)
    AdvocacyInitiative.objects.filter(pk=initiative.pk).update(signs_until=timezone.localdate())
    rada.signs(initiative)
    _submit(initiative, coordinator)
    with pytest.raises(ChangeRefused, match="није отворена"):
        Editor("Мира", coordinator).signs(initiative)


@pytest.mark.usefixtures("office")
def test_a_submitted_signature_stays_counted_and_its_name_may_go(
    rada: Editor,
    initiative: AdvocacyInitiative,
    coordinator: User,
    as_user: SignIn,
    client: Client,
) -> None:
    signature = rada.signs(initiative)
    _submit(initiative, coordinator)
    with pytest.raises(ChangeRefused, match="онако како су предати"):
        withdraw_signature(signature=signature)
    as_user(rada.user).post(f"{PAGE}{initiative.slug}/name/", {"enterprise": rada.enterprise.pk})
    page = client.get(f"/sr/advocacy/{initiative.slug}/").content.decode()
    assert ("Потписало: 1 предузеће" in page, "Предузеће Рада" in page) == (True, False)
    as_user(rada.user).post(
        f"{PAGE}{initiative.slug}/name/", {"enterprise": rada.enterprise.pk, "shown": "1"}
    )
    assert "Предузеће Рада" in client.get(f"/sr/advocacy/{initiative.slug}/").content.decode()


def test_a_name_is_not_hidden_while_the_signature_can_be_withdrawn(
    rada: Editor, initiative: AdvocacyInitiative
) -> None:
    with pytest.raises(ChangeRefused, match="повуците потпис"):
        name_signature(signature=rada.signs(initiative), shown=False)


def test_the_database_takes_no_signature_out_of_time(
    rada: Editor, initiative: AdvocacyInitiative, coordinator: User
) -> None:
    signature = rada.signs(initiative)
    _submit(initiative, coordinator)
    with pytest.raises(IntegrityError, match="initiative_signed_while_open"), transaction.atomic():
        InitiativeSignature.objects.filter(pk=signature.pk).update(withdrawn_at=timezone.now())
    with pytest.raises(IntegrityError, match="initiative_signed_while_open"), transaction.atomic():
        InitiativeSignature.objects.create(
            initiative=initiative,
            enterprise=make_enterprise(),
            wording=signature.wording,
            name_sr="Касно",
            way="account",
            signed_on=timezone.localdate(),
        )
    take_back_step(initiative=initiative)
    InitiativeSignature.objects.filter(pk=signature.pk).update(withdrawn_at=timezone.now())


def test_an_enterprise_is_called_as_it_was_when_it_signed(
    rada: Editor, initiative: AdvocacyInitiative, client: Client, office: Office
) -> None:
    rada.signs(initiative)
    Enterprise.objects.filter(pk=rada.enterprise.pk).update(name_sr="Ново име")
    page = client.get(f"/sr/advocacy/{initiative.slug}/").content.decode()
    assert ("Предузеће Рада" in page, "Ново име" in page) == (True, False)


def test_an_enterprise_outside_of_the_directory_counts_and_is_not_named(
    initiative: AdvocacyInitiative, coordinator: User, client: Client, office: Office
) -> None:
    hidden = make_enterprise("Још није јавно")
    sign_on_paper(
        initiative=initiative, enterprise=hidden, signed_for="Ана Анић", signed_on=days_ago(1), by=coordinator
    )
    page = client.get(f"/sr/advocacy/{initiative.slug}/").content.decode()
    assert ("Још 1 предузеће није јавно наведено." in page, "Још није јавно<" in page) == (True, False)
    with pytest.raises(ValidationError, match="тек долази"):
        sign_on_paper(
            initiative=initiative,
            enterprise=make_enterprise(),
            signed_for="Ана Анић",
            signed_on=timezone.localdate() + timedelta(days=1),
            by=coordinator,
        )


def test_of_two_records_of_one_enterprise_that_both_signed_one_signature_stays(
    rada: Editor, initiative: AdvocacyInitiative, coordinator: User
) -> None:
    other = Editor("Мира", coordinator)
    kept, _gone = rada.signs(initiative), other.signs(initiative)
    _submit(initiative, coordinator)
    merge_enterprises(survivor=rada.enterprise, duplicate=other.enterprise, by=coordinator)
    assert list(InitiativeSignature.objects.standing()) == [kept]


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("number", [*seldom([1]), 3])
def test_the_page_of_what_can_be_signed_takes_the_same_number_of_queries(
    rada: Editor,
    coordinator: User,
    as_user: SignIn,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _each in range(number):
        rada.joins(published())
        rada.signs(initiative_of(coordinator, (StepKind.SIGNING, 9)))
        initiative_of(coordinator, (StepKind.SIGNING, 9))
    client = as_user(rada.user)
    client.get(PAGE)
    with django_assert_num_queries(10):
        client.get(PAGE)


def test_a_name_on_paper_belongs_to_the_member_who_bears_it_and_goes_with_them(
    rada: Editor, initiative: AdvocacyInitiative, coordinator: User
) -> None:
    signature = sign_on_paper(
        initiative=initiative,
        enterprise=rada.enterprise,
        signed_for="Rada",
        signed_on=days_ago(1),
        by=coordinator,
    )
    assert signature.person == rada.person
    with transaction.atomic():
        erase_rows(Subject(persons=frozenset({rada.person.pk})), purpose="test")
    signature.refresh_from_db()
    assert signature.signed_for == ""


def test_staff_say_later_who_signed_on_paper_but_only_somebody_of_the_enterprise(
    rada: Editor, initiative: AdvocacyInitiative, coordinator: User, as_user: SignIn
) -> None:
    stranger = make_person("Страна Особа")
    signature = sign_on_paper(
        initiative=initiative,
        enterprise=rada.enterprise,
        signed_for="Р. Петровић",
        signed_on=days_ago(1),
        by=coordinator,
    )
    assert signature.person is None
    with pytest.raises(ValidationError):
        link_signer(signature=signature, person=stranger)
    desk = as_user(coordinator)
    address = f"/admin/entrepreneurs/initiativesignature/{signature.pk}/do/signer/"
    assert "Страна Особа" not in desk.get(address).content.decode()
    assert desk.post(address, {"person": rada.person.pk}).status_code == 302
    signature.refresh_from_db()
    assert signature.person == rada.person
