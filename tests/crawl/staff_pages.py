"""Walks the pages of one person, with records in every list, so that each page has something to show."""

import uuid
from collections import Counter, deque
from datetime import timedelta
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from center import catalogues
from center.choices import Role
from center.demo_data import demo_user
from center.models import Question, User
from center.services import accounts, inbox
from consultations.models import Absence, Closure, Consultation
from entrepreneurs.models import Entrepreneur
from tests.crawl.html_text import Reader, read

# Of records of one kind two pages are enough, of a list one filtered by each of its filters.
MOST_ALIKE = 2
# Links that do something, files, and the way out.
_LEFT_OUT = ("/logout", "/jsi18n", "/calendar.ics", "/autocomplete")


def fill() -> User:
    """Load the demo, add what it lacks, and return its coordinator."""
    call_command("load_demo")
    coordinator, now = demo_user(Role.COORDINATOR), timezone.now()
    advisor = demo_user(Role.ADVISOR).advisor
    Absence.objects.create(advisor=advisor, starts_at=now, ends_at=now + timedelta(days=2), note="код лекара")
    Closure.objects.create(starts_at=now, ends_at=now + timedelta(days=1), name_sr="Слава града")
    accounts.invite(
        email="new@example.org", name="Ђурђица Џомбић", language="sr", role=Role.EDITOR, by=coordinator
    )
    colleague = demo_user(Role.RESEARCHER)
    accounts.change_colleague(
        user=colleague, name=colleague.name, roles=[Role.RESEARCHER, Role.EDITOR], by=coordinator
    )
    accounts.end_access(user=demo_user(Role.EDITOR), by=coordinator, reason="отишла је из Крушевца")
    for name, text in (("Љубица Њежић", "Када радите?"), ("Aleksandar Wölfl", "Wann öffnen Sie?")):
        question = Question(
            name=name, email="a@example.org", text=text, language="sr", submission=uuid.uuid4()
        )
        question.save()
    answered = Question.objects.create(
        name="Џон", email="b@example.org", text="Хвала!", language="sr-latn", submission=uuid.uuid4()
    )
    inbox.mark(question=answered, state="answered", by=coordinator)  # type: ignore[arg-type]
    visit = Consultation.objects.filter(state="cancelled").first()
    assert visit is not None
    Consultation.objects.filter(pk=visit.pk).update(cancel_reason="болест у породици")
    Entrepreneur.objects.create(name="Žaklina O’Neil", email="c@example.org", added_by=coordinator)
    return coordinator


def walk(user: User, language: str, start: str) -> dict[str, Reader]:
    """Return every page below `start` that links lead the person to, read in the person's language."""
    User.objects.filter(pk=user.pk).update(language=language)
    client = Client()
    client.force_login(user)
    seen, queue, found = {start}, deque([start]), {}
    alike: Counter[tuple[str, str]] = Counter()
    while queue:
        path = queue.popleft()
        response = client.get(path)
        assert response.status_code in {200, 302}, f"{response.status_code} {path}"
        links = [response["Location"]] if response.status_code == 302 else []
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            html = response.content.decode()
            # A page whose own words took the name `page_languages` would lose the choice.
            if "desk-languages" in html:
                assert all(f">{label}</button>" in html for label in ("Ћирилица", "Latinica", "English")), (
                    path
                )
            found[path] = read(html)
            links = found[path].links
        if response.streaming:
            # The whole file, or it stays open.
            deque(response, maxlen=0)
        for link in links:
            target = urldefrag(urljoin(path, link)).url
            parts = urlsplit(target)
            outside = parts.scheme or parts.netloc or not target.startswith(start)
            if outside or target in seen or any(word in parts.path for word in _LEFT_OUT):
                continue
            seen.add(target)
            shape = "/".join("#" if each.isdigit() else each for each in parts.path.split("/"))
            names = ",".join(sorted(dict(parse_qsl(parts.query))))
            alike[shape, names] += 1
            if alike[shape, names] <= (1 if names else MOST_ALIKE) and "," not in names:
                queue.append(target)
    return found


def serbian_sentences() -> set[str]:
    """Return all Serbian texts of the interface in Latin letters, as an English page must never show them."""
    return {
        text
        for entry in catalogues.latin()
        for text in (entry.msgstr, *entry.msgstr_plural.values())
        if text not in {entry.msgid, entry.msgid_plural} and len(text) > len("Leskovac")
    }
