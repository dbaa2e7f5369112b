"""A field that somebody may edit stands on the form in the admin."""

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.test import RequestFactory

from center.models import User


@pytest.mark.django_db
def test_no_editable_field_is_forgotten_in_a_form_of_the_admin(rf: RequestFactory) -> None:
    request = rf.get("/admin/")
    request.user = User.objects.create_superuser("all@example.org", "all-of-it")
    forgotten = {}
    for model, model_admin in admin.site._registry.items():
        if not model_admin.has_change_permission(request):
            continue
        shown = set(flatten_fieldsets(model_admin.get_fieldsets(request, None)))
        own = [*model._meta.concrete_fields, *model._meta.many_to_many]
        # A point stands on a form as one field (`PointForm`).
        shown |= {"latitude", "longitude"} if "point" in shown else set()
        missing = {field.name for field in own if field.editable and not field.auto_created} - shown
        if missing:
            forgotten[model._meta.label] = sorted(missing)
    assert forgotten == {}
