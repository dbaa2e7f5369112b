"""What the people behind a login agreed to: seen, taken back and given anew."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entrepreneurs.services import own_consents
from entrepreneurs.views.own_data import SignedInRequest, people_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def consents(request: SignedInRequest) -> HttpResponse:
    """Show for each person behind the login what is in force and what was once; only a POST changes anything."""
    groups = []
    for person in people_of(request.user):
        mine, offered = own_consents.in_force(person), own_consents.offered(person, person.phone)
        if request.method == "POST":
            if request.POST.get("person") == str(person.pk):
                own_consents.answer(request.POST, person, mine, offered)
            continue
        groups.append(
            {
                "person": person,
                "rows": own_consents.rows(mine),
                "offered": offered,
                "withdrawn": own_consents.withdrawn(person),
            }
        )
    if request.method == "POST":
        return redirect(f"{request.path}?done=1")
    context = {"groups": groups, "is_done": "done" in request.GET}
    return render(request, "entrepreneurs/own/consents.html", context)
