"""No page of the admin leads its reader to a door that stays shut, or shows letters of another language."""

import pytest

from center.choices import Role
from tests.conftest import MakeUser
from tests.crawl.staff_pages import fill, walk
from tests.crawl.test_staff_languages import stumbles


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize(
    "role",
    [
        Role.ADVISOR,
        pytest.param(Role.EDITOR, marks=pytest.mark.long),
        pytest.param(Role.RESEARCHER, marks=pytest.mark.long),
    ],
)
def test_every_link_that_a_colleague_sees_can_be_followed_and_read(role: Role, make_user: MakeUser) -> None:
    fill()
    found = walk(make_user(role, "new-colleague@example.org"), "en", "/admin/")
    assert len(found) > 3
    assert stumbles(found, "en") == []
    assert [f"{path}: {problem}" for path, page in found.items() for problem in page.problems] == []
