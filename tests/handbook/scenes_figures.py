"""Figures: a survey that runs, and its results."""

from center.choices import Role
from research.models import Survey
from tests.handbook.stage import Stage, scene


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
