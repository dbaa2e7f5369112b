"""The way from the public form to one's own pages, on a small phone without JavaScript."""

import re
from datetime import timedelta

import pytest

from center.base import guarded_form
from center.models import Office, StoredMail
from entrepreneurs.models import ClaimRequest
from entrepreneurs.services import yearly_check
from tests.browser import Watched, go, session_of, too_wide
from tests.entrepreneurs.claims import mailed_code, make_editor
from tests.entrepreneurs.factories import offer, published

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch, office: Office, transactional_db: None) -> None:
    """A test types faster than people do."""
    monkeypatch.setattr(guarded_form, "QUICKEST", timedelta(0))


def test_an_enterprise_is_added_on_a_phone_without_javascript(phone: Watched) -> None:
    page = phone.open("/sr-latn/enterprises/add/")
    page.fill("#id_enterprise", "Zlatna dunja")
    page.fill("#id_summary", "Pravimo slatko.")
    page.fill("#id_name", "Ruža Ristić")
    page.fill("#id_email", "ruza@example.org")
    page.select_option("#id_role", "founder")
    go(page, "main form .form-actions button")
    page.fill("#id_code", mailed_code("ruza@example.org"))
    go(page, "main form .form-actions button")
    assert page.url.endswith("/sr-latn/enterprises/add/sent/")
    assert ClaimRequest.objects.get().state == "waiting"


@pytest.mark.long
def test_an_editor_signs_in_by_code_and_changes_the_hours_on_a_phone(phone: Watched) -> None:
    enterprise = published("Пчела")
    editor = make_editor(enterprise)
    page = phone.open("/sr/account/login/code/")
    page.fill("#id_email", editor.email)
    go(page, "main form button.btn-primary")
    mail = StoredMail.objects.get(kind="account/email/login_code")
    code = re.search(r"^\s*([A-Z0-9-]{6,12})\s*$", mail.body_text, re.MULTILINE)
    assert code
    page.fill("#id_code", code[1])
    go(page, "main form button.btn-primary")
    go(page, f"a[href='/sr/account/enterprises/{enterprise.slug}/']")
    go(page, "a[href$='/edit/hours/']")
    page.fill("#id_day_1", "9-13, 17-20")
    go(page, "main form .form-actions button")
    assert [str(each) for each in enterprise.opening_times.all()] == [
        "понедељак 09:00–13:00",
        "понедељак 17:00–20:00",
    ]


PUBLIC = ("add/", "add/code/", "add/sent/", "{slug}/claim/", "{slug}/still-right/?key={key}")
OWN = (
    "", "edit/about/", "edit/contact/", "edit/hours/", "edit/place/", "products/", "products/add/", "pictures/",
    "editors/", "directory/",
)  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize(
    ("language", "public", "own"),
    [
        ("sr", PUBLIC[1:4:2], ("", "edit/place/", "pictures/")),
        pytest.param("sr-latn", PUBLIC, OWN, marks=pytest.mark.long),
        pytest.param("en", PUBLIC, OWN, marks=pytest.mark.long),
    ],
)
def test_the_pages_are_accessible_and_fit_320_pixels(
    language: str, public: tuple[str, ...], own: tuple[str, ...], portal: Watched
) -> None:
    enterprise = published("Пчела")
    offer(enterprise, "Багремов мед")
    portal.sign_in(session_of(make_editor(enterprise)))
    portal.page.set_viewport_size({"width": 320, "height": 640})
    key = yearly_check.make_key(enterprise)
    paths = [f"/{language}/enterprises/{each.format(slug=enterprise.slug, key=key)}" for each in public]
    paths += [f"/{language}/account/enterprises/{enterprise.slug}/{each}" for each in own]
    found = {}
    for path in paths:
        page = portal.open(path)
        faults = list(portal.faults)
        found[path] = (faults + portal.violations(), too_wide(page))
        # axe itself writes to the console.
        portal.faults.clear()
    assert found == {path: ([], 0) for path in paths}
