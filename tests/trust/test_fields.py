"""docs/security/fields.md says who reads and writes which field, and cannot go stale: the portal itself is asked."""

from pathlib import Path

import pytest
import time_machine
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.test import RequestFactory

from center.models import User
from tests.consultations.factories import NOW
from tests.meta.every_address import Records
from tests.trust import fields


def as_it_should_be(tmp_path: Path, table: str) -> str:
    """Keep the table beside, to be pasted into the page, and return it."""
    path = tmp_path / "table.md"
    path.write_text(table)
    print(f"The table as it should be on the page: {path}")  # noqa: T201 -- shown when the test fails
    return table


@pytest.mark.long
@pytest.mark.django_db
def test_the_page_says_of_each_role_which_fields_it_reads_and_writes(tmp_path: Path) -> None:
    with time_machine.travel(NOW, tick=False):
        Records()
        found = fields.of_the_admin()
    assert fields.tables_of_the_page()[0] == as_it_should_be(tmp_path, fields.table_of_the_admin(found))


def test_the_page_names_every_form_outside_the_admin_its_fields_and_who_sends_it(tmp_path: Path) -> None:
    senders = fields.senders()
    table = fields.table_outside(fields.outside_the_admin(), senders)
    assert fields.tables_of_the_page()[1] == as_it_should_be(tmp_path, table)
    assert {name: who for name, who in senders.items() if len(who) < len("staff")} == {}


@pytest.mark.django_db
def test_no_record_and_no_field_of_the_admin_is_missing_on_the_page() -> None:
    lines = fields.tables_of_the_page()[0].splitlines()[2:]
    listed: dict[str, set[str]] = {}
    for _start, record, names, *_signs in (line.split("|") for line in lines):
        listed.setdefault(record.strip(), set()).update(names.strip(" `").split("`, `"))
    request = RequestFactory().get("/admin/")
    request.user = User.objects.create_superuser("all@example.org", "all-of-it")
    shown = {
        each.opts.label_lower: {
            name for name in flatten_fieldsets(each.get_fieldsets(request, None)) if not name.startswith("_")
        }
        for each in admin.site._registry.values()
        if each.has_change_permission(request) or each.has_add_permission(request)
    }
    missing = {record: sorted(names - listed.get(record, set())) for record, names in shown.items()}
    assert {record: names for record, names in missing.items() if names} == {}
