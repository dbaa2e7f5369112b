"""The people of a load test, for Locust: visitors, bookers, registrants, volunteers at the door, respondents.

Read by `locust -f`, in an environment of its own; `tests/load/run.py` starts it. Each person has an internet address
of their own (the web server believes ours in X-Forwarded-For, as it believes its proxy) and, where there are several
web servers, goes to another one with each request: sessions, limits and what was typed must not live in one of them.
"""

import itertools
import json
import os
import random
import uuid
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from locust import FastHttpUser, between, constant, task

from tests.load.html_forms import Form, Page, link_with, read

HOSTS = os.environ["LOAD_HOSTS"].split(",")
FACTS = json.loads(Path(os.environ["LOAD_FACTS"]).read_text(encoding="utf-8"))
NAME = "portal.example.rs"
BASE = f"https://{NAME}"
GUARD = 3.2  # seconds that a form wants to be read for
WORDS = ("med", "Kruševac", "радионица", "paper", "sapun", "услуге", "krusevac", "kolači")
_numbers = itertools.count(1)
_chance = random.Random(7)  # noqa: S311 -- made-up people

assert all(urlsplit(host).hostname == "127.0.0.1" for host in HOSTS), "load goes to this machine only"


class Person(FastHttpUser):
    """Somebody with a browser without scripts."""

    abstract = True
    host = HOSTS[0]
    wait_time = constant(0) if os.environ.get("LOAD_HURRY") else between(1, 4)

    def on_start(self) -> None:
        self.number = next(_numbers)
        self.fresh()

    def fresh(self) -> None:
        """Become somebody else: no cookies, another address."""
        self.address = f"10.{_chance.randrange(256)}.{_chance.randrange(256)}.{_chance.randrange(1, 255)}"
        self.client.cookiejar.clear()
        # The proxy ends https; our connection is its plain one behind it.
        self.client.cookiejar.set_policy(DefaultCookiePolicy(secure_protocols=("http", "https")))
        self.turn = itertools.cycle(HOSTS)
        self.at = "/"

    def headers(self) -> dict[str, str]:
        return {
            "Host": NAME,
            "X-Forwarded-For": self.address,
            "X-Forwarded-Proto": "https",
            "Referer": f"{BASE}{self.at}",
            "Accept-Encoding": "gzip, br",
        }

    def call(self, method: str, path: str, name: str, wanted: tuple[int, ...] = (200,), **more: Any) -> Any:
        """Send one request and follow its redirects by hand, each under the same name; anything unwanted fails."""
        for _hop in range(4):
            with self.client.request(
                method,
                f"{next(self.turn)}{path}",
                name=name,
                headers={**self.headers(), **more.pop("headers", {})},
                allow_redirects=False,
                catch_response=True,
                **more,
            ) as response:
                if response.status_code in {301, 302, 303}:
                    response.success()
                    where = response.headers["Location"]
                    path = urljoin(path, where.removeprefix(BASE)).partition("#")[0]
                    method, more = "GET", {}
                    continue
                if response.status_code in wanted:
                    response.success()
                else:
                    response.failure(f"{response.status_code} at {name}")
                self.at = path.partition("?")[0]
                return response
        raise RuntimeError(f"{name}: too many redirects")

    def page(self, path: str, name: str) -> Page:
        return read(self.call("GET", path, name).text or "")

    def send(self, form: Form, label: str, /, *, wanted: tuple[int, ...] = (200,), **typed: str) -> Any:
        address = urljoin(self.at, form.action) or self.at
        return self.call("POST", address, label, wanted, data=form.filled(**typed))

    def read_it(self) -> None:
        """Take the time that a form wants."""
        self._sleep(GUARD + _chance.random())

    def _sleep(self, seconds: float) -> None:
        import gevent  # noqa: PLC0415 -- Locust brings it

        gevent.sleep(seconds)


