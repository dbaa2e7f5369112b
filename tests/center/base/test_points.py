"""Reading a point out of what people type or paste."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from center.base.point_field import PointField
from center.base.points import Coordinates, NotAPointError, ShortLinkError, parse

TOWN = Coordinates(Decimal("43.58"), Decimal("21.334"))
GOOGLE = "https://www.google.com/maps"


@pytest.mark.parametrize(
    "text",
    [
        "43.58, 21.334",
        "43.58 21.334",
        "43.58,21.334",
        "43.58;21.334",
        "(43.580000, 21.334000)",
        "  43,58  21,334 ",
        "43,58; 21,334",
        "43,58, 21,334",
        "43.58N 21.334E",
        "43.58° N, 21.334° E",
        "N43.58 E21.334",
        "43,58° С, 21,334° И",
        "43,58° S, 21,334° I",
        "21.334 E 43.58 N",
        "43°34'48\"N 21°20'2.4\"E",
        "43° 34′ 48″ N, 21° 20′ 2,4″ E",
        "43°34’48”С 21°20’2,4”И",
        "43°34.8' N 21°20.04' E",
        "43°34'48'' 21°20'2.4''",
        "geo:43.58,21.334",
        "geo:43.58,21.334?z=17",
        "geo:0,0?q=43.58,21.334(Радионица)",
        "https://www.openstreetmap.org/?mlat=43.58&mlon=21.334#map=17/43.50/21.30",
        "https://www.openstreetmap.org/#map=17/43.58/21.334",
        "https://www.openstreetmap.org/node/123#map=17/43.58/21.334&layers=N",
        f"{GOOGLE}/@43.58,21.334,17z",
        f"{GOOGLE}?q=43.58,21.334",
        f"{GOOGLE}/search/43.58,+21.334?entry=tts",
        f"{GOOGLE}/search/?api=1&query=43.58%2C21.334",
        f"{GOOGLE}/place/Radionica/@43.5799,21.3319,17z/data=!3m1!4b1!4m6!3m5!1s0x0:0x0!8m2!3d43.58!4d21.334!16s",
        f"{GOOGLE}/dir/?api=1&destination=43.58,21.334",
        "google.com/maps/@43.58,21.334,15z",
        "https://maps.apple.com/?ll=43.58,21.334&q=Radionica",
        "https://www.bing.com/maps?cp=43.58~21.334&lvl=16",
        "https://waze.com/ul?ll=43.58%2C21.334&navigate=yes",
    ],
)
def test_every_usual_form_of_a_point_is_read(text: str) -> None:
    assert parse(text) == TOWN


def test_south_and_west_are_below_nothing() -> None:
    wanted = Coordinates(Decimal("-33.92"), Decimal("-18.42"))
    assert {parse("33.92 S 18.42 W"), parse("33,92 Ј, 18,42 З"), parse("-33.92, -18.42")} == {wanted}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Крушевац",
        "43.58",
        "43.58, 21.334, 17",
        "91, 21",
        "43, 181",
        "43°61'N 21°20'E",
        "43.58 N 21.334 N",
        "43.58 Q 21.334 E",
        "https://www.openstreetmap.org/node/123",
        f"{GOOGLE}/place/Kruševac",
        "geo:0,0",
        "1" * 3000,
        "NaN, NaN",
        "١٢, ٣٤",
    ],
)
def test_what_names_no_point_is_refused(text: str) -> None:
    with pytest.raises(NotAPointError):
        parse(text)


@pytest.mark.parametrize(
    "text", ["https://maps.app.goo.gl/AbC", "goo.gl/maps/xyz", "https://osm.org/go/xU7_"]
)
def test_a_shortened_link_is_told_apart(text: str) -> None:
    with pytest.raises(ShortLinkError):
        parse(text)


degrees_north = st.decimals(-90, 90, places=6)
degrees_east = st.decimals(-180, 180, places=6)


@given(degrees_north, degrees_east)
def test_what_is_shown_is_read_back(north: Decimal, east: Decimal) -> None:
    point = Coordinates(north, east)
    links = [
        f"https://www.openstreetmap.org/?mlat={north:f}&mlon={east:f}#map=17/{north:f}/{east:f}",
        f"{GOOGLE}/@{north:f},{east:f},17z",
        f"{GOOGLE}?q={north:f},{east:f}",
    ]
    assert {parse(text) for text in (str(point), *links)} == {point}


@given(degrees_north, degrees_east)
def test_degrees_minutes_and_seconds_mean_the_same(north: Decimal, east: Decimal) -> None:
    def sexagesimal(number: Decimal, letters: str) -> str:
        whole, rest = divmod(abs(number) * 3600, 3600)
        minutes, seconds = divmod(rest, 60)
        return f"{whole}°{minutes:.0f}'{seconds:f}\"{letters[number < 0]}"

    text = f"{sexagesimal(north, 'NS')} {sexagesimal(east, 'EW')}"
    assert parse(text) == Coordinates(north, east)


@given(st.text(alphabet="0123456789.,-+°'\"NSEWСЈИЗ !@?#&=/:dgeo~ ", max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        north, east = parse(text)
    except NotAPointError:
        return
    assert (abs(north) <= 90, abs(east) <= 180) == (True, True)


@pytest.mark.usefixtures("english")
class TestField:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("21.334, 43.58", "The latitude comes first. Did you mean 43.58, 21.334?"),
            (
                "59.33, 18.06",
                "The point 59.33, 18.06 is far from Serbia. Is it the right one? Please check the numbers.",
            ),
            (
                "https://maps.app.goo.gl/AbC",
                "This short address does not hold the point itself. Open it, wait for the map, and copy the"
                " long address from the browser.",
            ),
            (
                "код цркве",
                "We found no point in this. Write two numbers, latitude first, for example 43.58, 21.334,"
                " or paste the address of a place from a map.",
            ),
        ],
    )
    def test_says_what_to_do_instead(self, text: str, said: str) -> None:
        with pytest.raises(ValidationError) as refused:
            PointField().clean(text)
        assert refused.value.messages == [said]

    def test_empty_is_no_point_and_a_stored_pair_is_shown_without_zeros(self) -> None:
        stored = Coordinates(Decimal("43.580000"), Decimal("21.334000"))
        field = PointField()
        assert (field.clean(""), field.prepare_value(stored)) == (None, "43.58, 21.334")
        assert (field.has_changed(stored, "43.58, 21.334"), field.has_changed(None, "")) == (False, False)
