"""Phone numbers as people read them."""

from django import template

from center.base.phones import display_phone

register = template.Library()


@register.filter
def phone(number: str) -> str:
    """`{{ office.phone|phone }}`: an E.164 number as `037 123456`; others than Serbian with their code."""
    return display_phone(number)
