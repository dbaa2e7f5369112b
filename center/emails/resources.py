"""Letters about deadlines of calls for funding; nothing here stores or sends."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from center.base.letter_kinds import name_kinds
from center.emails.portal import Letter, compose
from center.links.calls import confirm_url, leave_url
from center.models import CallSignUp

name_kinds(
    {
        "center/call_confirm": _("Call for funding: may we remind you"),
        "center/call_week": _("Call for funding: seven days left"),
        "center/call_day": _("Call for funding: one day left"),
        "center/call_ended": _("Call for funding: ended early"),
    }
)


def may_we_remind(sign_up: CallSignUp) -> Letter:
    """Ask the owner of an address whether it was they who asked; holds the personal link."""
    return _letter("call_confirm", sign_up, link=confirm_url(sign_up))


def about_deadline(sign_up: CallSignUp, kind: str) -> Letter:
    """Remind of the deadline, seven days ("week") or one day ("day") before."""
    return _letter(f"call_{kind}", sign_up, link=leave_url(sign_up))


def about_end(sign_up: CallSignUp) -> Letter:
    """Tell that the call was withdrawn, or that its money is spent."""
    return _letter("call_ended", sign_up, link=leave_url(sign_up))


def _letter(name: str, sign_up: CallSignUp, **more: str) -> Letter:
    with translation.override(sign_up.language):
        page = f"{settings.BASE_URL}{reverse('resources:call', args=[sign_up.call.slug])}"
    context = {"sign_up": sign_up, "call": sign_up.call, "page": page, **more}
    return compose(f"center/emails/{name}", context, sign_up.language)
