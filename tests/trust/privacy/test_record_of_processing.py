"""The record of processing and the notice say what is really kept: both are made of the registry."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.utils import translation
from django.utils.html import escape
from openpyxl import load_workbook

from center.base.personal_data import declared
from center.base.personal_data.activities import activities
from center.models import User

AsUser = Callable[[User], Client]


def test_every_personal_model_belongs_to_one_activity() -> None:
    grouped = [model for each in activities() for model in each.models]
    assert len(grouped) == len(set(grouped))
    assert set(grouped) == {model for model, entry in declared().items() if entry.fields}


@pytest.mark.django_db
@pytest.mark.each
@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_the_coordinator_reads_every_activity(
    office: object, coordinator: User, as_user: AsUser, language: str
) -> None:
    coordinator.language = language
    coordinator.save()
    text = as_user(coordinator).get("/admin/processing-record/").content.decode()
    with translation.override(language):
        missing = [str(each.name) for each in activities() if escape(str(each.name)) not in text]
    assert missing == []


@pytest.mark.django_db
def test_the_workbook_holds_a_line_for_each_kind_of_record(
    office: object, coordinator: User, as_user: AsUser
) -> None:
    answer = as_user(coordinator).get("/admin/processing-record/?file=xlsx")
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert len(rows) == 1 + sum(bool(entry.fields) for entry in declared().values())
    assert [row for row in rows if not all(row)] == []
