from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from consultations.models import Topic
from consultations.views import groups
from consultations.views.selection import Selection

# The others are a page away.
_MOST_SESSIONS = 3


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Show what people can talk about, the next group sessions, how it goes, and the way back to a visit."""
    offers = [(topic, Selection().about(topic).url) for topic in Topic.objects.published()]
    sessions = groups.coming(_MOST_SESSIONS + 1)
    context = {
        "offers": offers,
        "sessions": sessions[:_MOST_SESSIONS],
        "more_sessions": len(sessions) > _MOST_SESSIONS,
    }
    return render(request, "consultations/topics.html", context)
