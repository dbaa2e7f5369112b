"""Every list of the registry asks the database as often for one row as for three."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from center.models import User
from entrepreneurs.choices import ImportKind, MemberRole, Purpose
from entrepreneurs.models import (
    ActivityCode,
    ConsentText,
    Import,
    JointAction,
    Picture,
    ProductCategory,
    ReportDuty,
    VulnerableGroup,
)
from entrepreneurs.services import add_member
from tests.crawl.html_text import read
from tests.entrepreneurs.claims import make_proposal
from tests.entrepreneurs.factories import make_person, offer, place, published, today

pytestmark = pytest.mark.django_db
LISTS = (
    "activitycode",
    "changeproposal",
    "consent",
    "consenttext",
    "entrepreneur",
    "import",
    "jointaction",
    "membership",
    "picture",
    "product",
    "productcategory",
    "reportduty",
    "settlement",
    "vulnerablegroup",
)


def one_of_each(number: int, by: User) -> None:
    """Add a row to each list, related to rows of its own."""
    enterprise = published(f"Предузеће {number}", settlement=f"Место {number}")
    person = make_person(f"Члан {number}", settlement=place(f"Место {number}"), by=by)
    add_member(person=person, enterprise=enterprise, role=MemberRole.CONTACT, by=by)
    category = ProductCategory.objects.create(
        slug=f"kind-{number}", name_sr=f"Врста {number}", position=number
    )
    offer(enterprise, f"Производ {number}", category.slug)
    Picture.objects.create(enterprise=enterprise, stem=f"stem{number}", alt_sr="Тегла")
    ReportDuty.objects.create(
        enterprise=enterprise, first_year=2024, last_year=2025, due_on=date(2026, 3, 31)
    )
    parent = ActivityCode.objects.create(
        scheme="KD", version="test", level="section", code="ABC"[number], name_sr="Сектор"
    )
    ActivityCode.objects.create(
        scheme="KD", version="test", level="division", code=f"0{number}", parent=parent, name_sr="Област"
    )
    VulnerableGroup.objects.create(
        code=f"group-{number}", name_sr=f"Група {number}", source_sr="Закон", valid_from=date(2020, 1, 1)
    )
    ConsentText.objects.create(
        purpose=Purpose.PUBLICATION, version=date(2026, 6, 1 + number), text_sr="Сагласан сам."
    )
    Import.objects.create(
        kind=ImportKind.ENTERPRISE, file_name=f"{number}.csv", digest=str(number), uploaded_by=by
    )
    make_proposal(published(f"Предлог {number}"))
    JointAction.objects.create(
        kind="need",
        enterprise=enterprise,
        author=person,
        title="Тегле",
        text="Ко има?",
        last_day=today(),
        submission=uuid.uuid4(),
    )


def counts(client: Client) -> dict[str, int]:
    found = {}
    for name in LISTS:
        with CaptureQueriesContext(connection) as asked:
            page = client.get(f"/admin/entrepreneurs/{name}/")
        assert page.context["cl"].result_count > 0, name
        assert read(page.content.decode()).problems == []
        found[name] = len(asked)
    return found


def test_no_list_asks_more_for_three_rows_than_for_one(
    coordinator: User, as_user: Callable[[User], Client]
) -> None:
    client = as_user(coordinator)
    one_of_each(0, coordinator)
    counts(client)
    for_one = counts(client)
    one_of_each(1, coordinator)
    one_of_each(2, coordinator)
    assert counts(client) == for_one
