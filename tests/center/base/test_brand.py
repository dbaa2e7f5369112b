import pytest

from center.base.brand import contrast, is_readable


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
