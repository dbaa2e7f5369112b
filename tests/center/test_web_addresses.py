"""Addresses of websites that people type."""

import pytest
from django.core.exceptions import ValidationError

from center.base.web_addresses import validate_web_address


@pytest.mark.parametrize(
    "url", ["https://pcela.example.org/", "http://пчела.срб", "https://pcela.example.org/@pcela?a=b@c"]
)
def test_an_address_of_a_site_is_accepted(url: str) -> None:
    validate_web_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://bank.example@elsewhere.example/",
        "https://bank.example:80@elsewhere.example",
        "ftp://pcela.example.org/",
        "javascript:alert(1)",
        "",
    ],
)
def test_what_leads_elsewhere_than_it_seems_or_to_no_site_is_refused(url: str) -> None:
    with pytest.raises(ValidationError):
        validate_web_address(url)
