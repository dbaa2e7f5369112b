"""A person recognises the own phone in the list of devices."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from center.base.devices import device_name

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (f"Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} Chrome/140.0.0.0 Safari/537.36", "Chrome, Linux"),
        (f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/140.0.0.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        (f"Mozilla/5.0 (Linux; Android 9) {WEBKIT} Chrome/99.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (Android 13; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox, Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Safari/604.1",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) Version/17.0 Safari/605.1.15", "Safari, Mac"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_browser_is_called_as_its_owner_calls_it(user_agent: str, name: str) -> None:
    assert device_name(user_agent) == name


@given(st.text())
def test_nothing_that_a_browser_claims_reaches_the_page(user_agent: str) -> None:
    words = {"Edge", "Opera", "Samsung Internet", "Firefox", "Chrome", "Safari"}
    words |= {"iPhone", "iPad", "Android", "Windows", "Mac", "ChromeOS", "Linux"}
    assert set(device_name(user_agent).split(", ")) - {""} <= words
