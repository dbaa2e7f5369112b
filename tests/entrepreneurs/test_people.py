"""People are kept apart: neither phone nor e-mail says who somebody is."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from center.models import User
from entrepreneurs.models import Entrepreneur
from entrepreneurs.services import add_person

pytestmark = pytest.mark.django_db


def test_a_person_is_kept_with_the_phone_in_one_form_and_who_typed_it(advisor_user: User) -> None:
    person = add_person(
        name=" Рада ", phone="(037) 123.456", email="rada@example.org", language="en", by=advisor_user
    )
    person.refresh_from_db()
    assert (person.name, person.phone, person.email, person.language, person.added_by) == (
        "Рада",
        "+38137123456",
        "rada@example.org",
        "en",
        advisor_user,
    )


def test_a_family_may_share_a_phone_and_an_email() -> None:
    one = add_person(name="Рада", phone="037 123456", email="dom@example.org", language="sr")
    two = add_person(name="Мира", phone="037/123-456", email="dom@example.org", language="sr")
    assert set(Entrepreneur.objects.reached_by(phone="+38137123456")) == {one, two}
    assert set(Entrepreneur.objects.reached_by(email="DOM@example.org")) == {one, two}
    assert set(Entrepreneur.objects.reached_by()) == set()


def test_a_person_may_have_no_contact_but_has_a_name() -> None:
    assert add_person(name="Рада", language="sr").pk
    with pytest.raises(ValidationError) as refused:
        add_person(name=" ", language="sr")
    assert list(refused.value.message_dict) == ["name"]


@pytest.mark.each
@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("entrepreneur_phone_form", {"phone": "037 123456"}),
        ("entrepreneur_language_is_known", {"language": "de"}),
        ("entrepreneur_has_name", {"name": ""}),
    ],
)
def test_the_database_refuses(name: str, change: dict[str, str]) -> None:
    person = add_person(name="Рада", language="sr")
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Entrepreneur.objects.filter(pk=person.pk).update(**change)
    assert f'"{name}"' in str(refused.value)


def test_every_change_leaves_a_row_of_history() -> None:
    person = add_person(name="Рада", language="sr")
    Entrepreneur.objects.update(name="Радмила")
    history = (
        apps.get_model("entrepreneurs", "EntrepreneurEvent")
        .objects.order_by("pgh_id")
        .values_list("pgh_label", "name")
    )
    assert (person.name, list(history)) == ("Рада", [("insert", "Рада"), ("update", "Радмила")])
