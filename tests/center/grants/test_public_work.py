"""News, press releases and reports in the media count for the grants that they carry, and for no other."""

from datetime import date, datetime, time

import pytest
from django.utils import timezone

from center.base.measures import Scope, measures
from center.models import CoverageGrant, NewsItem, NewsItemGrant, PressReleaseGrant, User
from tests.center.grants.making import make_grant
from tests.center.media import make_outlet, publish, report
from tests.center.publications import make_category, make_news, published

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-30 09:00:00+00:00")]
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
CODES = ("coverage_items", "coverage_reach", "press_releases", "news_published", "success_stories")


def counted(grant: int | None) -> list[object]:
    found = measures()
    return [found[f"center.{code}"].count(Scope(FIRST, LAST, grant)).value for code in CODES]


def test_what_another_grant_paid_for_is_not_counted(editor: User) -> None:
    mine, other = make_grant(FIRST, LAST), make_grant(FIRST, LAST)
    outlet = make_outlet()
    report(outlet, day=FIRST, reach=500, reach_source="уредник")
    theirs = report(outlet, day=LAST, reach=70, reach_source="бројач")
    CoverageGrant.objects.create(record=theirs, grant=mine, counts=False)
    publish(editor, dated=FIRST)
    release = publish(editor, dated=FIRST)
    PressReleaseGrant.objects.create(record=release, grant=mine, counts=False)
    story = published(make_news(category=make_category()))
    published(make_news("Друга вест"))
    NewsItemGrant.objects.create(record=story, grant=mine, counts=False)
    begin = timezone.make_aware(datetime.combine(FIRST, time(9)))
    NewsItem.objects.update(published_at=begin)
    assert counted(None) == [2, 570, 2, 2, 1]
    assert counted(other.pk) == [2, 570, 2, 2, 1]
    assert counted(mine.pk) == [1, 500, 1, 1, 0]
