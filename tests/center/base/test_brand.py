import pytest
from hypothesis import given
from hypothesis import strategies as st

from center.base.brand import NIGHT, NIGHT_INK, at_night, contrast, is_readable, style


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)


def test_the_house_colours_have_the_contrast_that_the_design_states() -> None:
    assert round(contrast("#8F2F24", "#FBF8F2"), 1) == 7.6
    assert round(contrast("#FFFFFF", "#8F2F24"), 1) == 8.1
    assert round(contrast("#E9B44C", "#231F20"), 1) == 8.6


@pytest.mark.parametrize(
    ("colour", "readable"), [("#8F2F24", True), ("#2C5A4B", True), ("#E9B44C", False), ("#FFFFFF", False)]
)
def test_a_pale_colour_is_refused(colour: str, readable: bool) -> None:
    assert is_readable(colour) is readable


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_is_read_in_the_dark_too(number: int) -> None:
    lighter, deeper = at_night(f"#{number:06X}")
    assert min(contrast(lighter, NIGHT), contrast(deeper, NIGHT_INK)) >= 7


def test_an_office_keeps_its_colour_in_the_dark() -> None:
    lighter, deeper = at_night("#1D4E79")
    assert (lighter, deeper) == ("#94ABBF", "#1D4E79")
    assert f"--brand: {lighter}" in style("#1D4E79")
    assert style("") == ""
