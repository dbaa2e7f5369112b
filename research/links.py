"""Addresses that letters and paper name."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from research.models import Survey


def survey_address(survey: Survey, *, code: str = "", language: str) -> str:
    """Return the address of a survey in a language, with the code of an invitation if there is one."""
    with translation.override(language):
        path = reverse("research:survey", args=[survey.slug])
    return f"{settings.BASE_URL}{path}{f'?key={code}' if code else ''}"
