"""What we keep of a person, for that person: what it is, and the copy to take along."""

from http import HTTPStatus
from typing import TYPE_CHECKING

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from center.base.personal_data import Subject, declared
from center.models import User
from entrepreneurs.choices import RequestKind
from entrepreneurs.models import DataRequest, Entrepreneur
from entrepreneurs.services import ask_about_data, own_data
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
        {
            "person": person,
            "number": person.pk,
            "kinds": _kinds(own_data.subject_of(person)),
            "requests": list(person.data_requests.order_by("-received_on", "-pk")),
        }
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


class AskForm(forms.Form):
    """What the person asks for about their own data."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What would you like?"),
        choices=[choice for choice in RequestKind.choices if choice[0] != RequestKind.COPY],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("In your words"),
        max_length=DataRequest.WORDS_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "For a correction: what is wrong, and how it is right. You need not give a reason for the rest."
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def ask(request: SignedInRequest, number: int) -> HttpResponse:
    """Ask for a correction, an erasure or something else; the office answers within 30 days."""
    person = get_object_or_404(people_of(request.user), pk=number)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = ask_about_data(
                person=person, kind=RequestKind(form.cleaned_data["kind"]), words=form.cleaned_data["words"]
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            day = date_format(asked.due_on, "SHORT_DATE_FORMAT")
            messages.success(
                request, _("We have your request and answer by %(day)s at the latest.") % {"day": day}
            )
            return redirect("person:data")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "entrepreneurs/own/data_ask.html", {"person": person, "form": form}, status=status)


def people_of(user: User) -> "models.QuerySet[Entrepreneur]":
    """Return the people behind a login, each once."""
    return Entrepreneur.objects.filter(logins__user=user, merged_into__isnull=True).order_by("pk")


def _kinds(subject: Subject) -> list[dict[str, object]]:
    """Name the kinds of records that there are of somebody, with their number and what they are for."""
    found = []
    for entry in declared().values():
        count = entry.rows_of(subject).count() if entry.fields else 0
        if count:
            found.append(
                {
                    "name": entry.name,
                    "count": count,
                    "purpose": entry.purpose,
                    "retention": entry.retention,
                }
            )
    return found
