"""Who may open what: one table over every address of the portal; a new address without a decision fails.

A cell is the status of a GET. 302 leads to the login (or, for the accounts' own pages, onwards); a person who is
signed in but has no business at an address gets 403 or 404.
"""

import re
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from center.base.brand import style_hash
from center.choices import Role
from center.models import AccessRecord, Office, Question, StaffAction, User
from center.services import queue_mail
from consultations import links
from consultations.models import Absence, Advisor, Closure, Consultation, Topic
from entrepreneurs.models import Entrepreneur

PERSONAS = ("anonymous", "stranger", "advisor", "editor", "researcher", "coordinator")
ALL = (200,) * 6
NOBODY = (302, 403, 403, 403, 403, 403)
SIGNED_IN = (302, 200, 200, 200, 200, 200)


def routes(
    resolver: URLResolver | None = None, prefix: str = "", namespace: str = ""
) -> Iterator[tuple[str, str]]:
    """Walk the URL configuration: the name with its namespace, and the route."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from routes(entry, route, inner)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name or route}", route


def own_routes() -> dict[str, str]:
    """Return the public and admin addresses; the accounts' own pages are decided on below, by prefix."""
    return {
        name: route for name, route in routes() if not route.startswith("/account/") or name == "account_home"
    }


class Records:
    """One record of each kind, so that every address with a number leads somewhere."""

    def __init__(self) -> None:
        call_command("load_demo")
        self.office = Office.objects.get()
        self.office.brand_colour = "#2C5A4B"
        self.office.save()
        self.visit = Consultation.objects.upcoming().earliest("starts_at")
        now = timezone.now()
        user = User.objects.order_by("pk").first()
        assert user is not None
        question = Question.objects.create(
            name="Мила", phone="+38137123456", text="?", language="sr", submission=uuid.uuid4()
        )
        advisor = Advisor.objects.first()
        closure = Closure.objects.create(starts_at=now, ends_at=now + timedelta(hours=1), name_sr="Инвентар")
        records: list[Any] = [
            self.office,
            self.visit,
            user,
            question,
            advisor,
            closure,
            Topic.objects.first(),
            Entrepreneur.objects.first(),
            Absence.objects.create(advisor=advisor, starts_at=now, ends_at=now + timedelta(hours=1)),
            AccessRecord.objects.create(
                user=user, model="center.question", object_id=question.pk, purpose="x"
            ),
            StaffAction.objects.create(by=User.objects.last(), user=user, kind="invited"),
            queue_mail(kind="test", to="a@example.org", subject="Тест", text="Тест", language="sr"),
        ]
        self.numbers = {record._meta.model_name: record.pk for record in records}

    def address(self, name: str, route: str) -> str:
        """Fill the route's parameters in."""
        model = re.match(r"admin/\w+/(\w+)/", route)
        number = str(self.numbers.get(model[1], "")) if model else ""
        values = {
            "digest": style_hash("#2C5A4B"),
            "object_id": number,
            "verb": VERBS.get(name, ""),
            "reference": self.visit.reference,
            "path": "nothing.webp",
            "content_type_id": "1",
        }
        path = re.sub(r"<\w+:(\w+)>", lambda match: values[match[1]], route)
        path = path.replace("^(?P<app_label>", "(").replace("(?P<path>.*)$", values["path"])
        path = re.sub(r"\((\w+)\|[^)]*\)/\$", r"center/", path)
        path = path.replace("(?P<url>.*)$", "nothing").removeprefix("^")
        if route.startswith("sr/consultations/<"):
            path += f"?key={links.make_key(self.visit)}"
        return "/" + path


VERBS = {
    "admin:center_question_do": "answered",
    "admin:center_storedmail_do": "retry",
    "admin:center_user_do": "end_access",
    "admin:consultations_consultation_do": "cancel",
}


@pytest.mark.django_db
def test_print(make_user):
    R = Records()
    users = {"stranger": make_user(None), **{role: make_user(Role(role)) for role in PERSONAS[2:]}}
    for name, route in own_routes().items():
        row = []
        for persona in PERSONAS:
            c = Client(raise_request_exception=False)
            if persona in users:
                c.force_login(users[persona], backend="django.contrib.auth.backends.ModelBackend")
            try:
                row.append(c.get(R.address(name, route)).status_code)
            except Exception as e:
                row.append(repr(e))
        print(f'    "{name}": {tuple(row)},  # {R.address(name, route)}')
    assert 0
