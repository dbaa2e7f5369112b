"""What enterprises sent: claims and proposed changes."""

from entrepreneurs.models import ChangeProposal, ClaimRequest, Enterprise
from tests.entrepreneurs.claims import make_claim, make_proposal
from tests.handbook.stage import Stage, scene


@scene("enterprises-change", quick=True)
def change(stage: Stage) -> None:
    if not ChangeProposal.objects.exists():
        make_proposal(
            Enterprise.objects.published().earliest("pk"),
            summary_sr="Правимо зимницу од поврћа из наших башта, за комшије и за ресторане.",
        )
    page = stage.open(f"/admin/entrepreneurs/changeproposal/{ChangeProposal.objects.latest('pk').pk}/change/")
    page.get_by_role("button", name="Вратите с поруком").wait_for()
    stage.mark(stage.button("Објавите означено"), 3)
    stage.take(".change-line", ".change .submit-row")


@scene("enterprises-claim")
def claim(stage: Stage) -> None:
    if not ClaimRequest.objects.exists():
        make_claim()
    page = stage.open(f"/admin/entrepreneurs/claimrequest/{ClaimRequest.objects.latest('pk').pk}/change/")
    page.get_by_role("button", name="Одбијте").wait_for()
    stage.mark(stage.button("Одобрите захтев"), 3)
    page.get_by_text("Нова особа").first.wait_for()
    stage.take(
        page.get_by_text("Ко је то?").first,
        page.get_by_text("Постојећи запис изаберите").first,
        stage.button("Одобрите захтев"),
    )
