"""The desk: visits, calls, cases."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from center.choices import Role
from consultations.models import Case, Consultation
from tests.browser import go
from tests.handbook.stage import Stage, scene


@scene("morning-desk", quick=True)
def morning(stage: Stage) -> None:
    begin_a_visit()
    page = stage.open("/admin/")
    page.get_by_role("heading", name="Данашњи разговори").wait_for()
    stage.mark(stage.page.get_by_role("button", name="Одржано").first)
    page.get_by_role("heading", name="Захтеви који чекају потврду").wait_for()
    stage.take(".desk-day", ".desk-columns", lowest=820)


@scene("booking-times", quick=True)
def booking(stage: Stage) -> None:
    page = stage.open("/admin/")
    go(page, stage.link("Закажите особи која зове"))
    page.get_by_label("Тема").select_option(index=1)
    page.get_by_label("Име", exact=True).fill("Милица Демо")
    page.get_by_label("Телефон").fill("064 123 45 67")
    go(page, stage.button("Прикажите слободне термине"))
    page.locator(".days button").nth(1).click()
    page.wait_for_load_state("networkidle")
    page.locator(".time-choices label").nth(2).click()
    stage.mark(stage.button("Прикажите слободне термине"), 3)
    stage.mark(stage.button("Закажите овај термин"), 6)
    stage.take(".book", lowest=1400)


@scene("booking-here")
def somebody_is_here(stage: Stage) -> None:
    page = stage.open("/admin/")
    go(page, stage.link("Неко је ту"))
    page.locator("#id_name").fill("Драган")
    stage.mark(stage.button("Упишите посету"), 3)
    stage.take(".book", lowest=1400)


@scene("moving-times")
def moving(stage: Stage) -> None:
    visit = (
        Consultation.objects.filter(starts_at__gt=timezone.now() + timedelta(days=2))
        .upcoming()
        .earliest("pk")
    )
    page = stage.open(f"/admin/consultations/consultation/{visit.pk}/change/")
    page.get_by_role("button", name="Откажите разговор").or_(
        page.get_by_role("link", name="Откажите разговор")
    ).first.wait_for()
    page.get_by_role("button", name="Померите посету").or_(
        page.get_by_role("link", name="Померите посету")
    ).first.click()
    page.wait_for_load_state("networkidle")
    stage.mark(page.locator(".move-times button").nth(1), 4)
    stage.link("Каснији дани").wait_for()
    stage.take(".book", lowest=760)


@scene("calls-list")
def calls(stage: Stage) -> None:
    page = stage.open("/admin/")
    block = page.locator("section.desk-block", has=page.get_by_role("heading", name="Кога треба позвати"))
    for words in ("Особа се јавила", "Нико се не јавља", "Заузето"):
        block.get_by_role("button", name=words).first.wait_for()
    stage.mark(block.get_by_role("button", name="Особа се јавила").first, 4)
    stage.take(block, lowest=900)


@scene("case-page", Role.ADVISOR)
def case(stage: Stage) -> None:
    page = stage.open(f"/admin/consultations/case/{Case.objects.earliest('pk').pk}/change/")
    stage.mark(page.locator("summary", has_text="Напишите белешку"), 3)
    stage.mark(stage.button("Додајте задатак"), 4)
    stage.take(".case", lowest=820)


@scene("case-note", Role.ADVISOR)
def note(stage: Stage) -> None:
    page = stage.open(f"/admin/consultations/case/{Case.objects.earliest('pk').pk}/change/")
    page.locator("summary", has_text="Напишите белешку").click()
    page.locator("details.case-note textarea").fill(
        "Договорили смо се да до петка донесе понуду за пећ. Следећи пут рачунамо колико пецива треба да прода."
    )
    stage.mark(stage.button("Сачувајте белешку"))
    stage.take("details.case-note")


def begin_a_visit() -> None:
    """Let today have two visits, of which one is under way, at whatever hour the scene is played."""
    now = timezone.now()
    today = Consultation.objects.filter(starts_at__date=timezone.localdate()).order_by("starts_at")
    later = timedelta(days=70)
    others = list(today.values_list("pk", flat=True)[1:])
    Consultation.objects.filter(pk__in=others).update(
        starts_at=F("starts_at") + later, ends_at=F("ends_at") + later
    )
    visit = Consultation.objects.filter(state="confirmed").latest("pk")
    Consultation.objects.filter(pk=visit.pk).update(
        starts_at=now - timedelta(minutes=20), ends_at=now + timedelta(minutes=40)
    )
