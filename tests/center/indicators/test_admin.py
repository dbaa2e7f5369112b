"""Staff count, enter, prove, approve, lock and correct values, and write reports, in the admin."""

import io
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from center.admin.value_forms import EntryForm
from center.base.measures import Counted, Scope
from center.base.private_storage import private_storage
from center.choices import Role
from center.choices.indicators import EvidenceKind
from center.models import AccessRecord, Evidence, GrantReport, IndicatorPeriod, Measurement, Question, User
from center.services import evidence, measurements
from center.services.evidence import Proof
from tests.center.factories import make_question
from tests.center.frameworks import (
    APRIL,
    SEX,
    by_sex,
    counting,
    make_approved,
    make_grant,
    make_indicator,
    make_period,
    make_result,
    make_value,
)
from tests.marks import seldom

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(APRIL), pytest.mark.usefixtures("office")]
AsUser = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _english(settings: Settings) -> None:
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def second(make_user: Callable[..., User]) -> User:
    return make_user(Role.COORDINATOR, "second@example.org", language="en")


@pytest.fixture
def first(make_user: Callable[..., User]) -> User:
    return make_user(Role.COORDINATOR, "first@example.org", language="en")


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_value_is_counted_approved_locked_and_corrected_by_buttons(
    first: User, second: User, as_user: AsUser
) -> None:
    period = make_period(make_indicator(measure="tests.people"))
    one, two = as_user(first), as_user(second)
    here = f"/admin/center/indicatorperiod/{period.pk}/"
    with counting(lambda _scope: by_sex(12, 7, 4), dimensions=(SEX,)):
        assert "12 people" in page(one, f"{here}count/")
        one.post(f"{here}count/", {"note": "Проверено."})
        value = Measurement.objects.get()
        assert (value.value, value.state, value.note) == (Decimal(12), "proposed", "Проверено.")
        there = f"/admin/center/measurement/{value.pk}/"
        own = page(one, f"{there}change/")
        assert "You proposed this value" in own
        assert "do/approve" not in own
        shown = page(two, f"{there}change/")
        assert "does not add up" in shown
        two.post(f"{there}do/approve/", {"seen": measurements.mark_of(value)})
        two.post(f"{here}do/lock/")
        period.refresh_from_db()
        assert period.is_locked
        assert "Count again and correct" in page(one, f"{here}change/")
        one.post(f"{here}count/", {"reason_sr": "Једна је двапут уписана."})
        right = Measurement.objects.waiting().get()
    assert (right.corrects_id, right.reason_sr) == (value.pk, "Једна је двапут уписана.")


def test_a_value_is_entered_by_hand_with_parts_and_a_file(
    first: User, second: User, as_user: AsUser, settings: Settings, tmp_path: object
) -> None:
    settings.PRIVATE_MEDIA_ROOT = tmp_path
    period = make_period(make_indicator(parted_by=["sex"]))
    here = f"/admin/center/indicatorperiod/{period.pk}/enter/"
    client = as_user(first)
    assert "женe" not in page(client, here)
    given = {
        "value": "12",
        "parts_sex": "жене: 7\nмушкарци: 5",
        "kind": "list",
        "title_sr": "Потписна листа",
        "file": SimpleUploadedFile("lista.pdf", b"%PDF-1.7\n%%EOF\n"),
    }
    wrong = client.post(
        here, {**given, "parts_sex": "жене седам", "file": SimpleUploadedFile("l.pdf", b"%PDF-1.7\n")}
    )
    assert wrong.status_code == 422
    client.post(here, given)
    value = Measurement.objects.get()
    proof = value.evidence.get()
    assert [(part.label_sr, part.label_en, part.value) for part in value.parts.all()] == [
        ("жене", "women", Decimal(7)),
        ("мушкарци", "men", Decimal(5)),
    ]
    answer = as_user(second).get(f"/admin/center/measurement/evidence/{proof.pk}/")
    assert b"".join(answer) == b"%PDF-1.7\n%%EOF\n"
    assert answer["Content-Disposition"] == 'attachment; filename="lista.pdf"'
    assert [(row.user, row.object_id) for row in AccessRecord.objects.filter(model="center.evidence")] == [
        (second, proof.pk)
    ]


