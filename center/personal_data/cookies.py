"""Cookies of all pages; their names and ages stand in the settings."""

from django.utils.translation import gettext_lazy as _

from center.base.personal_data.cookies import cookie

cookie(
    "language",
    _("Language"),
    purpose=_("Remembers the language and script that you chose."),
    kept=_("One year"),
)
cookie(
    "csrf",
    _("Form protection"),
    purpose=_("Makes sure that a form was sent by you and not by another site."),
    kept=_("One year"),
)
cookie(
    "known-browser",
    _("Known browser"),
    purpose=_(
        "Set when you have signed in to an account, so that strangers who type wrong passwords cannot keep you out."
    ),
    kept=_("Half a year"),
)
cookie(
    "session",
    _("Session"),
    purpose=_("Keeps you signed in and carries short messages from one page to the next."),
    kept=_("Two weeks after your last page, a month at most; for colleagues an hour, twelve hours at most"),
)
cookie(
    "messages",
    _("Message"),
    purpose=_("Carries a short message to the next page when you are not signed in."),
    kept=_("Until the next page"),
)
