"""Letters of the portal: one function per letter over one `compose`; nothing here stores or sends."""

from center.emails import press
from center.emails.portal import (
    HTML_LANG,
    Letter,
    access_ended,
    compose,
    invitation,
    second_factor_reset,
    signed_out,
    wrap,
)

__all__ = [
    "HTML_LANG",
    "Letter",
    "access_ended",
    "compose",
    "invitation",
    "press",
    "second_factor_reset",
    "signed_out",
    "wrap",
]
