"""Structured logs: one JSON object a line, with the request's id and without personal data.

What may hold personal data is left out by construction: addresses, query strings, form values, the text of
exceptions (a database error quotes the row) and the arguments of Django's own request messages.
"""

import contextvars
import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")
# Signs that JSON leaves as they are and that programs take for the end of a line or for orders to a terminal.
_ESCAPED = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029)}
_OWN_FIELDS = ("route", "method", "status", "milliseconds", "job", "mail", "error", "seal")
# Loggers whose arguments carry a path or a value that a visitor typed.
_BARE = ("django.request", "django.server", "django.db.backends")
# Loggers whose messages come with such a value already in them, as the Host header that was refused.
_MUTE = "django.security"


class AddRequest(logging.Filter):
    """Put the id of the request at hand on each record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


def _message(record: logging.LogRecord) -> str:
    if record.name.startswith(_MUTE):
        return "suspicious request refused"
    return str(record.msg) if record.name.startswith(_BARE) else record.getMessage()


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line of JSON, times in UTC."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
        }
        if identifier := getattr(record, "request_id", ""):
            line["request"] = identifier
        for name in _OWN_FIELDS:
            if (value := getattr(record, name, None)) is not None:
                line[name] = value
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
            line["trace"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps(line, ensure_ascii=False, default=str).translate(_ESCAPED)
