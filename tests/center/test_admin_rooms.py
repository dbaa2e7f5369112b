"""The Center's records stand under several headings, on the desk and in the menu at the side."""

import re
from collections.abc import Callable

import pytest
from django.contrib import admin
from django.test import Client, RequestFactory

from center.models import User

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]

REST = {
    "AccessRecord",
    "HistoryRedaction",
    "Office",
    "RetentionRun",
    "StaffAction",
    "StoredMail",
    "StoredText",
    "User",
}


def rooms_of(user: User) -> dict[str, set[str]]:
    request = RequestFactory().get("/admin/")
    request.user = user
    return {
        str(app["name"]): {model["object_name"] for model in app["models"]}
        for app in admin.site.get_app_list(request)
        if app["app_label"] == "center"
    }


def test_every_record_of_the_center_stands_in_one_room_and_only_the_portals_own_in_the_last(
    coordinator: User,
) -> None:
    rooms = rooms_of(coordinator)
    assert list(rooms) == [
        "Вести и водичи",
        "Донације и резултати",
        "Иницијативе и савет",
        "Канцеларија и портал",
        "Медији",
    ]
    assert rooms["Канцеларија и портал"] == REST
    registered = {model.__name__ for model in admin.site._registry if model._meta.app_label == "center"}
    shown: list[str] = [name for names in rooms.values() for name in names]
    assert sorted(shown) == sorted(set(shown) & registered)


def test_a_room_without_anything_for_somebody_is_left_out(advisor_user: User) -> None:
    assert all(rooms_of(advisor_user).values())


def test_the_desk_and_the_menu_name_the_rooms(as_user: AsUser, editor: User) -> None:
    page = as_user(editor).get("/admin/").text
    captions = re.findall(r'<a href="/admin/center/" class="section"[^>]*>\s*([^<]+?)\s*<', page)
    assert captions == [
        "Вести и водичи",
        "Донације и резултати",
        "Иницијативе и савет",
        "Канцеларија и портал",
        "Медији",
    ]
