"""Markdown on a page: `{{ item.body|rich_text }}`."""

from django import template
from django.utils.safestring import SafeString

from center.base.rich_text import rendered

register = template.Library()


@register.filter
def rich_text(text: str, below: int = 1) -> SafeString:
    """Render a text of staff; pictures in the text need `rendered` with the record's pictures.

    `{{ step.body|rich_text:2 }}` stands below a heading of level 2.
    """
    return rendered(text, below=below)
