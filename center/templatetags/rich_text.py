"""Markdown on a page: `{{ item.body|rich_text }}`."""

from django import template
from django.utils.safestring import SafeString

from center.base.rich_text import rendered

register = template.Library()


@register.filter
def rich_text(text: str) -> SafeString:
    """Render a text of staff; pictures in the text need `rendered` with the record's pictures."""
    return rendered(text)
