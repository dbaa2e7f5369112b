"""The number of somebody else's row, put into one's own address or one's own form, opens and changes nothing."""

import uuid
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from center.base.guarded_form import new_token
from consultations.choices import CanvasPart
from entrepreneurs.models import Enterprise, JointAction, Membership
from entrepreneurs.services.board import approve_action, put_on_board
from tests.consultations.cases import make_case, make_task
from tests.consultations.plans import say, write
from tests.entrepreneurs.claims import edit
from tests.entrepreneurs.factories import offer
from tests.entrepreneurs.typed_forms import typed
from tests.trust.permissions.personas import OTHER, OWNER, World
from tests.trust.permissions.walk import read, send

pytestmark = pytest.mark.django_db


class Theirs:
    """What belongs to the other entrepreneur: the rows whose numbers the owner tries."""

    def __init__(self, world: World) -> None:
        self.user = world.users[OTHER]
        self.membership = Membership.objects.get(person__logins__user=self.user)
        self.enterprise: Enterprise = self.membership.enterprise
        self.person = self.membership.person
        self.product = offer(self.enterprise, "Сир")
        self.picture = self.enterprise.pictures.create(alt_sr="Сир", stem="theirs")
        self.proposal = edit(self.enterprise, self.user, summary_sr="Правимо сир.").proposal
        case = make_case(person=self.person)
        write(case, "Нема сира.")
        self.task = make_task(case, advisor=None)
        self.comment = say(case, part=CanvasPart.PROBLEM)
        self.entry = approve_action(
            action=put_on_board(
                kind="need",
                enterprise=self.enterprise,
                author=self.person,
                title="Тегле",
                text="Ко их има?",
                last_day=timezone.localdate(),
                submission=uuid.uuid4(),
            ),
            by=world.coordinator,
        )
        self.case = case


def addresses(world: World, theirs: Theirs) -> list[str]:
    """Return own addresses with a number that is not one's own."""
    own, case = f"/sr/account/enterprises/{world.slug}", f"/sr/account/cases/{world.case.number}"
    assert theirs.proposal is not None
    return [
        f"{own}/products/{theirs.product.pk}/",
        f"{own}/pictures/{theirs.picture.pk}/",
        f"{own}/pictures/{theirs.picture.pk}/remove/",
        f"{own}/editors/{theirs.membership.pk}/end/",
        f"{own}/changes/{theirs.proposal.pk}/withdraw/",
        f"{case}/tasks/{theirs.task.pk}/done/",
        f"{case}/plan/comments/{theirs.comment.pk}/",
        f"/sr/account/data/{theirs.person.pk}/ask/",
        f"/sr/account/data/{theirs.person.pk}/copy/",
        f"/sr/account/board/{theirs.entry.pk}/change/",
        f"/sr/account/board/{theirs.entry.pk}/close/",
        f"/sr/account/cases/{theirs.case.number}/",
        f"/sr/account/cases/{theirs.case.number}/plan/",
        f"/sr/account/enterprises/{theirs.enterprise.slug}/",
        f"/sr/account/fairs/{world.application.event.slug}/{theirs.enterprise.slug}/",
    ]


def test_a_number_of_somebody_elses_row_in_an_own_address_is_not_found(world: World) -> None:
    theirs = Theirs(world)
    client = world.client(OWNER)
    wrong = {}
    for address in addresses(world, theirs):
        opened, (sent, written) = read(client, address), send(client, address)
        # What is on the board all members see; only there a refusal tells nothing new.
        refusals = {"-", "m", "x"} if "/board/" in address else {"-", "m"}
        if not {opened, sent} <= refusals or written:
            wrong[address] = (opened, sent, written)
    assert wrong == {}


