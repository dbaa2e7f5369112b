"""Many people who book through the whole form at once, and what must be true of their visits whatever happened."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import psycopg

from center.base.guarded_form import QUICKEST
from tests.consultations.booking_walk import BOOK, press_step
from tests.plain_browser import PlainBrowser
from tests.trust.faults.running import RealClient

THREADS = 16


@dataclass
class Visitor:
    """Somebody who walked up to the last button; `outcome` is what they saw after pressing it."""

    number: int
    start: str
    browser: PlainBrowser
    outcomes: list[str] = field(default_factory=list)
    reference: str = ""

    @property
    def email(self) -> str:
        return f"visitor{self.number}@visitors.example"

    @property
    def outcome(self) -> str:
        return self.outcomes[-1]

    def walk(self) -> None:
        """Fill in the form up to the page with the last button."""
        self.browser.open(self.start)
        press_step(self.browser, "check", name=f"Visitor {self.number}", email=self.email, note=self.note)
        assert self.browser.heading == "Is everything right?", self.browser.html[:2000]

    @property
    def note(self) -> str:
        return f"This is what visitor number {self.number} would like to talk about, at some length."

    def press(self) -> None:
        """Press the last button, on whichever page it stands now."""
        before = (self.browser.path, self.browser.response)
        try:
            if self.browser.status == 503:
                self.browser.press("Send it again")
            else:
                press_step(self.browser, "book")
        except OSError:
            # The browser shows its own page, and Back leads to the form.
            self.browser.path, self.browser.response = before
            self.outcomes.append("lost")
            return
        self.outcomes.append(self._seen())
        if self.outcome not in {"confirmed", "taken", "interrupted"}:
            self.browser.path, self.browser.response = before

    def _seen(self) -> str:
        status, path = self.browser.status, self.browser.path
        if "/consultations/" in path and "key=" in path:
            self.reference = path.split("/consultations/")[1].split("/")[0]
            return "confirmed"
        if status == 409:
            return "taken"
        if status == 503:
            return "interrupted" if self.note in self.browser.html else "interrupted, and the words are gone"
        return f"{status} {self.browser.heading}"


def free_times(port: int, number: int) -> list[str]:
    """Return the addresses of the first free times, as the links of the pages give them."""
    browser = PlainBrowser(RealClient(port))  # type: ignore[arg-type]  # it has what a PlainBrowser uses
    found: list[str] = []
    browser.open(f"{BOOK}?topic=first-talk")
    days = [url for _words, url in browser.page.links if "day=" in url]
    for day in dict.fromkeys(days):
        browser.open(day)
        found += [url for _words, url in browser.page.links if "start=" in url and url not in found]
        if len(found) >= number:
            return found[:number]
    raise AssertionError(f"only {len(found)} free times")


def visitors(port: int, number: int, *, wanting: int) -> list[Visitor]:
    """Return people who stand before the last button; `wanting` of them want each time."""
    times = free_times(port, -(-number // wanting))
    people = [
        Visitor(
            number=n,
            start=times[n // wanting],
            browser=PlainBrowser(RealClient(port, address=f"198.51.100.{n + 1}")),  # type: ignore[arg-type]
        )
        for n in range(number)
    ]
    together([person.walk for person in people])
    # As people do: who sends a form at once is taken for a machine.
    time.sleep(QUICKEST.total_seconds() + 0.2)
    return people


def together(calls: Sequence[Callable[[], Any]]) -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        for call in [pool.submit(call) for call in calls]:
            call.result()


@dataclass
class After:
    """Calls something once when so many have an answer."""

    count: int
    call: Callable[[], Any]
    _seen: int = 0
    _lock: Lock = field(default_factory=Lock)

    def answered(self) -> None:
        with self._lock:
            self._seen += 1
            now = self._seen == self.count
        if now:
            self.call()


def tally(people: Sequence[Visitor]) -> dict[str, int]:
    return dict(Counter(person.outcome for person in people))


# Each would be a half booking, or two.
_WRONG = {
    "visits without their time": "SELECT reference FROM consultations_consultation c WHERE NOT EXISTS"
    " (SELECT FROM consultations_allocation a WHERE a.consultation_id = c.id AND a.live)",
    "times without a visit": "SELECT id FROM consultations_allocation a WHERE NOT EXISTS"
    " (SELECT FROM consultations_consultation c WHERE c.id = a.consultation_id)",
    "overlaps": "SELECT a.id, b.id FROM consultations_allocation a JOIN consultations_allocation b"
    " ON a.resource_id = b.resource_id AND a.id < b.id AND a.busy && b.busy WHERE a.live AND b.live",
    "people without a visit": "SELECT id FROM entrepreneurs_entrepreneur e WHERE e.email LIKE '%@visitors.example'"
    " AND NOT EXISTS (SELECT FROM consultations_consultation c WHERE c.entrepreneur_id = e.id)",
    "letters without a visit": "SELECT recipient FROM center_storedmail m WHERE recipient LIKE '%@visitors.example'"
    " AND NOT EXISTS (SELECT FROM consultations_consultation c WHERE c.contact_email = m.recipient)",
    "visits without exactly one letter": "SELECT reference FROM consultations_consultation c WHERE 1 <>"
    " (SELECT count(*) FROM center_storedmail m WHERE m.recipient = c.contact_email)",
    "letters without exactly one job": "SELECT m.id FROM center_storedmail m WHERE 1 <>"
    " (SELECT count(*) FROM procrastinate_jobs j WHERE j.task_name = 'center.send_mail'"
    " AND (j.args->>'mail_id')::bigint = m.id)",
    "people with two visits": "SELECT contact_email FROM consultations_consultation GROUP BY 1 HAVING count(*) > 1",
}


def wrong(database: str) -> dict[str, list[Any]]:
    """Return what is half or double in the database, by its name; nothing if all is well."""
    with psycopg.connect(database) as wire:
        found = {name: wire.execute(query).fetchall() for name, query in _WRONG.items()}
    return {name: rows for name, rows in found.items() if rows}


def visits(database: str) -> dict[str, str]:
    """Return the references of all visits by the address of who booked them."""
    with psycopg.connect(database) as wire:
        return dict(
            wire.execute("SELECT contact_email, reference FROM consultations_consultation").fetchall()
        )


def letters(database: str) -> dict[str, str]:
    """Return the states of all letters by their Message-ID."""
    with psycopg.connect(database) as wire:
        return dict(wire.execute("SELECT message_id, state FROM center_storedmail").fetchall())
