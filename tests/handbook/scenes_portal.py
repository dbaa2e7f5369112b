"""The portal itself: accounts, people's own data, letters that could not be sent."""

from center.choices import MailState, Role
from center.demo_data import demo_user
from center.models import StoredMail
from entrepreneurs.models import Entrepreneur
from tests.browser import go
from tests.center.factories import make_mail
from tests.handbook.stage import Stage, scene


@scene("accounts-invite")
def invite(stage: Stage) -> None:
    page = stage.open("/admin/center/user/")
    go(page, stage.link("Позовите сарадника"))
    page.locator("[name=email]").fill("sanja@demo.example")
    page.locator("[name=name]").fill("Сања Демо")
    stage.mark(stage.button("Пошаљите позивницу"), 3)
    stage.take("#content h1", "#content form")


@scene("accounts-leave")
def leave(stage: Stage) -> None:
    user = demo_user(Role.ADVISOR, 2)
    page = stage.open(f"/admin/center/user/{user.pk}/change/")
    stage.link("Промените име и улоге").wait_for()
    stage.mark(stage.button("Укините приступ"), 2)
    stage.take("#content h1", page.get_by_text("Промене овог налога").first, lowest=700)


@scene("personal-data-copy")
def copy(stage: Stage) -> None:
    person = Entrepreneur.objects.filter(merged_into=None).earliest("pk")
    page = stage.open(f"/admin/entrepreneurs/entrepreneur/{person.pk}/change/")
    stage.button("Забележите захтев у вези са подацима").wait_for()
    go(page, stage.link("Копија података"))
    stage.mark(stage.button("Сачувајте копију"), 2)
    stage.take("#content h1", "#content form")


@scene("personal-data-erase")
def erase(stage: Stage) -> None:
    person = Entrepreneur.objects.filter(merged_into=None).earliest("pk")
    page = stage.open(f"/admin/entrepreneurs/entrepreneur/{person.pk}/change/")
    go(page, stage.link("Обришите особу"))
    stage.mark(stage.button("Обришите заувек"), 2)
    stage.take("#content h1", "#content form", lowest=640)


@scene("mails-failed")
def mails(stage: Stage) -> None:
    mail = StoredMail.objects.filter(state=MailState.FAILED).first() or make_mail(
        kind="consultations/confirmed",
        recipient="mila@demo.exampel",
        subject="Ваш разговор је заказан",
        state=MailState.FAILED,
        last_error="550 5.1.2 Host unknown: demo.exampel",
    )
    stage.open("/admin/").get_by_role("heading", name="Поруке које нису могле да се пошаљу").wait_for()
    page = stage.open(f"/admin/center/storedmail/{mail.pk}/change/")
    stage.mark(stage.button("Пошаљите поново"), 4)
    stage.take(
        "#content h1",
        page.get_by_text("Последња грешка").first,
        page.get_by_text("Сачувано:").first,
        lowest=700,
    )
