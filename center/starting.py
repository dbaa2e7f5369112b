"""What web and worker ask themselves before they begin: whether it is safe to serve so."""

import logging

from django.conf import settings
from django.core.checks import ERROR, CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from center.checks.rules import found_at_start

_log = logging.getLogger("center.start")


def refuse_unsound_start() -> None:
    """Raise ImproperlyConfigured with a sentence and its fix for each error; log what is only doubtful."""
    found = [*found_at_start(settings), *_owner_is_unknown()]
    for message in found:
        if message.level < ERROR:
            _log.warning("%s", said(message))
    if errors := [said(message) for message in found if message.level >= ERROR]:
        raise ImproperlyConfigured("The portal does not start.\n" + "\n".join(f"- {each}" for each in errors))


def said(message: CheckMessage) -> str:
    return f"{message.msg} {message.hint or ''} ({message.id})"


def _owner_is_unknown() -> list[CheckMessage]:
    """Want the processes that answer visitors not to know who may rewrite history. The demo takes it away itself."""
    if settings.DEMO or "owner" not in settings.DATABASES:
        return []
    return [
        Error(
            "DATABASE_OWNER_URL is set in a process that serves: whoever breaks in could rewrite history.",
            hint="Give it to the commands `migrate`, `backup` and `restore` alone, in a file of its own.",
            id="center.E028",
        )
    ]
