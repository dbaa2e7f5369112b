"""Letters to colleagues about cases; queued in the transaction of their cause."""

from center.services import queue_letter
from consultations import emails
from consultations.models import AccessRequest, CaseAdvisor


def about_request(request: AccessRequest) -> None:
    """Tell the lead that a colleague asks to read the case; without one the desk tells the coordinators."""
    lead = CaseAdvisor.objects.leads().filter(case=request.case_id).select_related("advisor__user").first()
    if lead is None or not lead.advisor.user.is_active:
        return
    user = lead.advisor.user
    letter = emails.access_asked(request, user)
    queue_letter(letter, kind="consultations/access_asked", to=user.email)


def about_answer(request: AccessRequest) -> None:
    """Tell the colleague what was decided."""
    user = request.asked_by
    if user is not None and user.is_active:
        letter = emails.access_decided(request, user)
        queue_letter(letter, kind="consultations/access_decided", to=user.email)
