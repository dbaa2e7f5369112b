"""Writing to an enterprise and reporting an error from its page."""

import threading
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from center.base.guarded_form import new_token
from center.models import Office, RateWindow, StoredMail, User
from center.services import queue_mail
from center.services.sending import build_message
from entrepreneurs import services
from entrepreneurs.choices import ConsentWay, Purpose, ReportState
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import Channel, Enterprise, EnterpriseMessage, ErrorReport
from tests.entrepreneurs.factories import make_person, published, reach
from tests.marks import seldom

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


@pytest.fixture
def enterprise(office: Office) -> Enterprise:
    return published("Плава тегла", name_en="Blue Jar", slug="jar")


def old_token() -> str:
    with time_machine.travel(datetime.now(UTC) - timedelta(minutes=1), tick=False):
        return new_token()


def message(**changes: str) -> dict[str, str]:
    values = {"name": "Мила", "phone": "", "email": "mila@example.org", "text": "Имате ли ајвара?"}
    return {**values, "token": old_token(), "website": "", **changes}


def report(**changes: str) -> dict[str, str]:
    return {
        "kind": "contact",
        "text": "Други број",
        "email": "",
        "token": old_token(),
        "website": "",
        **changes,
    }


def test_a_message_goes_to_the_address_for_messages_and_the_answer_to_the_visitor(
    enterprise: Enterprise,
) -> None:
    reach(enterprise, email="jar@example.org", receives_messages=True)
    response = Client().post("/sr/enterprises/jar/contact/", message())
    assert (response.status_code, response["Location"]) == (302, "/sr/enterprises/jar/contact/sent/")
    kept, mail = EnterpriseMessage.objects.get(), StoredMail.objects.get()
    assert (kept.state, kept.mail, kept.text) == ("relayed", mail, "Имате ли ајвара?")
    sent = message_from_bytes(build_message(mail).message().as_bytes(), policy=policy.default)
    assert (sent["To"], sent["Reply-To"]) == ("jar@example.org", "mila@example.org")
    assert "Имате ли ајвара?" in mail.body_text
    page = Client().get(response["Location"]).content.decode()
    assert ("mila@example.org" in page, "jar@example.org" in page) == (False, False)


def test_the_words_rest_encrypted(enterprise: Enterprise) -> None:
    Client().post("/sr/enterprises/jar/contact/", message())
    Client().post("/sr/enterprises/jar/report/", report())
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM entrepreneurs_enterprisemessage")
        assert "ајвар" not in cursor.fetchone()[0]
        cursor.execute("SELECT text FROM entrepreneurs_errorreport")
        assert "број" not in cursor.fetchone()[0]


@pytest.mark.parametrize("how", ["none", "withdrawn"])
def test_without_an_address_in_force_a_colleague_passes_it_on(
    how: str, enterprise: Enterprise, coordinator: User, as_user: AsUser
) -> None:
    if how == "withdrawn":
        consent = services.give_consent(
            person=make_person(), purpose=Purpose.PUBLICATION, how=ConsentWay.PAPER, enterprise=enterprise
        )
        Channel.objects.create(
            enterprise=enterprise,
            kind="email",
            email="jar@example.org",
            receives_messages=True,
            publication_consent=consent,
        )
        services.withdraw_consent(consent=consent)
    assert Client().post("/sr/enterprises/jar/contact/", message()).status_code == 302
    kept = EnterpriseMessage.objects.get()
    assert (kept.state, StoredMail.objects.count()) == ("waiting", 0)
    client = as_user(coordinator)
    assert "Поруке које треба пренети телефоном" in client.get("/admin/").content.decode()
    client.post(f"/admin/entrepreneurs/enterprisemessage/{kept.pk}/do/passed_on/")
    kept.refresh_from_db()
    assert (kept.state, kept.passed_on_by) == ("passed_on", coordinator)
    assert "Поруке које треба пренети телефоном" not in client.get("/admin/").content.decode()
    with pytest.raises(ChangeRefused):
        services.pass_on(message=kept, by=coordinator)


def test_the_same_form_twice_is_one_message_and_other_words_are_another(enterprise: Enterprise) -> None:
    reach(enterprise, email="jar@example.org", receives_messages=True)
    data = message()
    for each in (data, data, {**data, "text": "И џема?"}):
        assert Client().post("/sr/enterprises/jar/contact/", each).status_code == 302
    assert (EnterpriseMessage.objects.count(), StoredMail.objects.count()) == (2, 2)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_send_one_letter(enterprise: Enterprise) -> None:
    reach(enterprise, email="jar@example.org", receives_messages=True)
    start, key, made = threading.Barrier(2), uuid.uuid4(), []

    def send() -> None:
        try:
            start.wait()
            sent = services.send_message(
                enterprise=enterprise,
                name="Мила",
                phone="",
                email="m@example.org",
                text="?",
                language="sr",
                submission=key,
            )
            made.append(sent.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), len(set(made)), StoredMail.objects.count()) == (2, 1, 1)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "nobody@"),
        ("email", ""),
        ("name", ""),
        ("name", "http://x.example"),
        ("text", ""),
        ("text", "x" * 3001),
        ("phone", "12"),
        ("token", ""),
        ("website", "x"),
        ("email", "a@example.org\nBcc: b@example.org"),
    ],
)
def test_wrong_input_is_named_and_nothing_is_kept(field: str, value: str, enterprise: Enterprise) -> None:
    response = Client().post("/en/enterprises/jar/contact/", message(**{field: value}))
    assert (response.status_code, EnterpriseMessage.objects.count()) == (422, 0)
    assert "no-store" in response["Cache-Control"]


