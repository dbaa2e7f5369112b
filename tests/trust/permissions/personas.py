"""Who walks through the portal in these tests, and the records that are theirs or another's."""

import secrets
import uuid
from datetime import timedelta
from typing import Any, Final

from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone, translation

from center.choices import Role
from center.models import User
from consultations.choices import CanvasPart
from consultations.models import Advisor, CaseAdvisor
from consultations.services import ask_access
from entrepreneurs.models import Enterprise
from entrepreneurs.services import connect_login
from entrepreneurs.services.board import approve_action, put_on_board
from entrepreneurs.services.signatures import sign
from events.models import DoorPass, Event
from events.services.door_passes import LATE
from events.views.door_keeper import give_cookie
from tests.consultations.cases import make_case, make_document, make_note, make_task
from tests.consultations.factories import make_advisor
from tests.consultations.plans import say, write
from tests.entrepreneurs.claims import edit, make_editor
from tests.entrepreneurs.factories import make_person, offer, published
from tests.meta.every_address import Records
from tests.trust.permissions.walk import Persona

# In the order of the columns; the blanks of a row stand between the groups.
ANONYMOUS, OWNER, OTHER = "anonymous", "owner", "other entrepreneur"
DOOR, OTHER_DOOR, ENDED_DOOR = "pass for this door", "pass for another door", "ended pass"
EDITOR, RESEARCHER = "editor", "researcher"
OWN_CASE, OTHERS_CASE = "advisor, own case", "advisor, another's case"
COORDINATOR = "coordinator"
PERSONAS: Final = (
    ANONYMOUS,
    OWNER,
    OTHER,
    DOOR,
    OTHER_DOOR,
    ENDED_DOOR,
    EDITOR,
    RESEARCHER,
    OWN_CASE,
    OTHERS_CASE,
    COORDINATOR,
)
STAFF: Final = PERSONAS[6:]