@pytest.mark.parametrize("role", [Role.ADVISOR, Role.EDITOR])
@pytest.mark.each
def test_lists_of_people_are_opened_by_those_alone_who_may(
    role: Role, as_user: AsUser, make_user: Callable[..., User], settings: Settings, tmp_path: object
) -> None:
    settings.PRIVATE_MEDIA_ROOT = tmp_path
    first = make_user(Role.COORDINATOR)
    value = make_value(make_period(), first)
    proof = evidence.add_evidence(
        measurement=value,
        proof=Proof(EvidenceKind.LIST, "Листа", file=io.BytesIO(b"%PDF-1.7\n"), name="x.pdf"),
        by=first,
    )
    client = as_user(make_user(role))
    assert client.get(f"/admin/center/measurement/evidence/{proof.pk}/").status_code == 403
    assert client.get(f"/admin/center/measurement/{value.pk}/prove/").status_code == 403
    assert client.post(f"/admin/center/measurement/{value.pk}/do/approve/").status_code == 403


def test_evidence_goes_when_the_grant_no_longer_asks_for_it(
    first: User, settings: Settings, tmp_path: object
) -> None:
    settings.PRIVATE_MEDIA_ROOT = tmp_path
    grant = make_grant(last_day="2026-03-31", evidence_until="2026-04-09")
    other = make_grant("other", last_day="2026-04-10", evidence_until="2026-04-10")
    kept = []
    for each in (grant, other):
        value = make_value(make_period(make_indicator(make_result(each))), first)
        proof = Proof(EvidenceKind.LIST, "Листа", file=io.BytesIO(b"%PDF-1.7\n"), name="Ана Анић.pdf")
        kept.append(evidence.add_evidence(measurement=value, proof=proof, by=first))
    assert evidence.erase_old_evidence() == 2
    gone, there = (Evidence.objects.get(pk=each.pk) for each in kept)
    assert (gone.stored_as, gone.file_name, gone.title_sr, gone.erased_at is not None) == (
        "",
        "",
        "Листа",
        True,
    )
    assert private_storage().exists(there.stored_as)


def test_the_records_behind_a_value_are_those_that_one_may_see(
    first: User, second: User, as_user: AsUser
) -> None:
    period = make_period(make_indicator(measure="tests.people"))
    questions = [make_question(name) for name in ("Ана", "Беба")]
    with counting(lambda _scope: by_sex(12, 7, 5)):
        value = measurements.propose_counted(period=period, by=first)
        questions[0].delete()
        make_question("Вера")
        text = page(as_user(second), f"/admin/center/measurement/{value.pk}/records/")
    numbers = [part.split("</dd>")[0] for part in text.split('<dd class="value-large">')[1:]]
    assert numbers == ["2", "1", "1", "1"]
    assert f"/admin/center/question/{questions[1].pk}/change/" in text


def _for_the_inbox(_scope: Scope, user: User) -> list[QuerySet[Question]]:
    return [Question.objects.all() if user.has_perm("center.view_question") else Question.objects.none()]


def test_who_may_see_no_record_behind_a_withheld_value_does_not_learn_how_many_there_are(
    first: User, make_user: Callable[..., User], as_user: AsUser
) -> None:
    period = make_period(make_indicator(measure="tests.people"))
    for name in ("Ана", "Беба", "Вера"):
        make_question(name)
    with counting(lambda _scope: Counted(None), records=_for_the_inbox):
        value = measurements.propose_counted(period=period, by=first)
        text = page(as_user(make_user(Role.RESEARCHER)), f"/admin/center/measurement/{value.pk}/records/")
    assert value.record_keys != {}
    assert ("value-large" in text, "<h2" in text.partition("<main")[2]) == (False, False)


