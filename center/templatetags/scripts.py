"""Template filters for Serbian texts that are typed once and have no English twin."""

from django import template
from django.utils.safestring import SafeString

from center.base import person_names, shown_text

register = template.Library()


@register.filter
def in_script(text: object) -> str:
    """`{{ advisor.name_sr|in_script }}`: Serbian in the script of the page, escaped by the template."""
    return shown_text.in_script(str(text))


@register.filter
def shown_name(stored: object) -> str:
    """`{{ person.name|shown_name }}`: a name in the script of the page, or that the person was erased."""
    return person_names.shown_name(str(stored))


@register.filter
def quoted(text: object, written_in: str = "") -> SafeString:
    """`{{ question.text|quoted:question.language }}`: another person's words, marked with their language."""
    return shown_text.quoted(str(text), written_in)
