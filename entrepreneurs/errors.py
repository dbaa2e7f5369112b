"""Why a change of the registry is refused; each says it in a sentence for the person."""

from django.utils.functional import Promise


class ChangeRefused(Exception):  # noqa: N818 -- reads as what happened
    """The record is not in a state that allows this; nothing was changed. `message` is for the person."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(str(message))
        self.message = message
