"""Who walks through the portal in these tests, and the world in which they do."""

from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from center.choices import Role
from center.demo_data.portal import demo_member, demo_user
from center.models import RateWindow, User
from events.models import Event
from events.views import kept_pages
from tests.events.doors import make_door
from tests.events.factories import make_event
from tests.meta.every_address import Records, routes

ANONYMOUS, MEMBER, DOOR = "anonymous", "member", "door pass"
STAFF = {str(role): role for role in Role}
PERSONAS = (ANONYMOUS, MEMBER, DOOR, *STAFF)
_DOOR_SLUG = "on-now"


class World:
    """Records of every kind, and a browser for each persona; made inside a transaction that the test rolls back."""

    def __init__(self) -> None:
        self.records = Records()
        event = make_event(20, slug=_DOOR_SLUG)
        start = timezone.now() - timedelta(minutes=10)
        Event.objects.filter(pk=event.pk).update(starts_at=start, ends_at=start + timedelta(hours=8))
        _door, self.door_code = make_door(Event.objects.get(pk=event.pk))
        self.addresses = [self.records.address(name, route) for name, route in routes()]
        # A test's own transaction ends with the test; who is signed in stays so for all of them.
        self._cookies = {
            persona: {name: morsel.value for name, morsel in self._signed_in(persona).cookies.items()}
            for persona in PERSONAS
        }

    def client(self, persona: str) -> Client:
        """Return a browser of the persona as it was at first, whatever another did meanwhile."""
        client = Client()
        for name, value in self._cookies[persona].items():
            client.cookies[name] = value
        return client

    def _signed_in(self, persona: str) -> Client:
        client = Client()
        if persona == DOOR:
            answer = client.post(f"/sr/events/{_DOOR_SLUG}/door/open/", {"code": self.door_code})
            assert answer.status_code == 302
        elif persona != ANONYMOUS:
            user = demo_member() if persona == MEMBER else demo_user(STAFF[persona])
            _sign_in(client, user)
        return client

    def starts(self, persona: str) -> list[str]:
        """Return where the persona begins to walk: at every address there is, and at their own pages."""
        own = {DOOR: [f"/sr/events/{_DOOR_SLUG}/door/"], ANONYMOUS: []}
        return [*own.get(persona, ["/sr/account/"]), *self.addresses]


def _sign_in(client: Client, user: User) -> None:
    """Sign in as somebody who has just given the password, so that no page asks for it again."""
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": timezone.now().timestamp(), "email": user.email}
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""


def forget() -> None:
    """Begin a new hour for every limit, and show no page that was kept from another world."""
    RateWindow.objects.all().delete()
    cache.clear()
    kept_pages.forget_all()


def writes() -> dict[str, int]:
    """Return how many rows of each table this transaction has added, changed or removed, triggers' rows too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return dict(cursor.fetchall())


def written(before: dict[str, int]) -> set[str]:
    """Return the tables in which something changed since."""
    return {table for table, count in writes().items() if count != before.get(table, 0)}
