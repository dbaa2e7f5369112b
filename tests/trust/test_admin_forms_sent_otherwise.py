"""What the pages of the admin do with forms that no page of theirs would send; found by the walk over all forms."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from center.models import Office, Question, User
from tests.center.advocacy.factories import make_initiative

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def ask() -> Question:
    return Question.objects.create(
        name="Мила", phone="+38137123456", text="Када радите?", language="sr", submission=uuid.uuid4()
    )


@pytest.mark.each
@pytest.mark.parametrize("ticked", ["'\"><x-mark onx=1>", "＝1+1", "1.5", "", "-1", "9" * 30])
def test_a_row_that_is_none_is_passed_over_by_what_is_done_to_many(
    ticked: str, office: Office, coordinator: User, as_user: AsUser
) -> None:
    question = ask()
    data = {"action": "spam", "_selected_action": [ticked, str(question.pk)]}
    response = as_user(coordinator).post("/admin/center/question/", data)
    question.refresh_from_db()
    assert (response.status_code, question.state) == (302, "spam")
    alone = {"action": "spam", "_selected_action": [ticked]}
    assert as_user(coordinator).post("/admin/center/question/", alone).status_code == 302


@pytest.mark.each
@pytest.mark.parametrize("target", ["home", "%00", "ﬀ١２", "//x-mark.example", "javascript:onx"])
def test_a_button_that_asks_to_go_on_to_no_page_of_ours_goes_back_to_the_list(
    target: str, office: Office, coordinator: User, as_user: AsUser
) -> None:
    question = ask()
    response = as_user(coordinator).post(
        f"/admin/center/question/{question.pk}/do/answered/", {"next": target}
    )
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/center/question/")


def test_files_that_the_page_of_an_initiative_never_showed_are_not_looked_for(
    office: Office, coordinator: User, as_user: AsUser
) -> None:
    """The page is shown again with what is wrong, whatever number of rows was sent along."""
    initiative = make_initiative(coordinator)
    page = as_user(coordinator).get(f"/admin/center/advocacyinitiative/{initiative.pk}/change/")
    formsets = [each.formset.prefix for each in page.context["inline_admin_formsets"]]
    data = {f"{prefix}-TOTAL_FORMS": "2" for prefix in formsets}
    data |= {f"{prefix}-INITIAL_FORMS": "0" for prefix in formsets}
    response = as_user(coordinator).post(f"/admin/center/advocacyinitiative/{initiative.pk}/change/", data)
    assert response.status_code == 200
    assert "errornote" in response.content.decode()
