from django.utils.functional import Promise


class StatisticsRefused(ValueError):  # noqa: N818 -- reads as what happened
    """The numbers cannot be computed from what was given. `message` is a sentence for the person."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(str(message))
        self.message = message
