"""Addresses of websites that people type."""

from typing import Any, Final
from urllib.parse import urlsplit

from django import forms
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


class WebAddressField(forms.URLField):
    """Takes `pcela.example.org` and gives `https://pcela.example.org`; a wrong address is told in one sentence."""

    # In place of Django's own, which would say it twice.
    default_validators = [validate_web_address]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", max_length=300, **kwargs)