class World(Records):
    """One record of each kind, and for each persona what makes it that persona.

    The owner edits the enterprise of the addresses and its application for the fair, wrote on the board, and is the
    person of the case. The advisor of the own case leads it; the calendar, the absence and the rest are theirs too.
    """

    def __init__(self) -> None:
        super().__init__()
        self.coordinator = _staff(Role.COORDINATOR)
        self.users: dict[str, User] = {
            EDITOR: _staff(Role.EDITOR),
            RESEARCHER: _staff(Role.RESEARCHER),
            OWN_CASE: Advisor.objects.earliest("pk").user,
            OTHERS_CASE: _advisor("Други Саветник").user,
            COORDINATOR: self.coordinator,
        }
        self.users[OWN_CASE].groups.set(self.users[OTHERS_CASE].groups.all())
        self._entrepreneurs()
        self._case()

    def _entrepreneurs(self) -> None:
        ours = Enterprise.objects.get(slug=self.slug)
        owner = self.users[OWNER] = make_editor(ours, "owner@example.org")
        make_editor(self.application.enterprise, owner.email)
        self.users[OTHER] = make_editor(published("Туђе предузеће"), "other@example.org")
        member = ours.memberships.get(person__email=owner.email)
        self.person = member.person
        proposal = edit(ours, owner, summary_sr="Правимо ајвар.").proposal
        assert proposal is not None
        sign(initiative=self.initiative, enterprise=ours, person=self.person, by=owner)
        entry = put_on_board(
            kind="need",
            enterprise=ours,
            author=self.person,
            title="Тегле",
            text="Ко их има?",
            last_day=timezone.localdate(),
            submission=uuid.uuid4(),
        )
        approve_action(action=entry, by=self.coordinator)
        self.own = {
            "own:product": offer(ours, "Ајвар").pk,
            "own:picture": _picture(ours),
            "own:picture_remove": _picture(ours),
            "own:end_editing": member.pk,
            "own:withdraw": proposal.pk,
            "board": entry.pk,
            "person": self.person.pk,
        }

    def _case(self) -> None:
        lead = Advisor.objects.get(user=self.users[OWN_CASE])
        person = make_person("Рада Власница")
        case = self.case = make_case(lead, person)
        connect_login(user=self.users[OWNER], person=person, by=self.coordinator)
        third = _advisor("Трећи Саветник").user
        block = write(case, "Нема хлеба.")
        self.own |= {
            "cases:plan_settle": say(case, part=CanvasPart.PROBLEM).pk,
            "cases:task_done": make_task(case, advisor=None).pk,
        }
        parts: list[Any] = [
            case,
            block.plan,
            make_note(case),
            make_document(case),
            make_task(case),
            ask_access(case=case, reason="Замена", by=third),
            CaseAdvisor.objects.get(case=case),
        ]
        self.numbers |= {f"{part._meta.app_label}/{part._meta.model_name}": part.pk for part in parts}

    def client(self, persona: str) -> Client:
        """Return a browser of the persona."""
        client = Persona(raise_request_exception=False)
        if persona in self.users:
            client.force_login(self.users[persona], backend="django.contrib.auth.backends.ModelBackend")
        event, now = self.registration.event, timezone.now()
        if persona == DOOR:
            carry(client, make_pass(event))
        elif persona == OTHER_DOOR:
            carry(client, make_pass(Event.objects.public().exclude(pk=event.pk).latest("pk")))
        elif persona == ENDED_DOOR:
            carry(client, make_pass(event, valid_from=now - 4 * LATE, valid_until=now - 2 * LATE))
        return client

    def data(self, name: str) -> dict[str, object]:
        """Return what a form must hold so that it says who may send it, and not only that nothing was sent."""
        if name == "own:product_add":
            return {"number": "new-0123456789ab"}
        if name.startswith("signing:"):
            return {"enterprise": Enterprise.objects.get(slug=self.slug).pk}
        if name == "events:registration_keep":
            return {"person": self.person.pk}
        return {"about": "budget"} if name.endswith("plan_comment") else {}

    def address(self, name: str, route: str) -> str:
        """Fill the parameters in; of own pages those of the owner."""
        if route.startswith("sr/account/cases/"):
            route = route.replace("<slug:number>", self.case.number).replace("<slug:part>", "problem")
        if name == "admin:consultations_case_plan_settle":
            route = route.replace("<int:comment>", str(self.own["cases:plan_settle"]))
        if name == "own:edit":
            route = route.replace("<slug:section>", "about")
        key = self.own.get(name) or self.own.get(name.partition(":")[0])
        if key is not None:
            for part in ("<int:number>", "<str:number>", "<int:task>", "<int:pk>"):
                route = route.replace(part, str(key))
        return super().address(name, route)


def carry(client: Client, door: DoorPass) -> None:
    """Put into a browser what the page of the door gives for the code of a pass; it sends it everywhere."""
    response = HttpResponse()
    with translation.override("sr"):
        give_cookie(response, door)
    for name, morsel in response.cookies.items():
        client.cookies[name] = morsel.value


def make_pass(event: Event, **fields: Any) -> DoorPass:
    now = timezone.now()
    return DoorPass.objects.create(
        event=event,
        label=f"Улаз {secrets.token_hex(4)}",
        **{
            "secret": secrets.token_hex(32),
            "valid_from": now,
            "valid_until": now + timedelta(hours=1),
            "made_by": User.objects.earliest("pk"),
            **fields,
        },
    )


def _staff(role: Role, name: str = "") -> User:
    number = User.objects.count()
    user = User.objects.create_user(
        f"colleague{number}@example.org", name=name or f"Особа {number}", is_staff=True
    )
    user.groups.add(Group.objects.get(name=str(role)))
    return user


def _advisor(name: str) -> Advisor:
    return make_advisor(user=_staff(Role.ADVISOR, name), name_sr=name)


def _picture(enterprise: Enterprise) -> int:
    return int(enterprise.pictures.create(alt_sr="Тегле", stem=secrets.token_hex(4)).pk)
