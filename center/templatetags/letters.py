"""For letters that are written as text."""

import re

from django import template
from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def own_links(text: str) -> SafeString:
    """`{{ body|own_links }}`: the escaped text, in which the addresses of the portal are links.

    Any other address stays text: a letter of ours carries words of visitors, and none of them may become a link.
    """
    # An address stands alone between blanks; any path may follow, and a full stop ends a sentence.
    address = re.compile(rf"(?<!\S)({re.escape(settings.BASE_URL)}(?:/[^\s<>\"]*?)?)(?=[.,;:!?)]*(?:\s|$))")
    pieces = address.split(text)
    # Every second piece is an address.
    pieces[0::2] = map(escape, pieces[0::2])
    pieces[1::2] = (format_html('<a href="{}">{}</a>', each, each) for each in pieces[1::2])
    return mark_safe("".join(pieces))  # noqa: S308 -- each piece is escaped above
