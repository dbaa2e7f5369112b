"""Addresses of websites that people type."""

from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

_is_web: Final = URLValidator(schemes=["http", "https"])


def validate_web_address(url: str) -> None:
    """Accept http and https; raise ValidationError for others, and for a name before the site.

    `https://bank.example@elsewhere.example/` leads to elsewhere.example, which few readers see.
    """
    _is_web(url)
    if "@" in urlsplit(url).netloc:
        raise ValidationError(_("The address must not have a name and @ before the site."))
