"""Why a change of the registry is refused; each says it in a sentence for the person."""

from center.refusals import ServiceRefused


class ChangeRefused(ServiceRefused):
    """The record is not in a state that allows this; nothing was changed. `message` is for the person."""