def test_an_answer_address_with_a_line_break_is_never_stored() -> None:
    with pytest.raises(ValidationError):
        queue_mail(
            kind="test",
            to="a@example.org",
            subject="x",
            text="x",
            language="sr",
            reply_to="a@example.org\nBcc: b@example.org",
        )


@pytest.mark.long
def test_one_contact_and_one_enterprise_take_only_so_many(enterprise: Enterprise) -> None:
    client = Client()
    statuses = [client.post("/en/enterprises/jar/contact/", message()).status_code for _ in range(7)]
    assert statuses == [302] * 6 + [429]
    RateWindow.objects.all().delete()
    many = [
        client.post(
            "/en/enterprises/jar/contact/",
            message(email=f"m{number}@example.org"),
            REMOTE_ADDR=f"10.0.0.{number % 3}",
        ).status_code
        for number in range(31)
    ]
    assert many == [302] * 30 + [429]


def test_a_reported_error_waits_for_staff_until_they_deal_with_it(
    enterprise: Enterprise, editor: User, as_user: AsUser
) -> None:
    data = report()
    for _click in range(2):
        response = Client().post("/sr/enterprises/jar/report/", data)
        assert response["Location"] == "/sr/enterprises/jar/report/sent/"
    kept = ErrorReport.objects.get()
    assert (kept.kind, kept.text, kept.state) == ("contact", "Други број", "new")
    client = as_user(editor)
    assert "Чека 1 пријава грешке у именику." in client.get("/admin/").content.decode()
    client.post(f"/admin/entrepreneurs/errorreport/{kept.pk}/do/done/")
    kept.refresh_from_db()
    assert (kept.state, kept.handled_by) == ("done", editor)
    services.handle_report(report=kept, state=ReportState.NEW, by=editor)
    kept.refresh_from_db()
    assert (kept.state, kept.handled_by, kept.handled_at) == ("new", None, None)


@pytest.mark.parametrize(
    "changes", [{"kind": ""}, {"kind": "x"}, {"kind": "other", "text": ""}, {"email": "x"}]
)
def test_a_report_that_says_nothing_is_asked_again(changes: dict[str, str], enterprise: Enterprise) -> None:
    response = Client().post("/en/enterprises/jar/report/", report(**changes))
    assert (response.status_code, ErrorReport.objects.count()) == (422, 0)


@pytest.mark.parametrize("page", ["contact", "report"])
def test_what_is_not_public_takes_nothing(page: str, enterprise: Enterprise) -> None:
    services.take_back(enterprise=enterprise)
    data = message() if page == "contact" else report()
    assert Client().post(f"/sr/enterprises/jar/{page}/", data).status_code == 404
    assert (EnterpriseMessage.objects.count(), ErrorReport.objects.count()) == (0, 0)


@pytest.mark.parametrize("count", [*seldom([1]), 3])
def test_the_lists_of_staff_take_the_same_number_of_queries(
    count: int, enterprise: Enterprise, coordinator: User, as_user: AsUser, django_assert_num_queries: object
) -> None:
    for number in range(count):
        services.send_message(
            enterprise=published(f"Друго {number}"),
            name="Мила",
            phone="+38137123456",
            email="",
            text=str(number),
            language="sr",
            submission=uuid.uuid4(),
        )
        services.report_error(
            enterprise=enterprise,
            kind="words",
            text=str(number),
            email="",
            language="sr",
            submission=uuid.uuid4(),
        )
    client = as_user(coordinator)
    found = []
    for model in ("enterprisemessage", "errorreport"):
        client.get(f"/admin/entrepreneurs/{model}/")
        with django_assert_num_queries(LIST_QUERIES[model]):  # type: ignore[operator]  # pytest-django's
            found.append(client.get(f"/admin/entrepreneurs/{model}/").status_code)
    assert found == [200, 200]


def test_what_was_dealt_with_half_a_year_ago_is_forgotten_and_what_waits_stays(
    enterprise: Enterprise, coordinator: User
) -> None:
    def send(text: str) -> EnterpriseMessage:
        return services.send_message(
            enterprise=enterprise, name="Мила", phone="+38137123456", email="", text=text, language="sr",
            submission=uuid.uuid4(),
        )  # fmt: skip

    def tell(text: str) -> ErrorReport:
        return services.report_error(
            enterprise=enterprise, kind="words", text=text, email="", language="sr", submission=uuid.uuid4()
        )

    first = datetime(2026, 1, 10, 9, tzinfo=UTC)
    with time_machine.travel(first, tick=False):
        send("waits")
        tell("waits")
        services.pass_on(message=send("told"), by=coordinator)
        services.handle_report(report=tell("done"), state=ReportState.DONE, by=coordinator)
        reach(enterprise, email="jar@example.org", receives_messages=True)
        send("relayed")
    with time_machine.travel(first + timedelta(days=182) - timedelta(minutes=1), tick=False):
        assert services.inbox.forget_old() == 0
    with time_machine.travel(first + timedelta(days=182, minutes=1), tick=False):
        assert services.inbox.forget_old() == 3
    assert [each.text for each in EnterpriseMessage.objects.all()] == ["waits"]
    assert [each.text for each in ErrorReport.objects.all()] == ["waits"]
    gone = EnterpriseMessage.pgh_event_model.objects.filter(pgh_label="delete")  # type: ignore[attr-defined]  # pghistory's
    assert gone.count() == 2


LIST_QUERIES = {"enterprisemessage": 11, "errorreport": 11}
