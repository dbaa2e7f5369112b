"""Dates and times as people write them, from one list of formats for pages, admin and mails."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override

from center.templatetags.moments import days_until

MOMENT = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "form", "shown"),
    [
        ("sr", "DATETIME_FORMAT", "25. новембра 2026. у\u00a009:00"),
        ("sr-latn", "DATETIME_FORMAT", "25. novembra 2026. u\u00a009:00"),
        ("en", "DATETIME_FORMAT", "25 November 2026 at\u00a009:00"),
        ("sr", "SHORT_DATETIME_FORMAT", "25. 11. 2026. у\u00a009:00"),
        ("sr-latn", "SHORT_DATETIME_FORMAT", "25. 11. 2026. u\u00a009:00"),
        ("en", "SHORT_DATETIME_FORMAT", "25 Nov 2026 at\u00a009:00"),
        ("sr", "DATE_FORMAT", "25. новембра 2026."),
        ("en", "DATE_FORMAT", "25 November 2026"),
        ("sr-latn", "MONTH_DAY_FORMAT", "25. novembra"),
        ("en", "MONTH_DAY_FORMAT", "25 November"),
    ],
)
def test_a_moment_is_written_as_people_write_it(language: str, form: str, shown: str) -> None:
    with override(language):
        page = Template("{{ moment|date:form }}").render(Context({"moment": MOMENT, "form": form}))
    assert page == shown


@pytest.mark.parametrize(
    ("language", "moment", "day", "within", "short"),
    [
        (
            "sr",
            "Среда, 25. новембра 2026. у\u00a009:00",
            "Среда, 25. новембра 2026.",
            "среда, 25. новембра 2026.",
            "25. новембра",
        ),
        (
            "sr-latn",
            "Sreda, 25. novembra 2026. u\u00a009:00",
            "Sreda, 25. novembra 2026.",
            "sreda, 25. novembra 2026.",
            "25. novembra",
        ),
        (
            "en",
            "Wednesday, 25 November 2026 at\u00a009:00",
            "Wednesday, 25 November 2026",
            "Wednesday, 25 November 2026",
            "25 November",
        ),
    ],
)
def test_the_booking_pages_name_the_day(
    language: str, moment: str, day: str, within: str, short: str
) -> None:
    filters = ("long_moment", "long_day", "day_in_sentence", "short_day")
    text = "{% load moments %}" + "|".join(f"{{{{ when|{name} }}}}" for name in filters)
    with override(language):
        shown = Template(text).render(Context({"when": MOMENT}))
        alone = Template("{% load moments %}{{ day|long_day }}").render(Context({"day": date(2026, 11, 25)}))
    assert (shown.split("|"), alone) == ([moment, day, within, short], day)


@pytest.mark.parametrize(
    ("language", "last", "shown"),
    [
        ("sr", date(2026, 12, 11), "7–11. децембра"),
        ("sr-latn", date(2026, 12, 11), "7–11. decembra"),
        ("en", date(2026, 12, 11), "7–11 December"),
        ("sr", date(2027, 1, 2), "7. децембра – 2. јануара"),
    ],
)
def test_a_week_names_its_month_once(language: str, last: date, shown: str) -> None:
    with override(language):
        assert days_until(date(2026, 12, 7), last) == shown
