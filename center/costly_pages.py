"""Pages that the database works long for: many for a hall full of people, too few for a machine that takes all.

One count for all of them and each client, so nobody gets more by asking another page.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from center import error_pages, limits

# A fair or a library stands behind one address: a page a second, for as long as they like.
LIMIT: Final = limits.Limit(600, timedelta(minutes=10))
_SCOPE: Final = "costly-page"
View = Callable[..., HttpResponseBase]


def costly(*, asked_only: bool = False, is_data: bool = False) -> Callable[[View], View]:
    """Limit a view by client; `asked_only` where a page without a query costs little, `is_data` where programs read."""

    def decorate(view: View) -> View:
        @wraps(view)
        def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.GET or not asked_only:
                verdict = limits.allow_client(request, _SCOPE, LIMIT)
                if not verdict.allowed:
                    return (
                        error_pages.too_many_questions(verdict.retry_after)
                        if is_data
                        else error_pages.too_many(request, verdict.retry_after)
                    )
            return view(request, *args, **kwargs)

        return limited

    return decorate