class Visitor(Person):
    """Looks around."""

    weight = 10

    @task(4)
    def home(self) -> None:
        self.page("/sr/", "home")

    @task(4)
    def directory(self) -> None:
        page = self.page(f"/sr/enterprises/?q={_chance.choice(WORDS)}", "directory search")
        profiles = [
            link for link in page.links if link.startswith("/sr/enterprises/") and link.count("/") == 4
        ]
        if profiles:
            self.page(_chance.choice(profiles).partition("?")[0], "profile")

    @task(2)
    def events(self) -> None:
        self.page("/sr/events/", "events")
        self.page(f"/sr/events/{FACTS['event']}/", "event")


class Booker(Person):
    """Books a consultation, step by step."""

    weight = 3

    @task
    def book(self) -> None:
        self.fresh()
        self.page("/sr/consultations/", "booking: topics")
        page = self.page(f"/sr/consultations/book/?topic={FACTS['topic']}", "booking: days")
        for part, name in (("day=", "booking: times"), ("start=", "booking: details")):
            found = link_with(page, part)
            if not found:
                return
            page = self.page(urljoin(self.at, _chance.choice(found)), name)
        form = next((each for each in page.forms if "name" in each.fields), None)
        if form is None:
            return
        self.read_it()
        phone = f"06{_chance.randrange(10_000_000, 99_999_999)}"
        check = read(
            self.send(form, "booking: check", name=f"Проба {self.number}", phone=phone, step="check").text
        )
        final = next((each for each in check.forms if ("step", "book") in each.buttons), None)
        if final is not None:
            # Somebody may have been faster: 409 says so, and keeps what was typed.
            self.send(final, "booking: send", wanted=(200, 409), step="book")


class Registrant(Person):
    """Registers for an event."""

    weight = 3

    @task
    def register(self) -> None:
        self.fresh()
        page = self.page(f"/sr/events/{FACTS['event']}/register/", "registration: form")
        form = next(each for each in page.forms if "token" in each.fields)
        self.read_it()
        # Another person in each run, who was not registered by the one before.
        self.send(
            form, "registration: send", name="Проба Пробић", email=f"load-{uuid.uuid4().hex}@example.org"
        )


class Respondent(Person):
    """Answers a survey."""

    weight = 2

    @task
    def answer(self) -> None:
        self.fresh()
        page = self.page(f"/sr/research/surveys/{FACTS['survey']}/", "survey: front")
        form = next(each for each in page.forms if "token" in each.fields)
        self.read_it()
        page = read(self.send(form, "survey: begin").text)
        for _page in range(20):
            if "/thanks/" in self.at:
                return
            found = [each for each in page.forms if each.buttons]
            self.wait()
            # 422: the answer brings a question that follows from it.
            page = read(self.send(found[0], "survey: page", wanted=(200, 422)).text)
        raise RuntimeError(f"the survey does not end; the last page was {self.at}")


class Volunteer(Person):
    """Notes arrivals at the door of a fair."""

    weight = 1
    fixed_count = 2
    wait_time = between(0.5, 1.5)

    def on_start(self) -> None:
        super().on_start()
        self.door = f"/sr/events/{FACTS['door']}/door/"
        form = next(each for each in self.page(self.door, "door: opening").forms if "code" in each.fields)
        opened = read(self.send(form, "door: opening", code=FACTS["pass"]).text)
        self.key = next(
            each.fields["csrfmiddlewaretoken"]
            for each in opened.forms
            if "csrfmiddlewaretoken" in each.fields
        )

    @task
    def arrival(self) -> None:
        code = _chance.choice(FACTS["guests"])
        action = {"id": str(uuid.uuid4()), "do": "arrive", "code": code}
        if _chance.random() < 0.5:
            action = {"id": str(uuid.uuid4()), "do": "walk_in", "people": 1}
        self.call(
            "POST",
            f"{self.door}queue/",
            "door: arrival",
            json={"actions": [action]},
            headers={"X-CSRFToken": self.key},
        )
