"""Fixed lists that the Center's own models share."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Language(models.TextChoices):
    """The languages of the interface; a person's mails follow the chosen one."""

    SERBIAN_CYRILLIC = "sr", _("Serbian, Cyrillic")
    SERBIAN_LATIN = "sr-latn", _("Serbian, Latin")
    ENGLISH = "en", _("English")


class Weekday(models.IntegerChoices):
    """Days as `datetime.date.isoweekday` counts them."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class Role(models.TextChoices):
    """Groups of staff; what each may do stands in the `roles.py` of each app."""

    COORDINATOR = "coordinator", _("Coordinator")
    ADVISOR = "advisor", _("Advisor")
    EDITOR = "editor", _("Editor")
    RESEARCHER = "researcher", _("Researcher")


class LinkKind(models.TextChoices):
    WEB = "web", _("Website")
    FACEBOOK = "facebook", "Facebook"
    INSTAGRAM = "instagram", "Instagram"
    LINKEDIN = "linkedin", "LinkedIn"
    YOUTUBE = "youtube", "YouTube"


class MailState(models.TextChoices):
    QUEUED = "queued", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")


# What stands in the place of an error where we ourselves kept a mail from being sent.
TAKEN_BACK: Final = "taken back"


class TextState(models.TextChoices):
    """Where a text message stands; one that is not needed any more was never sent."""

    QUEUED = "queued", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")
    DROPPED = "dropped", pgettext_lazy("of a text message", "Not needed any more")


class StaffActionKind(models.TextChoices):
    INVITED = "invited", _("Invited")
    ROLES_CHANGED = "roles_changed", _("Roles changed")
    ACCESS_ENDED = "access_ended", _("Access ended")
    SECOND_FACTOR_RESET = "second_factor_reset", _("Second factor reset")
    SIGNED_OUT = "signed_out", _("Signed out everywhere")


class AccountEventKind(models.TextChoices):
    SIGNED_IN = "signed_in", _("Signed in")
    SIGN_IN_FAILED = "sign_in_failed", _("Wrong password or code")
    SECOND_FACTOR_FAILED = "second_factor_failed", _("Wrong second factor")
    SIGNED_OUT = "signed_out", _("Signed out")
    PASSWORD_CHANGED = "password_changed", _("Password changed")
    PASSWORD_RESET = "password_reset", _("Password was reset")
    SECOND_FACTOR_ADDED = "second_factor_added", _("Second factor added")
    SECOND_FACTOR_REMOVED = "second_factor_removed", _("Second factor removed")
    RECOVERY_CODES_MADE = "recovery_codes_made", _("New recovery codes")


class AmendmentKind(models.TextChoices):
    ERASURE = "erasure", _("A person was erased")
    RETENTION = "retention", _("Kept no longer")
    LOG_ENDED = "log_ended", _("A log was shortened")
    BY_HAND = "by_hand", _("By hand, with a reason")


class QuestionState(models.TextChoices):
    NEW = "new", _("New")
    ANSWERED = "answered", _("Answered")
    SPAM = "spam", _("Unwanted")
