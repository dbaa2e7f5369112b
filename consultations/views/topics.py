from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from consultations.models import Topic
from consultations.views.selection import Selection


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Show what people can talk about, how it goes, and the way back to a visit."""
    offers = [(topic, Selection().about(topic).url) for topic in Topic.objects.published()]
    return render(request, "consultations/topics.html", {"offers": offers})