@pytest.mark.long
def test_somebody_elses_enterprise_or_person_in_an_own_form_changes_nothing(world: World) -> None:
    theirs = Theirs(world)
    client = world.client(OWNER)
    initiative = f"/sr/account/initiatives/{world.initiative.slug}"
    entry: dict[str, Any] = {
        "kind": "need",
        "title": "Кутије",
        "text": "Ко их има?",
        "last_day": timezone.localdate().isoformat(),
        "token": new_token(),
    }
    forms: list[tuple[str, dict[str, Any]]] = [
        (f"{initiative}/sign/", {"enterprise": theirs.enterprise.pk}),
        (f"{initiative}/withdraw/", {"enterprise": theirs.enterprise.pk}),
        (f"{initiative}/name/", {"enterprise": theirs.enterprise.pk, "shown": "1"}),
        (f"/sr/account/board/{theirs.entry.pk}/join/", {"enterprise": theirs.enterprise.pk}),
        (f"/sr/account/board/{theirs.entry.pk}/leave/", {"enterprise": theirs.enterprise.pk}),
        ("/sr/account/board/new/", {**entry, "enterprise": theirs.enterprise.pk}),
        ("/sr/account/data/consents/", {"person": theirs.person.pk, "consent": 1, "purpose": "statistics"}),
    ]
    assert {address: send(client, address, data)[1] for address, data in forms} == {
        address: set() for address, _data in forms
    }


@pytest.mark.long
def test_what_is_no_field_of_an_own_form_is_not_saved(world: World) -> None:
    client = world.client(OWNER)
    theirs = Theirs(world)
    forged = {
        "slug": "forged",
        "uid": str(uuid.uuid4()),
        "state": "published",
        "published_at": "2020-01-01",
        "is_demo": "on",
        "enterprise": theirs.enterprise.pk,
        "enterprise_id": theirs.enterprise.pk,
        "may_edit": "on",
        "is_staff": "on",
        "is_superuser": "on",
        "groups": "1",
    }
    ours = Enterprise.objects.get(slug=world.slug)
    before = _told(ours, world)
    own = f"/sr/account/enterprises/{world.slug}"
    number = world.own["own:product"]
    pages = [
        (f"{own}/edit/about/", {"summary_sr": "Правимо ајвар."}),
        (f"{own}/products/{number}/", {"name_sr": "Ајвар благи"}),
    ]
    for address, change in pages:
        form = client.get(address).context["form"]
        shown = {name: form[name].value() for name in form.fields}
        kept = {name: value for name, value in shown.items() if value not in (None, False, "")}
        answer = client.post(address, {**forged, **kept, **change})
        assert answer.status_code == 302
    assert _told(Enterprise.objects.get(pk=ours.pk), world) == before


def _told(enterprise: Enterprise, world: World) -> tuple[object, ...]:
    user = type(world.users[OWNER]).objects.get(pk=world.users[OWNER].pk)
    product = enterprise.products.get(pk=world.own["own:product"])
    return (
        (enterprise.slug, enterprise.uid, enterprise.state, enterprise.is_demo),
        (product.enterprise_id, enterprise.memberships.filter(may_edit=True).count()),
        (user.is_staff, user.is_superuser, user.groups.count()),
        JointAction.objects.count(),
    )


@pytest.mark.long
def test_the_row_of_another_record_in_a_list_of_the_admin_is_refused(world: World) -> None:
    """Inline rows are found by the number in a hidden field; it must be a row of this record."""
    theirs = Theirs(world)
    ours = Enterprise.objects.get(slug=world.slug)
    link = theirs.enterprise.web_links.create(kind="web", url="https://theirs.example/")
    client = world.client("coordinator")
    address = f"/admin/entrepreneurs/enterprise/{ours.pk}/change/"
    data = typed(client.get(address))
    prefix = next(
        name.removesuffix("-TOTAL_FORMS")
        for name in data
        if name.startswith("web_links") and name.endswith("-TOTAL_FORMS")
    )
    data |= {
        f"{prefix}-TOTAL_FORMS": "1",
        f"{prefix}-INITIAL_FORMS": "1",
        f"{prefix}-0-id": str(link.pk),
        f"{prefix}-0-enterprise": str(ours.pk),
        f"{prefix}-0-kind": "web",
        f"{prefix}-0-url": "https://forged.example/",
    }
    with transaction.atomic():
        client.post(address, data)
    link.refresh_from_db()
    assert (link.url, link.enterprise_id) == ("https://theirs.example/", theirs.enterprise.pk)
