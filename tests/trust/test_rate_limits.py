"""Every public form, and every page that costs much, is limited by client, or says why not."""

from pathlib import Path
from typing import Final

import pytest
from django.test import Client

from tests.meta.every_address import Records, routes

ROOT: Final = Path(__file__).resolve().parents[2]
APPS: Final = ("center", "entrepreneurs", "consultations", "events", "research")
LINK: Final = "only who has the signed link, which cannot be guessed and was given out by a limited form"
READS: Final = "a POST reads nothing and writes nothing; it answers as a GET does"

# The scopes under which a form is counted, by client first.
LIMITED: Final[dict[str, tuple[str, ...]]] = {
    "consultations:book": ("booking", "booking-contact", "booking-without-proof"),
    "consultations:find": ("visit-find", "visit-find-reference"),
    "consultations:group": ("group-signup", "group-signup-contact"),
    "consultations:visit": ("visit-find", "visit-find-reference"),
    "consultations:visit_move": ("visit-move",),
    "contact": ("question", "question-contact"),
    "entrepreneurs:add": ("claim", "claim-email"),
    "entrepreneurs:claim": ("claim", "claim-email"),
    "entrepreneurs:claim_code": ("claim-code", "claim-code-email"),
    "entrepreneurs:contact": ("enterprise-message", "enterprise-message-contact", "enterprise-message-to"),
    "entrepreneurs:report": ("error-report", "error-report-of"),
    "entrepreneurs_data:reconcile": ("reconcile",),
    "events:door_open": ("door-open",),
    "events:door_queue": ("door-queue",),
    "events:feedback": ("event-feedback",),
    "events:find": ("registration-find", "registration-find-reference"),
    "events:register": ("event-register", "event-register-contact"),
    "newsletter": ("newsletter",),
    "press:front": ("media-request", "media-request-contact"),
    "research:survey": ("survey-begin", "survey-code"),
    "research:survey_continue": ("survey-code",),
    "research:survey_discard": ("survey-step",),
    "research:survey_page": ("survey-step",),
    "research:survey_send": ("survey-step",),
    "resources:call_remind": ("call-reminder", "call-reminder-contact"),
}
# Forms of the account system: `center.sign_in_limits`, tested in test_lock_out.py.
ACCOUNT: Final = {
    "account_confirm_login_code",
    "account_login",
    "account_request_login_code",
    "account_reset_password",
    "mfa_authenticate",
    "mfa_login_webauthn",
}
FREE: Final = {
    "account_logout": "ends a session of one's own",
    "account_signup": "closed; it answers that it is",
    "advocacy:feed": READS,
    "choose_language": "sets a cookie",
    "consultations:place_accept": LINK,
    "consultations:place_cancel": LINK,
    "consultations:place_consents": LINK,
    "consultations:place_decline": LINK,
    "consultations:visit_cancel": LINK,
    "consultations:visit_consents": LINK,
    "entrepreneurs:still_right": LINK,
    "entrepreneurs_data:properties": READS,
    "entrepreneurs_data:suggest_entity": READS,
    "entrepreneurs_data:suggest_property": READS,
    "events:door": "only who has a pass, after the limited `door_open`",
    "events:door_leave": "gives the pass of this browser back",
    "events:exhibitor_needs": LINK,
    "events:exhibitor_report": LINK,
    "events:registration_accept": LINK,
    "events:registration_cancel": LINK,
    "events:registration_decline": LINK,
    "events:registration_erase": LINK,
    "events:registration_keep": LINK,
    "events:registration_people": LINK,
    "events:registration_programme": LINK,
    "newsletter_confirm": LINK,
    "newsletter_leave_at_once": LINK,
    "newsletter_manage": LINK,
    "press:leave": LINK,
    "resources:reminder_confirm": LINK,
    "resources:reminder_leave": LINK,
    "sitemap": READS,
}
# Pages and files that the database works long for, with the file whose view says so.
COSTLY: Final = {
    "center/views/achievements.py": ("iati", "all_values", "values_of_grant", "report_file"),
    "center/views/calls.py": ("share_picture",),
    "center/views/news.py": ("share_picture",),
    "center/views/open_data.py": ("catalog", "file"),
    "center/views/resources.py": ("share_picture",),
    "center/views/search.py": ("search",),
    "entrepreneurs/views/compare.py": ("compare",),
    "entrepreneurs/views/directory.py": ("directory",),
    "entrepreneurs/views/directory_map.py": ("directory_map",),
    "entrepreneurs/views/embed.py": ("embed",),
    "entrepreneurs/views/statistics.py": ("as_csv",),
    "events/views/fair_papers.py": ("plan",),
    "events/views/promotion.py": ("embed", "poster", "share_picture"),
    "research/views/results.py": ("download",),
}


def words_of_the_views() -> str:
    """Return the code of all views and feeds, and of the services that count."""
    files = [path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
    return "\n".join(path.read_text() for path in files)


def test_each_limit_of_the_table_is_counted_by_a_view() -> None:
    code = words_of_the_views()
    scopes = {scope for row in LIMITED.values() for scope in row}
    assert {scope for scope in scopes if f'"{scope}", ' not in code} == set()


@pytest.mark.parametrize("path", [pytest.param(path, marks=pytest.mark.each) for path in COSTLY])
def test_each_costly_page_says_so(path: str) -> None:
    code = (ROOT / path).read_text()
    for view in COSTLY[path]:
        head = code[: code.index(f"\ndef {view}(")].rpartition("\n\n\n")[2]
        assert (view, "@costly(" in head) == (view, True)


@pytest.mark.long
@pytest.mark.django_db
def test_every_public_form_is_limited_or_says_why_not() -> None:
    records = Records()
    client = Client(raise_request_exception=False)
    takes = set()
    for name, route in routes():
        if name.startswith("admin:"):
            continue
        answer = client.post(records.address(name, route))
        if answer.status_code not in {404, 405} and "/account/login/?next" not in answer.get("Location", ""):
            takes.add(name)
    assert takes == {*LIMITED, *ACCOUNT, *FREE}