@pytest.mark.parametrize("number", [*seldom([1]), 3])
@pytest.mark.each
def test_the_outline_takes_the_same_number_of_queries(
    number: int,
    make_user: Callable[..., User],
    as_user: AsUser,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    by, other = make_user(Role.COORDINATOR), make_user(Role.COORDINATOR)
    result = make_result()
    for code in range(number):
        make_approved(make_period(make_indicator(result, str(code))), by, other)
    client = as_user(by)
    client.get("/admin/center/indicator/outline/")
    with django_assert_num_queries(16):
        client.get("/admin/center/indicator/outline/")


def test_the_desk_shows_what_waits_for_me_and_what_is_missing(
    first: User, second: User, as_user: AsUser
) -> None:
    result = make_result()
    make_value(make_period(make_indicator(result, "1.1")), first)
    make_period(make_indicator(result, "1.2", title_en="Forgotten number", title_sr="Заборављен број"))
    mine, theirs = page(as_user(first), "/admin/"), page(as_user(second), "/admin/")
    assert ("Values to approve" in mine, "Values to approve" in theirs) == (False, True)
    assert "1.2 Forgotten number" in mine


def test_indicators_and_periods_are_entered_in_the_admin(first: User, as_user: AsUser) -> None:
    result = make_result()
    client = as_user(first)
    form = {
        "result": result.pk,
        "code": "1.1",
        "position": "0",
        "title_sr": "Savetovani ljudi",
        "kind": "number",
        "unit_sr": "ljudi",
        "across": "sum",
        "parted_by": ["sex"],
        "is_ascending": "on",
        "is_public": "on",
        "periods-TOTAL_FORMS": "1",
        "periods-INITIAL_FORMS": "0",
        "periods-0-first": "1. 1. 2026.",
        "periods-0-last": "2027-01-31",
    }
    outside = client.post("/admin/center/indicator/add/", form)
    assert "The period must lie inside the days of the grant." in outside.content.decode()
    form["periods-0-last"] = "2026-03-31"
    twice = client.post("/admin/center/indicator/add/", {**form, "measure": "consultations.people_advised"})
    assert "must not be added up" in twice.content.decode()
    client.post("/admin/center/indicator/add/", form)
    period = IndicatorPeriod.objects.get()
    assert (period.indicator.grant, period.indicator.title_sr, period.indicator.parted_by) == (
        result.objective.grant,
        "Саветовани људи",
        ["sex"],
    )
    assert "Savetovani ljudi" in page(client, "/admin/center/indicator/outline/")


def test_a_report_is_begun_and_previewed(first: User, as_user: AsUser) -> None:
    grant = make_period().indicator.grant
    client = as_user(first)
    client.post(
        "/admin/center/grantreport/add/",
        {
            "grant": grant.pk,
            "first": "2026-01-01",
            "last": "2026-03-31",
            "title_sr": "Izveštaj",
            "is_public": "on",
        },
    )
    report = GrantReport.objects.get()
    assert (report.number, report.made_by, report.state) == (1, first, "draft")
    assert "Preview: PDF" in page(client, f"/admin/center/grantreport/{report.pk}/change/")
    answer = client.get(f"/admin/center/grantreport/{report.pk}/file/en/pdf/")
    assert answer.content[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", Decimal(12)),
        ("12.5", Decimal("12.5")),
        ("12,5", Decimal("12.5")),
        ("1.200", Decimal(1200)),
        ("1,200", Decimal(1200)),
        ("1 200", Decimal(1200)),
        ("1.200,50", Decimal("1200.5")),
        ("1,200.50", Decimal("1200.5")),
        ("0.125", None),
        ("1.20.3", None),
        ("-3", None),
        ("NaN", None),
        ("седам", None),
    ],
)
@pytest.mark.each
def test_numbers_of_parts_are_read_as_people_of_both_languages_type_them(
    typed: str, number: Decimal | None
) -> None:
    period = make_period(make_indicator(parted_by=["sex"], target=Decimal(2000)))
    data = {
        "value": "1300",
        "parts_sex": f"жене: {typed}",
        "kind": "article",
        "title_sr": "Чланак",
        "url": "https://example.org/a",
    }
    form = EntryForm(data, period=period, is_correction=False)
    assert form.is_valid() == (number is not None)
    assert [part.value for part in form.parts] == ([] if number is None else [number])
