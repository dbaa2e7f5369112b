"""What a form carried that could not be taken, so that the page about the fault can send it once more.

Nothing here asks a database. The protection against foreign sites is carried as it came and never made anew: a form
that a foreign site sent stays one after the fault, whoever presses the button.
"""

from dataclasses import dataclass
from typing import Final, Self

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

_FORMS: Final = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
# No page repeats a password, not even one that nobody but its sender sees.
_SECRET: Final = "password"  # noqa: S105 -- a part of names of fields
_PROTECTION: Final = "csrfmiddlewaretoken"
# What is worth reading again before it is sent; shorter words are typed in a moment.
_LONG: Final = 60
# The field of `GuardedForm`, by which a second sending is known.
_KEY: Final = "token"


def fields_to_keep(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the fields of a readable form in their order, without passwords and the protection of that one page."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != _PROTECTION and _SECRET not in name.casefold()
    ]


@dataclass(frozen=True)
class SentForm:
    """The fields of a form in their order, and the names of the files that have to be chosen again."""

    action: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]
    has_secret: bool

    @classmethod
    def of(cls, request: HttpRequest) -> Self | None:
        """Return what the request carried, or None if it was no form or cannot be read any more."""
        if request.method != "POST" or request.content_type not in _FORMS or _is_long(request):
            return None
        try:
            posted, files = request.POST, request.FILES
        except (MultiPartParserError, SuspiciousOperation, UnreadablePostError, OSError):
            return None
        if not posted:
            return None
        fields = tuple((name, value) for name, values in posted.lists() for value in values)
        return cls(
            action=request.get_full_path(),
            fields=fields,
            files=tuple((name, file.name or "") for name, found in files.lists() for file in found),
            has_secret=any(_SECRET in name.casefold() for name, _value in fields),
        )

    @property
    def texts(self) -> list[str]:
        """What somebody took time to write."""
        return [value for _name, value in self.fields if len(value) >= _LONG and " " in value.strip()]

    @property
    def counts_once(self) -> bool:
        """Whether the form has a key by which a second sending is known."""
        return any(name == _KEY for name, _value in self.fields)


def _is_long(request: HttpRequest) -> bool:
    """Tell of what only some views take from some people: who asks can no longer be found out."""
    length = request.headers.get("content-length") or "0"
    return not length.isdigit() or int(length) > settings.MAX_BODY_BYTES
