"""Figures: values and their proof, the report to the donor, a survey that runs."""

from center.choices import Role
from center.demo_data import demo_user
from center.models import GrantReport, IndicatorPeriod, Measurement
from research.models import Survey
from tests.handbook.stage import Stage, scene


@scene("indicator-count")
def count(stage: Stage) -> None:
    stage.open("/admin/center/indicator/outline/").get_by_role(
        "link", name="Извештаји донатору"
    ).first.wait_for()
    period = (
        IndicatorPeriod.objects.filter(indicator__measure__gt="", locked_at=None)
        .exclude(measurements__state="proposed")
        .latest("pk")
    )
    page = stage.open(f"/admin/center/indicatorperiod/{period.pk}/change/")
    stage.mark(page.get_by_role("link", name="Избројте").first, 2)
    stage.mark(page.get_by_role("link", name="ручно").first, 3)
    stage.take("#content h1", "#content-main", lowest=700)


@scene("indicator-approve")
def approve(stage: Stage) -> None:
    value = (
        Measurement.objects.filter(state="proposed")
        .exclude(proposed_by=demo_user(Role.COORDINATOR))
        .earliest("pk")
    )
    stage.open(f"/admin/center/measurement/{value.pk}/change/")
    stage.link("Додајте доказ").wait_for()
    stage.button("Вратите вредност").wait_for()
    stage.mark(stage.button("Одобрите вредност"), 6)
    stage.take("#content h1", "#content-main", lowest=760)


@scene("grant-report")
def report(stage: Stage) -> None:
    draft = GrantReport.objects.filter(state="draft").earliest("pk")
    page = stage.open(f"/admin/center/grantreport/{draft.pk}/change/")
    stage.mark(page.get_by_role("link", name="Преглед").first, 5)
    stage.mark(stage.button("Издајте извештај"), 6)
    stage.take("#content h1", "#content-main", lowest=700)


@scene("survey-progress", Role.RESEARCHER)
def progress(stage: Stage) -> None:
    survey = Survey.objects.filter(state="open").earliest("pk")
    page = stage.open(f"/admin/research/survey/{survey.pk}/change/")
    stage.button("Затворите анкету").wait_for()
    page.get_by_role("link", name="Како тече").click()
    page.wait_for_load_state("networkidle")
    stage.mark(page.get_by_role("link", name="Како тече"), 6)
    stage.take(
        "#content h1",
        page.get_by_role("heading", name="Докле људи стижу"),
        page.locator("#content-main, #content > div").first,
        lowest=820,
    )
