"""Numbers of indicators in templates."""

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from center.base.bilingual import shown
from center.base.figures import figure
from center.base.value_bars import ValueBar
from center.choices.indicators import IndicatorKind
from center.models import Indicator, Measurement
from center.services.achievements import Standing
from center.services.counting import Count, CountedPart

register = template.Library()


@register.simple_tag
def indicator_figure(indicator: Indicator, number: Decimal | None) -> str:
    """Say a number of an indicator, such as its target."""
    return figure(number, is_percentage=indicator.kind == IndicatorKind.PERCENTAGE)


@register.simple_tag
def standing_figure(standing: Standing) -> str:
    """Say the value of an indicator over all its periods."""
    is_percentage = standing.indicator.kind == IndicatorKind.PERCENTAGE
    return figure(standing.value, is_percentage=is_percentage, is_withheld=standing.is_withheld)


@register.simple_tag
def value_figure(value: Measurement) -> str:
    """Say one value."""
    is_percentage = value.kind == IndicatorKind.PERCENTAGE
    return figure(value.value, is_percentage=is_percentage, is_withheld=value.is_withheld)


@register.simple_tag
def part_figure(number: Decimal | None) -> str:
    """Say the number of a part; one that is empty is withheld."""
    return figure(number, is_withheld=number is None)


@register.simple_tag
def count_figure(found: Count) -> str:
    """Say what the portal counts now."""
    return figure(found.value, is_percentage=found.measure.is_share, is_withheld=found.is_withheld)


@register.simple_tag
def count_part(part: CountedPart) -> str:
    """Say a part of what the portal counts now, such as "sex: women – 12"."""
    title = shown(part.dimension_sr, part.dimension_en).plain
    label = shown(part.label_sr, part.label_en).plain
    return f"{title}: {label} – {figure(part.value, is_withheld=part.value is None)}"


@register.simple_tag
def drawn_bar(bar: ValueBar) -> SafeString:
    """Draw a bar; its numbers stand beside it in words. A page has hundreds, for which a template would be slow."""
    return format_html(
        '<svg class="value-bar{}" width="100%" height="12" aria-hidden="true" focusable="false">'
        '<rect class="value-track" width="100%" height="100%" rx="3"/>'
        '<rect class="value-length" width="{}%" height="100%" rx="3"/>{}{}</svg>',
        " value-bar-reached" if bar.is_reached else "",
        bar.length,
        _mark(bar.baseline, "value-baseline", "M0 -2V14"),
        _mark(bar.target, "value-target", "M-1.5 -4V16"),
    )


def _mark(at: str, name: str, path: str) -> SafeString | str:
    drawn = '<svg x="{}%" overflow="visible"><path class="{}" d="{}"/></svg>'
    return format_html(drawn, at, name, path) if at else ""
