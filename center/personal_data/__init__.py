"""Personal fields of the Center's own models, a file per domain."""

from center.personal_data import (
    activities,
    advocacy,
    audit,
    cookies,
    grants,
    indicators,
    news,
    newsletter,
    packages,
    pictures,
    press,
    resources,
)
from center.personal_data.portal import BY_CONTACT, LOG, LOGS_KEPT

__all__ = [
    "BY_CONTACT",
    "LOG",
    "LOGS_KEPT",
    "activities",
    "advocacy",
    "audit",
    "cookies",
    "grants",
    "indicators",
    "news",
    "newsletter",
    "packages",
    "pictures",
    "press",
    "resources",
]
