"""Events: published, who comes, the door, the paper list."""

from datetime import timedelta

from django.utils import timezone

from events.models import Event
from tests.browser import go
from tests.handbook.stage import Stage, scene


@scene("event-draft")
def draft(stage: Stage) -> None:
    event = Event.objects.filter(state="draft").earliest("pk")
    page = stage.open(f"/admin/events/event/{event.pk}/change/")
    stage.mark(stage.button("Објавите"), 4)
    for heading in ("Шта људи читају", "Ко може да дође"):
        page.get_by_role("heading", name=heading).wait_for()
    stage.take("#content h1", "#content h2", "#event_form", lowest=700)


@scene("event-people")
def people(stage: Stage) -> None:
    event = Event.objects.filter(state="published", kind="workshop").earliest("starts_at")
    page = stage.open(f"/admin/events/event/{event.pk}/change/")
    for words in ("Одложите", "Откажите догађај"):
        stage.button(words).wait_for()
    page.get_by_role("link", name="Скините са списка").first.wait_for()
    stage.mark(stage.link("Пријавите особу која зове"), 6)
    stage.mark(stage.link("Списак присутних"), 7)
    stage.take("#content h1", "#content h2", page.get_by_role("heading", name="Шта и када"), lowest=640)


@scene("door-page")
def door(stage: Stage) -> None:
    event = Event.objects.filter(state="published", kind="fair").latest("pk")
    page = stage.open(f"/admin/events/event/{event.pk}/change/")
    go(page, page.get_by_role("link", name="Улаз", exact=True).first)
    stage.link("Ко је дошао и исправке").wait_for()
    page.get_by_label("За кога").fill("Главни улаз, Ана")
    stage.mark(stage.button("Направите пропусницу"), 2)
    stage.take("#content h1", "#content form.book", stage.button("Направите пропусницу"), lowest=1200)


@scene("paper-list-import")
def paper_list(stage: Stage) -> None:
    event = Event.objects.filter(starts_at__lt=timezone.now() - timedelta(days=1), kind="workshop").earliest(
        "pk"
    )
    page = stage.open(f"/admin/events/event/{event.pk}/change/")
    go(page, stage.link("Увезите потписани списак"))
    page.locator("input[type=file]").wait_for()
    stage.mark(page.locator("input[type=file]"), 4)
    stage.take("#content h1", "#content form")
