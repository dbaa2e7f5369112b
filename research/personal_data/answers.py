"""Personal fields of answers: of anonymous surveys there is nothing to find, that is the promise."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from center.base.personal_data import deleted, kept, not_findable, register
from center.base.personal_data.cookies import cookie
from research.models import Draft, Response
from research.personal_data.surveys import UNFINISHED

_NOBODY = _(
    "Answers are linked to invitations at most, and of an anonymous survey to nothing; we cannot tell whose they are."
)

register(
    Draft,
    personal={
        "answers": _("what you answered so far, encrypted"),
        "language": _("chosen language"),
        "started_at": _("when you began"),
        "saved_at": _("when you went on"),
    },
    other=[
        "id",
        "survey",
        "invitation",
        "mode",
        "code_hash",
        "page",
        "furthest",
        "form_number",
        "entered_by",
    ],
    purpose=_("Keeping an unfinished answer, so that you can go on later or on another device."),
    retention=format_lazy(
        _(
            "Until you send it; unfinished: {kept} after you last went on, and never longer than the survey runs."
        ),
        kept=UNFINISHED,
    ),
    owner=not_findable(_NOBODY),
    erasure=deleted(),
)
register(
    Response,
    personal={
        "answers": _("what you answered"),
        "day": _("on which day"),
        "language": _("chosen language"),
        "duration": _("about how long it took"),
        "is_fast": _("whether that was faster than one can read"),
        "stratum": _("to which group of invited organisations you belong"),
    },
    other=["key", "survey", "is_anonymous", "invitation", "mode", "form_number", "entered_by"],
    purpose=_("Finding out what social enterprises are like and what the community thinks of them."),
    retention=_(
        "As long as the results are of use to research (Art. 92 of the Law on Personal Data Protection)."
    ),
    owner=not_findable(_NOBODY),
    erasure=kept(_("Published results are made of it.")),
)

cookie(
    "survey-",
    _("Questionnaire"),
    purpose=_("Lets you go back and forth in a questionnaire that you have begun."),
    kept=_("Until you send it or close the browser"),
)
