"""Words that somebody writes as a reason or an answer, checked before they are kept."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def checked_words(field: str, text: str, *, longest: int, needed: bool = True) -> str:
    """Return the words without blanks around them; raise ValidationError at the field for none or too many."""
    words = text.strip()
    if needed and not words:
        raise ValidationError({field: _("Please say why.")})
    if len(words) > longest:
        raise ValidationError({field: _("This text is too long. Please shorten it.")})
    return words
