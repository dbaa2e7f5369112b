"""Staff decide about requests on one screen."""

from collections.abc import Callable

import pytest
from django.test import Client

from center.models import User
from entrepreneurs.models import ClaimRequest, Enterprise, Entrepreneur
from tests.entrepreneurs.claims import WHO, make_claim
from tests.entrepreneurs.factories import make_enterprise, make_person

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def test_everything_to_decide_stands_on_the_page_of_the_request(coordinator: User, as_user: AsUser) -> None:
    make_person("Ружа Ристић", email=WHO.email)
    make_enterprise("Златна Дуња")
    claim = make_claim(message="Питајте Милку.")
    html = as_user(coordinator).get(f"/admin/entrepreneurs/claimrequest/{claim.pk}/change/").content.decode()
    for text in ("Правимо слатко од дуња.", "Питајте Милку.", WHO.email, "Ново предузеће", "Нова особа"):
        assert text in html
    assert html.count('type="radio"') == 4


def test_a_choice_is_asked_for_when_there_is_one_and_then_respected(
    coordinator: User, as_user: AsUser
) -> None:
    person, enterprise = make_person("Ружа Ристић", email=WHO.email), make_enterprise("Златна Дуња")
    claim, client = make_claim(), as_user(coordinator)
    path = f"/admin/entrepreneurs/claimrequest/{claim.pk}/approve/"
    client.post(path)
    assert ClaimRequest.objects.get().state == "waiting"
    client.post(path, {"person": person.pk, "enterprise": enterprise.pk})
    claim.refresh_from_db()
    assert (claim.state, claim.person, claim.enterprise) == ("approved", person, enterprise)
    assert (Entrepreneur.objects.count(), Enterprise.objects.count()) == (1, 1)


def test_a_colleague_without_the_right_cannot_approve(researcher: User, as_user: AsUser) -> None:
    claim = make_claim()
    path = f"/admin/entrepreneurs/claimrequest/{claim.pk}/approve/"
    answer = as_user(researcher).post(path, {"person": "new", "enterprise": "new"})
    assert (answer.status_code, ClaimRequest.objects.get().state) == (403, "waiting")


def test_a_number_that_the_page_did_not_offer_is_no_choice(coordinator: User, as_user: AsUser) -> None:
    stranger = make_person("Сасвим Други", phone="011 123 456")
    claim = make_claim()
    path = f"/admin/entrepreneurs/claimrequest/{claim.pk}/approve/"
    as_user(coordinator).post(path, {"person": stranger.pk, "enterprise": "new"})
    assert ClaimRequest.objects.get().state == "waiting"


@pytest.mark.long
def test_the_desk_and_the_list_take_as_many_queries_for_three_requests_as_for_one(
    coordinator: User, as_user: AsUser, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client, counts = as_user(coordinator), []
    for number in (1, 3):
        while ClaimRequest.objects.count() < number:
            make_claim()
        for path in ("/admin/", "/admin/entrepreneurs/claimrequest/"):
            with django_assert_max_num_queries(60) as captured:  # type: ignore[attr-defined]  # a context
                client.get(path)
            counts.append(len(captured))
    assert counts[:2] == counts[2:]
