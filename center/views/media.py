"""Uploaded pictures, where no web server in front serves them."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve


def uploaded(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer the file, which may do nothing in a browser but be looked at; deploy/nginx.conf says the same."""
    answer = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    answer["Content-Security-Policy"] = "default-src 'none'; img-src 'self'; sandbox"
    return answer
