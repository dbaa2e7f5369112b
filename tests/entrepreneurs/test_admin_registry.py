"""People, figures, reports and the lists of the office in the admin."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from center.choices import Role
from center.models import AccessRecord, User
from entrepreneurs import quality
from entrepreneurs.choices import ConsentWay, MemberRole, Purpose
from entrepreneurs.models import (
    AnnualFigures,
    Consent,
    ConsentText,
    Enterprise,
    Entrepreneur,
    LegalStatus,
    Picture,
    ReportDuty,
    Settlement,
    Vulnerability,
    VulnerableGroup,
)
from entrepreneurs.services import add_member, end_fact, record_vulnerability
from entrepreneurs.services.figures import enter_figures
from entrepreneurs.services.groups import replace_group
from tests.conftest import MakeUser
from tests.entrepreneurs.factories import hold_status, make_enterprise, make_person, offer, published
from tests.entrepreneurs.typed_forms import typed
from tests.marks import seldom

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


@pytest.fixture
def desk(coordinator: User, as_user: AsUser) -> Client:
    coordinator.language, coordinator.name = "en", "Марија"
    coordinator.save()
    return as_user(coordinator)


def address(record: Any, page: str = "change", *more: str) -> str:
    return reverse(f"admin:entrepreneurs_{record._meta.model_name}_{page}", args=[record.pk, *more])


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def errors(response: Any) -> list[str]:
    return re.findall(r'<ul class="errorlist[^"]*"[^>]*><li>(.*?)</li>', response.content.decode())


# --- people


def test_a_consent_of_a_person_is_recorded_with_its_day_and_way(desk: Client, coordinator: User) -> None:
    person = make_person()
    day = timezone.localdate() - timedelta(days=3)
    desk.post(address(person, "do", "consent"), {"purpose": "sms", "day": str(day), "how": "phone"})
    consent = Consent.objects.get()
    assert (
        consent.purpose,
        consent.given_how,
        timezone.localdate(consent.given_at),
        consent.recorded_by,
    ) == (
        "sms",
        "phone",
        day,
        coordinator,
    )
    assert "Messages by SMS" in words(desk.get(address(person)).content.decode())


def test_what_makes_life_harder_is_kept_with_its_own_consent_and_each_look_is_written_down(
    desk: Client, coordinator: User
) -> None:
    person, roma = make_person(), VulnerableGroup.objects.get(code="roma")
    place = address(person, "do", "hardship")
    desk.post(place, {"groups": [roma.pk], "how": "paper"})
    kept = Vulnerability.objects.get()
    assert (kept.groups, kept.consent.purpose, kept.recorded_by) == (["roma"], "vulnerability", coordinator)
    looks = AccessRecord.objects.filter(model="entrepreneurs.vulnerability", object_id=kept.pk)
    assert looks.count() == 0
    page = desk.get(place).content.decode()
    assert re.findall(rf'<input type="checkbox" name="groups" value="{roma.pk}"[^>]*checked', page) != []
    assert looks.count() == 1
    desk.post(address(person, "do", "hardship-erase"))
    assert (Vulnerability.objects.count(), Consent.objects.in_force().count()) == (0, 0)


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.EDITOR, 403), (Role.RESEARCHER, 403), (Role.ADVISOR, 200), (Role.COORDINATOR, 200)],
)
def test_what_makes_life_harder_opens_to_those_who_advise(
    role: Role, status: int, make_user: MakeUser, as_user: AsUser
) -> None:
    person = make_person()
    assert as_user(make_user(role)).get(address(person, "do", "hardship")).status_code == status


def test_it_stands_on_no_other_page_of_the_person(desk: Client, coordinator: User) -> None:
    person = make_person()
    groups = list(VulnerableGroup.objects.filter(code="family-violence"))
    record_vulnerability(person=person, groups=groups, how=ConsentWay.PAPER, by=coordinator)
    pages = [address(person), address(person, "history"), "/admin/entrepreneurs/entrepreneur/?_export=csv"]
    told = [words(desk.get(page).content.decode()) for page in pages]
    assert [text for text in told if "violence" in text.lower()] == []
    assert desk.get("/admin/entrepreneurs/entrepreneur/?q=violence").context["cl"].result_count == 0


def test_the_record_of_a_person_leads_to_enterprises_visits_and_a_new_booking(desk: Client) -> None:
    person, enterprise = make_person(), make_enterprise("Јабука")
    add_member(person=person, enterprise=enterprise, role=MemberRole.FOUNDER)
    page = desk.get(address(person)).content.decode()
    assert f'<a href="{address(enterprise)}">Jabuka</a>' in page
    assert f'href="{reverse("admin:consultations_consultation_add")}?person={person.pk}"' in page


# --- figures


def figures(enterprise: Enterprise, year: int = 2025) -> AnnualFigures:
    return AnnualFigures(enterprise=enterprise, year=year, source="interview", confidence="medium")


def test_the_table_tells_nobody_from_not_known(desk: Client, coordinator: User) -> None:
    enterprise = make_enterprise()
    place = f"{reverse('admin:entrepreneurs_annualfigures_add')}?enterprise={enterprise.pk}"
    data = typed(desk.get(place)) | {
        "year": "2025",
        "source": "interview",
        "confidence": "medium",
        "vulnerable_engaged": "2",
        "people-employed-women": "3",
        "people-employed-men": "0",
    }
    assert errors(desk.post(place, data)) == []
    saved = AnnualFigures.objects.get()
    rows = {(row.contract, row.sex): row.people for row in saved.engagements.all()}
    assert rows == {("employed", "women"): 3, ("employed", "men"): 0}
    assert saved.recorded_by == coordinator
    page = desk.get(address(saved))
    assert words(page.content.decode()).count("Together 3 0 – 3") == 1
    desk.post(address(saved), typed(page) | {"people-employed-men": ""})
    assert [row.people for row in saved.engagements.all()] == [3]


def test_more_people_from_groups_than_people_are_refused_on_the_form_and_by_the_service(desk: Client) -> None:
    enterprise = make_enterprise()
    saved = enter_figures(figures=figures(enterprise), engaged={("employed", "women"): 3})
    data = typed(desk.get(address(saved))) | {"vulnerable_engaged": "4"}
    sentence = "These are more people than are engaged. They are part of the table of people engaged."
    assert errors(desk.post(address(saved), data)) == [sentence]
    saved.vulnerable_engaged = 4
    with pytest.raises(ValidationError):
        enter_figures(figures=saved, engaged={("employed", "women"): 3})


def test_two_colleagues_do_not_write_over_each_others_table(desk: Client) -> None:
    saved = enter_figures(figures=figures(make_enterprise()), engaged={("employed", "women"): 3})
    data = typed(desk.get(address(saved)))
    enter_figures(figures=saved, engaged={("employed", "women"): 5})
    assert desk.post(address(saved), data | {"people-employed-women": "4"}).status_code == 200
    assert saved.engagements.get().people == 5


def test_the_researcher_enters_figures_and_meets_nobody(researcher: User, as_user: AsUser) -> None:
    enterprise = published("Јабука")
    client = as_user(researcher)
    page = client.get(address(enterprise)).content.decode()
    place = f"{reverse('admin:entrepreneurs_annualfigures_add')}?enterprise={enterprise.pk}"
    assert f'href="{place}"' in page
    data = typed(client.get(place)) | {"year": "2024", "source": "report", "confidence": "high"}
    client.post(place, data)
    saved = AnnualFigures.objects.get()
    pages = [
        address(saved),
        address(saved, "history"),
        "/admin/entrepreneurs/annualfigures/",
        address(enterprise),
    ]
    assert [each for each in pages if "Оснивач" in words(client.get(each).content.decode())] == []


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_list_of_figures_takes_the_same_number_of_queries(
    rows: int, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(rows):
        enter_figures(figures=figures(make_enterprise()), engaged={("employed", "women"): 3})
    with django_assert_num_queries(8):
        desk.get("/admin/entrepreneurs/annualfigures/")


# --- reports


def overdue_report(by: User) -> ReportDuty:
    """The report of 2023 and 2024 of a holder of the status, which was due on 31 March 2025."""
    with time_machine.travel(datetime(2024, 5, 1, tzinfo=UTC)):
        hold_status(published(), by=by, decided=date(2023, 1, 1))
    return ReportDuty.objects.get()


def reports() -> list[tuple[int, date | None]]:
    return list(ReportDuty.objects.order_by("last_year").values_list("last_year", "submitted_on"))


def test_a_report_is_marked_as_submitted_on_its_day_and_the_next_one_is_proposed(
    desk: Client, coordinator: User
) -> None:
    duty = overdue_report(coordinator)
    listed = words(desk.get("/admin/entrepreneurs/reportduty/?due=overdue").content.decode())
    assert "2023–2024" in listed
    asked = desk.get(address(duty, "do", "submitted")).content.decode()
    assert re.findall(r'name="submitted_on" value="([^"]*)"', asked) == [f"{timezone.localdate():%d.%m.%Y.}"]
    tomorrow = timezone.localdate() + timedelta(days=1)
    refused = desk.post(address(duty, "do", "submitted"), {"submitted_on": tomorrow.isoformat()})
    assert errors(refused) == ["This day has not come yet."]
    desk.post(address(duty, "do", "submitted"), {"submitted_on": "2025-03-20"})
    assert reports() == [(2024, date(2025, 3, 20)), (2026, None)]


def test_the_next_report_is_proposed_also_when_the_day_is_typed_into_the_form(
    desk: Client, coordinator: User
) -> None:
    page = address(overdue_report(coordinator))
    data = typed(desk.get(page))
    tomorrow = timezone.localdate() + timedelta(days=1)
    refused = desk.post(page, data | {"submitted_on": tomorrow.isoformat()})
    assert errors(refused) == ["This day has not come yet."]
    desk.post(page, data | {"submitted_on": "2025-03-20"})
    assert reports() == [(2024, date(2025, 3, 20)), (2026, None)]


def test_without_the_status_an_open_report_is_not_owed(desk: Client, coordinator: User) -> None:
    duty = overdue_report(coordinator)
    end_fact(LegalStatus.objects.get(), on=date(2025, 1, 1))
    assert (
        duty.enterprise.name_sr not in desk.get("/admin/entrepreneurs/reportduty/?due=open").content.decode()
    )
    assert "Not owed: without the status" in desk.get("/admin/entrepreneurs/reportduty/").content.decode()


# --- lists of the office


def test_a_group_is_ended_and_replaced(desk: Client) -> None:
    roma = VulnerableGroup.objects.get(code="roma")
    data = {"name_sr": "Роми", "source_sr": "Одлука", "since": "2026-05-01"}
    desk.post(address(roma, "do", "replace"), data)
    roma.refresh_from_db()
    new = VulnerableGroup.objects.get(code="roma", valid_until__isnull=True)
    assert (roma.valid_until, new.name_sr, new.valid_from) == (date(2026, 4, 30), "Роми", date(2026, 5, 1))
    answer = desk.post(address(new, "do", "replace"), data)
    assert errors(answer) == ["The new wording begins after the first day of the earlier one."]
    with pytest.raises(ValidationError):
        replace_group(group=roma, since=date(2027, 1, 1), name_sr="Роми", source_sr="Одлука")


def test_the_text_of_a_consent_is_added_and_never_changed(desk: Client) -> None:
    text = ConsentText.objects.earliest("pk")
    assert "_save" not in desk.get(address(text)).content.decode()
    data = {"purpose": "sms", "version": "2026-06-01", "text_sr": "Сагласан сам.", "text_en": ""}
    desk.post(reverse("admin:entrepreneurs_consenttext_add"), data)
    assert ConsentText.objects.filter(purpose=Purpose.SMS).count() == 2


def test_a_settlement_gets_its_point_from_a_pasted_text(desk: Client) -> None:
    town = Settlement.objects.get(cadastral_unit="720488")
    desk.post(address(town), typed(desk.get(address(town))) | {"point": "43.6, 21.3"})
    town.refresh_from_db()
    assert (float(town.latitude or 0), float(town.longitude or 0)) == (43.6, 21.3)


def test_activities_stand_below_what_they_are_part_of(desk: Client) -> None:
    page = desk.get("/admin/entrepreneurs/activitycode/?all=")
    codes = [each.code for each in page.context["cl"].result_list]
    assert codes[:2] == ["A", "01"]
    assert codes.index("C") < codes.index("10") < codes.index("1039") < codes.index("D")


# --- products and pictures


def test_a_product_begins_at_its_enterprise_and_stands_in_the_directory_at_once(desk: Client) -> None:
    enterprise = published()
    add = reverse("admin:entrepreneurs_product_add")
    assert desk.get(add)["Location"] == reverse("admin:entrepreneurs_enterprise_changelist")
    place = f"{add}?enterprise={enterprise.pk}"
    category = offer(make_enterprise(), "Мед").category_id
    data = typed(desk.get(place)) | {"category": category, "name_sr": "Ajvar"}
    assert errors(desk.post(place, data)) == []
    assert (enterprise.products.get().name_sr, enterprise.entry.products) == ("Ајвар", [["Ајвар", ""]])


def test_a_picture_of_an_editor_is_shown_after_a_look(desk: Client) -> None:
    enterprise = published()
    picture = Picture.objects.create(enterprise=enterprise, alt_sr="Тегле", stem="x" * 20)
    desk.post(address(picture, "do", "approve"))
    picture.refresh_from_db()
    assert picture.is_approved
    assert desk.post(address(picture, "do", "remove"))["Location"] == "/admin/entrepreneurs/picture/"
    assert Picture.objects.count() == 0


# --- quality


@pytest.mark.long
def test_every_question_counts_what_its_filter_lists(desk: Client) -> None:
    published("Јабука")
    make_enterprise("Крушка", summary_sr="", summary_en="")
    page = desk.get(reverse("admin:entrepreneurs_quality"))
    counts = {row["check"].name: row["count"] for row in page.context["rows"]}
    assert {name: counts[name] for name in ("photo", "product", "consent", "summary", "check")} == {
        "photo": 2,
        "product": 2,
        "consent": 1,
        "summary": 1,
        "check": 1,
    }
    listed = {
        name: desk.get("/admin/entrepreneurs/enterprise/", {"lacks": name}).context["cl"].result_count
        for name in counts
    }
    assert listed == counts


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_page_of_quality_takes_the_same_number_of_queries(
    rows: int, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(rows):
        make_enterprise()
    with django_assert_num_queries(len(quality.CHECKS) + 6):
        desk.get(reverse("admin:entrepreneurs_quality"))


def test_the_desk_says_what_must_not_wait(desk: Client) -> None:
    make_enterprise(summary_sr="")
    page = desk.get("/admin/").content.decode()
    assert 'href="/admin/entrepreneurs/enterprise/?lacks=summary"' in page
    assert Entrepreneur.objects.count() == 0
