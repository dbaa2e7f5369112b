"""The public directory of enterprises."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entrepreneurs.models import Enterprise

_PAGE = 20


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """List the enterprises that staff published with a consent in force."""
    page = Paginator(Enterprise.objects.published(), _PAGE).get_page(request.GET.get("page"))
    return render(request, "entrepreneurs/directory.html", {"page_obj": page})
