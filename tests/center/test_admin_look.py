"""The admin's stylesheet repeats the tokens of the house; they must stay the same."""

import re
from pathlib import Path

import pytest
from django.conf import settings

STYLES = Path(settings.BASE_DIR) / "static/center"


def tokens(name: str, *, dark: bool) -> dict[str, str]:
    """Return the custom properties of the first `:root`, or of the one for dark devices."""
    text = re.sub(r"/\*.*?\*/", "", (STYLES / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    start = text.index("prefers-color-scheme: dark") if dark else 0
    block = text[text.index(":root", start) :]
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", block[: block.index("}")]))


@pytest.mark.parametrize("dark", [False, True])
def test_the_admin_uses_the_tokens_of_the_public_pages(dark: bool) -> None:
    admin, public = tokens("admin.css", dark=dark), tokens("portal.css", dark=dark)
    assert {name: value for name, value in admin.items() if public.get(name) != value} == {}
    assert len(admin) > 10
