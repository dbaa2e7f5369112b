"""Lists in a real browser: nothing is pushed out at 1280 px, and the filters open without a script."""

import uuid
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page

from center.audit import record_access
from center.choices import MailState, Role
from center.models import Question, StaffAction, User
from tests.browser import DESK, Watched, go, session_of, watch
from tests.center.factories import make_mail
from tests.conftest import MakeUser
from tests.consultations.factories import make_advisor, make_past_visit, make_topic

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LISTS = [
    "consultations/consultation/?period=all",
    "consultations/topic/",
    "consultations/advisor/",
    "entrepreneurs/entrepreneur/",
    "center/user/",
    "center/question/",
    "center/storedmail/",
    "center/accessrecord/",
    "center/staffaction/",
]


@pytest.fixture
def session(office: object, make_user: MakeUser) -> str:
    """Fill each list with long words and return the session of a coordinator."""
    coordinator: User = make_user(Role.COORDINATOR, language="sr", name="Марија Станисављевић-Крстић")
    topic = make_topic(name_sr="Запошљавање људи из осетљивих група")
    advisor = make_advisor(topic, name_sr="Љиљана Станисављевић-Крстић")
    make_past_visit(advisor, topic, timezone.now(), contact_name="Драгослава Станисављевић-Крстић")
    question = Question.objects.create(
        name="Драгослава Станисављевић-Крстић",
        phone="+381641234567",
        text="Када радите и да ли могу да дођем без заказивања? " * 3,
        language="sr",
        submission=uuid.uuid4(),
    )
    make_mail(
        kind="consultations/advisor_cancelled",
        recipient="dragoslava.stanisavljevic.krstic@zadruga.example",
        subject="Отказан је разговор: Запошљавање људи из осетљивих група",
        state=MailState.FAILED,
        last_error="SMTPRecipientsRefused 550 mailbox unavailable",
    )
    StaffAction.objects.create(
        by=coordinator, user=advisor.user, kind="second_factor_reset", reason="Позвала је телефоном. " * 4
    )
    record_access(user=coordinator, obj=question, purpose="opened the history")
    return session_of(coordinator)


def enter(browser: Browser, base: str, session: str, **options: Any) -> Watched:
    return watch(browser.new_context(**options), base).sign_in(session)


def cut_off(page: Page) -> int:
    """Return how many pixels of the table stand behind a scroll bar."""
    script = "(() => { const box = document.querySelector('.results'); return box.scrollWidth - box.clientWidth })()"
    return int(page.evaluate(script))


@pytest.mark.long
def test_no_list_is_cut_off_on_a_desk(browser: Browser, live_server: Any, session: str) -> None:
    watched = enter(browser, live_server.url, session, viewport=DESK)
    found = {}
    for name in LISTS:
        page = watched.open(f"/admin/{name}")
        found[name] = (page.locator("#result_list tbody tr").count() > 0, cut_off(page))
    assert (found, watched.faults) == (dict.fromkeys(LISTS, (True, 0)), [])
    watched.page.context.close()


@pytest.mark.long
def test_filters_empty_lists_and_histories_are_accessible(
    browser: Browser, live_server: Any, session: str
) -> None:
    watched = enter(browser, live_server.url, session, viewport=DESK)
    question = Question.objects.get()
    Question.objects.update(state="spam")
    for path in (
        "center/storedmail/?state__exact=failed",
        "center/question/?q=zzz",
        f"center/question/{question.pk}/history/",
    ):
        page = watched.open(f"/admin/{path}")
        if page.locator(".list-filters").count():
            page.locator(".list-filters summary").click()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert (path, scheme, watched.violations()) == (path, scheme, [])
    watched.page.context.close()


def test_a_phone_chooses_and_removes_a_filter_without_a_script(
    browser: Browser, live_server: Any, session: str
) -> None:
    phone = {"width": 360, "height": 740}
    watched = enter(browser, live_server.url, session, viewport=phone, java_script_enabled=False)
    page = watched.open("/admin/center/storedmail/")
    assert page.get_by_role("link", name="Није могло да се пошаље").is_visible() is False
    page.get_by_text("Сузите списак").click()
    go(page, page.get_by_role("link", name="Није могло да се пошаље"))
    chosen = page.get_by_role("list", name="Изабрани услови")
    assert chosen.inner_text().startswith("Стање: Није могло да се пошаље")
    go(page, chosen.get_by_role("link"))
    assert (chosen.count(), page.url.endswith("/admin/center/storedmail/?")) == (0, True)
    watched.page.context.close()
