"""What we keep of a person, for that person: what it is, and the copy to take along."""

from typing import TYPE_CHECKING

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.text import capfirst
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from center.base.personal_data import Subject, declared
from center.models import User
from entrepreneurs.models import Entrepreneur
from entrepreneurs.services import own_data
from entrepreneurs.views.copy_answer import copy_answer

if TYPE_CHECKING:
    from django.db import models


class SignedInRequest(HttpRequest):
    """A request behind `login_required`."""

    user: User


@require_safe
@never_cache
@login_required
def overview(request: SignedInRequest) -> HttpResponse:
    """Show for each person behind the login what kinds of records there are, and how many."""
    people = [
        {"person": person, "number": person.pk, "kinds": _kinds(own_data.subject_of(person))}
        for person in people_of(request.user)
    ]
    if not people:
        subject = Subject(logins=frozenset({request.user.pk}))
        people = [{"person": None, "number": 0, "kinds": _kinds(subject)}]
    return render(request, "entrepreneurs/own/data.html", {"people": people})


@require_POST
@never_cache
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
def copy(request: SignedInRequest, number: int) -> HttpResponseBase:
    """Give the copy to save: JSON, or a ZIP with the documents. Number 0 is the login itself."""
    if number:
        person = get_object_or_404(people_of(request.user), pk=number)
        made = own_data.give_copy(person=person, by=request.user)
    else:
        made = own_data.copy_of_login(request.user)
    return copy_answer(made, form=request.POST.get("form", "json"), number=number)


def people_of(user: User) -> "models.QuerySet[Entrepreneur]":
    """Return the people behind a login, each once."""
    return Entrepreneur.objects.filter(logins__user=user, merged_into__isnull=True).order_by("pk")


def _kinds(subject: Subject) -> list[dict[str, object]]:
    """Name the kinds of records that there are of somebody, with their number and what they are for."""
    found = []
    for model, entry in declared().items():
        count = entry.rows_of(subject).count() if entry.fields else 0
        if count:
            found.append(
                {
                    "name": capfirst(str(model._meta.verbose_name_plural)),
                    "count": count,
                    "purpose": entry.purpose,
                    "retention": entry.retention,
                }
            )
    return found
