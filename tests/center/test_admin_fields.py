"""What fields of the admin's forms look like to people who are not technical."""

import csv
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from center.admin_columns import yes_or_no
from center.models import User
from center.services import resources
from tests.center.publications import make_news, published

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def test_a_guide_is_written_with_the_buttons_and_its_words_are_ticked(as_user: AsUser, editor: User) -> None:
    resources.write_term(
        by=editor, slug="apr", word_sr="АПР", short_sr="Регистар.", source_name_sr="АПР", source_url=""
    )
    page = as_user(editor).get("/admin/center/resource/add/").text
    assert page.count("data-markdown") == 2
    assert "data-picture" not in page
    assert re.findall(r'type="checkbox" name="terms"', page) == ['type="checkbox" name="terms"']
    assert "Ctrl" not in page


def test_a_sentence_or_two_is_seen_whole_and_stays_one_line(as_user: AsUser, editor: User) -> None:
    page = as_user(editor).get("/admin/center/newsitem/add/").text
    assert re.findall(r'<(\w+) name="summary_sr"', page) == ["textarea"]
    assert re.findall(r'<(\w+) type="text" name="title_sr"', page) == ["input"]


def test_a_no_is_a_word_and_no_red_cross() -> None:
    assert [str(yes_or_no(value)) for value in (False, None)] == ["Не", "–"]
    assert str(yes_or_no(value=True)).endswith(' alt=""> Да')


def test_news_stand_with_drafts_first_then_the_newest(as_user: AsUser, editor: User) -> None:
    now = timezone.now()
    for days, title in ((1, "Јуче"), (9, "Давно"), (4, "Раније")):
        published(make_news(title), at=now - timedelta(days=days))
    make_news("Нацрт")
    page = as_user(editor).get("/admin/center/newsitem/")
    assert [each.title_sr for each in page.context["cl"].result_list] == ["Нацрт", "Јуче", "Раније", "Давно"]


def test_what_is_wrong_in_a_row_of_a_list_is_said_above_too(as_user: AsUser, editor: User) -> None:
    news = make_news()
    page = as_user(editor).get(f"/admin/center/newsitem/{news.pk}/change/").text
    typed = {
        **dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page)),
        "title_sr": "Сајам",
        "body_sr": "Текст",
        "slug": news.slug,
        "placed-0-number": "0",
    }
    again = as_user(editor).post(f"/admin/center/newsitem/{news.pk}/change/", typed).text
    assert re.findall(r'<a href="#id_placed-0-(\w+)">', again) == ["number", "picture"]


def test_a_list_taken_away_holds_what_people_typed_and_keeps_two_lines_apart(
    as_user: AsUser, editor: User
) -> None:
    make_news("Мед & чај „код Ане“ <3", summary_sr="Прва теза: 5 > 4.")
    answer = as_user(editor).get("/admin/center/newsitem/", {"_export": "csv"})
    first = next(csv.reader(answer.content.decode("utf-8-sig").splitlines()[1:]))[0]
    assert first == "Мед & чај „код Ане“ <3 · Прва теза: 5 > 4."
