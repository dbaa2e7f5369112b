"""Template filters for Serbian texts that are typed once and have no English twin."""

from django import template

from center.base import shown_text

register = template.Library()


@register.filter
def in_script(text: object) -> str:
    """`{{ advisor.name_sr|in_script }}`: Serbian in the script of the page, escaped by the template."""
    return shown_text.in_script(str(text))
