"""Who edits an enterprise, and whether it is in the directory."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client

from center.models import StoredMail, User
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import ClaimRequest, Consent, Enterprise, Membership
from entrepreneurs.services import claim_decisions, editors
from tests.entrepreneurs.claims import mailed_code, make_editor
from tests.entrepreneurs.factories import make_enterprise, published
from tests.entrepreneurs.test_claims import answers, at_once, token_of

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def membership_of(user: User) -> Membership:
    return Membership.objects.get(person__logins__user=user)


def invite(client: Client, enterprise: Enterprise) -> str:
    client.post(
        f"/sr/account/enterprises/{enterprise.slug}/editors/", {"email": "nova@example.org", "language": "en"}
    )
    mail = StoredMail.objects.get(kind="entrepreneurs/editor_invited")
    url = urlsplit(next(line for line in mail.body_text.splitlines() if "?invited=" in line))
    return f"{url.path}?{url.query}"


def test_an_invited_colleague_confirms_by_code_and_then_staff_decide(
    as_user: AsUser, coordinator: User
) -> None:
    # Also of an enterprise that nobody sees yet.
    enterprise = make_enterprise("Пчела")
    editor = make_editor(enterprise)
    link, client = invite(as_user(editor), enterprise), Client()
    assert client.get(link).status_code == 200
    page = client.post(link, answers(email="nova@example.org"))
    code = {"token": token_of(page.content.decode()), "code": mailed_code("nova@example.org")}
    assert client.post("/en/enterprises/add/code/", code).status_code == 302
    claim = ClaimRequest.objects.get()
    assert (claim.enterprise, claim.invited_by) == (enterprise, editor)
    claim_decisions.approve_claim(claim=claim, by=coordinator)
    user = User.objects.get(email="nova@example.org")
    assert list(Enterprise.objects.editable_by(user)) == [enterprise]


def test_an_invitation_ends_with_the_editing_of_who_sent_it_and_after_two_weeks(as_user: AsUser) -> None:
    enterprise = make_enterprise("Пчела")
    editor, other = make_editor(enterprise), make_editor(enterprise, "other@example.org")
    link = invite(as_user(editor), enterprise)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=15), tick=False):
        assert Client().get(link).status_code == 404
    editors.end_editing(membership=membership_of(editor), by=other)
    assert Client().get(link).status_code == 404


def test_the_last_editor_is_asked_to_name_another_one_first(as_user: AsUser) -> None:
    enterprise = published("Пчела")
    editor = make_editor(enterprise)
    member = membership_of(editor)
    with pytest.raises(ChangeRefused):
        editors.end_editing(membership=member, by=editor)
    path = f"/en/account/enterprises/{enterprise.slug}/editors/{member.pk}/end/"
    client = as_user(editor)
    assert "This is the last editor." in client.get(path).content.decode()
    assert client.post(path, {"last": "1"}).status_code == 302
    assert client.get(path).status_code == 404
    member.refresh_from_db()
    # The person still belongs to the enterprise.
    assert (member.may_edit, member.ended_on) == (False, None)


def test_only_an_editor_of_the_same_enterprise_ends_anything(stranger: User) -> None:
    enterprise, elsewhere = published("Пчела"), published("Дуња")
    member = membership_of(make_editor(enterprise))
    other = make_editor(elsewhere, "other@example.org")
    for user in (stranger, other):
        with pytest.raises(PermissionDenied):
            editors.end_editing(membership=member, by=user)


def test_the_desk_shows_published_enterprises_without_an_editor(as_user: AsUser, coordinator: User) -> None:
    enterprise = published("Пчела")
    desk = as_user(coordinator).get("/admin/").content.decode()
    assert "desk-orphans" in desk
    make_editor(enterprise)
    assert "desk-orphans" not in as_user(coordinator).get("/admin/").content.decode()


def test_an_enterprise_leaves_the_directory_by_one_button_and_comes_back_by_another(as_user: AsUser) -> None:
    enterprise = published("Пчела")
    client = as_user(make_editor(enterprise))
    path = f"/sr/account/enterprises/{enterprise.slug}/directory/"
    for _ in range(2):
        client.post(path, {"leave": "1"})
    enterprise.refresh_from_db()
    assert (enterprise.state, Consent.objects.in_force().count()) == ("draft", 0)
    for _ in range(2):
        client.post(path, {"agree": "1"})
    given = [(each.given_how, each.enterprise) for each in Consent.objects.in_force()]
    assert given == [("web", enterprise)]
    assert Enterprise.objects.published().count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_last_editors_who_end_one_another_at_once_leave_one() -> None:
    enterprise = published("Пчела")
    one, two = make_editor(enterprise, "one@example.org"), make_editor(enterprise, "two@example.org")
    outcomes = at_once(
        lambda: editors.end_editing(membership=membership_of(two), by=one).may_edit,
        lambda: editors.end_editing(membership=membership_of(one), by=two).may_edit,
    )
    assert [each for each in outcomes if each is False] == [False]
    assert enterprise.memberships.filter(may_edit=True).count() == 1
