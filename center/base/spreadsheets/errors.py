"""What keeps a file or a cell from being read, as a sentence for the person who brought it."""

from django.core.exceptions import ValidationError


class SpreadsheetError(ValidationError):
    """The file cannot be taken; the message says why and what to do."""
