"""Who may open the pages of an enterprise's editors; others learn nothing, not even that it exists."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from center.models import User
from entrepreneurs.models import Enterprise

View = Callable[..., HttpResponse]


class EditorRequest(HttpRequest):
    """A request of somebody who may edit `enterprise` today."""

    user: User
    enterprise: Enterprise


def for_editors(view: View) -> View:
    """Find the enterprise of the address among those that the person may edit; 404 for everybody else."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: EditorRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        request.enterprise = get_object_or_404(Enterprise.objects.editable_by(request.user), slug=slug)
        return view(request, *args, **kwargs)

    return guarded
