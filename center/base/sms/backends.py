"""By which way texts leave: nobody's, this terminal's, or an HTTP gateway's."""

import sys
import uuid
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Message:
    """One text. `key` stays the same however often it is tried, so that the other side knows it again."""

    key: uuid.UUID
    to: str
    text: str


class RefusedError(Exception):
    """The text will never be taken like this; the words hold nothing of it."""


class WaitsError(Exception):
    """The text was not taken this time, by trouble on the way or a mistake of ours that will be put right."""


class Backend(Protocol):
    """What sends. To return means that the text was taken; otherwise RefusedError or WaitsError."""

    def send(self, message: Message) -> None: ...


@dataclass(frozen=True)
class Console:
    """Writes texts where the worker was started, for the demo and for trying things out; they are in no log."""

    def send(self, message: Message) -> None:
        sys.stdout.write(f"SMS {message.to}: {message.text}\n")
        sys.stdout.flush()
