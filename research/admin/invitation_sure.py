"""What is asked before an invitation, or all of a sample, is given up; and which invitations are shown at all."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from research.choices import Mode
from research.models import Invitation, Sample, Survey
from research.querysets import InvitationQuerySet


def asked_first(request: HttpRequest, survey: Survey) -> dict[str, Any] | None:
    """Return what the page asks before the deed: its label, warning, and what to send; None to go on with it."""
    if "really" in request.POST:
        return None
    if "give_up" in request.POST:
        return {
            "name": "give_up",
            "value": "1",
            "label": _("Give up the sample"),
            "warning": _(
                "All invitations of this sample are taken back. No letter went out yet, so nobody notices. Then you"
                " can draw another sample."
            ),
        }
    for name in ("renew", "withdraw"):
        if name in request.POST:
            row = invitation_of(survey, request.POST[name])
            return {"name": name, "value": str(row.pk), "row": row, **_words(name, row)}
    return None


def _words(name: str, row: Invitation) -> dict[str, str]:
    if name == "withdraw":
        warning = _(
            "The code of this invitation opens nothing any more, and what was begun with it is deleted."
        )
        if row.enterprise_id:
            warning += " " + _("The enterprise was drawn and cannot be invited to this survey again.")
        return {"label": _("Take the invitation back"), "warning": warning}
    if row.mode == Mode.MAIL:
        return {
            "label": _("Send a new letter"),
            "warning": _(
                "A letter with a new code goes out at once. The code of the old one opens nothing any more."
            ),
        }
    return {
        "label": _("New code (PDF)"),
        "warning": _(
            "You get a sheet with a new code, which stands nowhere else. The code of the old one opens nothing any"
            " more."
        ),
    }


def invitation_of(survey: Survey, number: str) -> Invitation:
    """Return the invitation of the survey with this number. Raises Http404."""
    found = (
        survey.invitations.filter(pk=int(number)).first() if number.isascii() and number.isdigit() else None
    )
    if found is None:
        raise Http404
    found.survey = survey
    return found


def listed(survey: Survey, sample: Sample | None) -> InvitationQuerySet:
    """Return the invitations without those of samples that were given up, which nobody has ever heard of."""
    of_sample = Q(enterprise__isnull=False, letter_at=None, withdrawn_at__isnull=False)
    if sample is not None:
        of_sample &= Q(withdrawn_at__lt=sample.drawn_at)
    return survey.invitations.exclude(of_sample)
