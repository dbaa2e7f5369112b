"""A member who may sign in, and what stands on the members' board: so that a stranger sees both sides of it."""

import uuid
from datetime import timedelta
from typing import Final

from django.utils import timezone

from center.demo_data import demo_member
from center.models import User
from entrepreneurs.choices import ActionKind, MemberRole
from entrepreneurs.demo_data.people import MARK
from entrepreneurs.models import Enterprise, JointAction, Membership
from entrepreneurs.services import add_member, connect_login
from entrepreneurs.services.board import approve_action, put_on_board

_BOARD: Final = (
    (
        ActionKind.ORDER,
        "Заједничка набавка тегли",
        "Ако наручимо више од 2.000 тегли, цена је за петину нижа. Напишите колико Вам треба.",
    ),
    (
        ActionKind.OFFER,
        "Комби једном недељно за Београд",
        "Четвртком возимо робу и имамо места за још десетак кутија. Делимо трошкове горива.",
    ),
)


def load(by: User) -> None:
    """Let the demo's member edit the first enterprise, and put entries of others on the board; once.

    One entry of the member waits for staff.
    """
    user = demo_member()
    if user.person_logins.exists() or JointAction.objects.exists():
        return
    first, *others = (
        Membership.objects.current()
        .filter(enterprise__in=Enterprise.objects.published().filter(is_demo=True))
        .select_related("person", "enterprise")
        .order_by("pk")
    )
    connect_login(user=user, person=first.person, by=by)
    add_member(
        person=first.person, enterprise=first.enterprise, role=MemberRole(first.role), may_edit=True, by=by
    )
    # Who has no email gets no letter about the own entry, so the demo begins without letters. Tests load few people.
    authors = [each for each in others if not each.person.email][: len(_BOARD)]
    for (kind, title, text), member in zip(_BOARD, authors, strict=False):
        approve_action(action=_entry(member, kind, title, text), by=by)
    _entry(
        first,
        ActionKind.NEED,
        "Тражимо некога ко штампа налепнице",
        "Потребно нам је око 500 налепница за тегле, до краја месеца.",
    )


def _entry(member: Membership, kind: ActionKind, title: str, text: str) -> JointAction:
    return put_on_board(
        kind=kind,
        enterprise=member.enterprise,
        author=member.person,
        title=f"{title} {MARK}",
        text=text,
        last_day=timezone.localdate() + timedelta(days=60),
        submission=uuid.uuid4(),
    )
