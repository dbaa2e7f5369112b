"""Personal fields of the tables that come with packages: logins, second factors, sessions, jobs, who acted."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _
from pghistory.models import Context
from procrastinate.contrib.django.models import (
    ProcrastinateEvent,
    ProcrastinateJob,
    ProcrastinatePeriodicDefer,
    ProcrastinateWorker,
)

from center.base.personal_data import kept, not_findable, of_login, register
from center.personal_data.portal import LOG, OF_LOGS

_WITH_THE_LOGIN = _("It goes with the login, which is emptied and closed when it is yours alone.")

register(
    EmailAddress,
    named=_("email addresses for signing in"),
    personal={"email": _("email address"), "user": _("account")},
    other=["id", "verified", "primary"],
    purpose=_("Signing in with an email address."),
    retention=_("While the account is used."),
    owner=of_login("user"),
    erasure=kept(_WITH_THE_LOGIN),
)
register(EmailConfirmation, other=["id", "email_address", "created", "sent", "key"])
register(
    Authenticator,
    named=_("second factors"),
    personal={
        "user": _("account"),
        "type": _("kind of second factor"),
        "data": _("secret or key of the second factor, encrypted"),
        "created_at": _("day it was set up"),
        "last_used_at": _("time it was last used"),
    },
    other=["id"],
    purpose=_("Making sure that it is you who signs in."),
    retention=_("Until you remove it or the account is closed."),
    owner=of_login("user"),
    told={"data": lambda _factor: _("kept only for checking, not repeated here")},
    erasure=kept(_WITH_THE_LOGIN),
)
register(
    UserSession,
    named=_("devices where you are signed in"),
    personal={
        "user": _("account"),
        "ip": _("internet address of the device"),
        "user_agent": _("browser of the device"),
        "created_at": _("time of signing in"),
        "last_seen_at": _("time it was last used"),
        "data": _("notes on the session"),
    },
    other=["id", "session_key"],
    purpose=_("Showing you where you are signed in, so that you can sign out there."),
    retention=_("Until you sign out, two weeks at most."),
    owner=of_login("user"),
    erasure=kept(_WITH_THE_LOGIN),
)
register(
    Session,
    named=_("notes of your browser while it is signed in"),
    personal={"session_data": _("who is signed in, and messages from one page to the next")},
    other=["session_key", "expire_date"],
    purpose=_("Keeping you signed in from one page to the next."),
    retention=_("Until you sign out, two weeks at most."),
    owner=not_findable(_("A session says nothing that your list of devices does not say better.")),
)
register(
    Context,
    named=_("who changed what in the records"),
    personal={"metadata": _("number of the account that changed something, and by which request")},
    other=["id", "created_at", "updated_at"],
    purpose=_("Showing who changed what in the records."),
    retention=OF_LOGS,
    owner=not_findable(LOG),
)
# Jobs carry numbers of rows alone; a test looks at every one that is queued.
register(
    ProcrastinateJob,
    other=[
        "id",
        "queue_name",
        "task_name",
        "priority",
        "lock",
        "args",
        "status",
        "scheduled_at",
        "attempts",
        "queueing_lock",
        "abort_requested",
        "worker",
    ],
)
register(ProcrastinateEvent, other=["id", "job", "type", "at"])
register(ProcrastinateWorker, other=["id", "last_heartbeat"])
register(ProcrastinatePeriodicDefer, other=["id", "task_name", "defer_timestamp", "job", "periodic_id"])
# Stays empty (`center/admin_once.py`): our histories tell more, and can be made to forget.
register(
    LogEntry,
    other=[
        "id",
        "action_time",
        "user",
        "content_type",
        "object_id",
        "object_repr",
        "action_flag",
        "change_message",
    ],
)
register(Group, other=["id", "name", "permissions"])
register(Permission, other=["id", "name", "content_type", "codename"])
register(ContentType, other=["id", "app_label", "model"])
