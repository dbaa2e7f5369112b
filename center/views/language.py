"""The choice of language and script."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import translate_url
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from center.base.own_addresses import own_address
from center.middleware import remember_language
from center.models import User
from center.services import accounts


@require_safe
@never_cache
def to_first_page(request: HttpRequest) -> HttpResponse:
    """Lead from `/` to the home page in the remembered language, else the browser's, else Cyrillic."""
    return HttpResponseRedirect(f"/{translation.get_language()}/")


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember a language (of people who are signed in also for their mails and the admin) and go back."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    target = own_address(request, request.POST.get("next", "")) or f"/{language}/"
    if isinstance(request.user, User) and request.user.language != language:
        accounts.choose_language(user=request.user, language=language)
    response = HttpResponseRedirect(translate_url(target, language))
    remember_language(response, language)
    return response
