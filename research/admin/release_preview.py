"""A release as everybody will see it, before anybody does, with what protection did to it."""

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from research.choices import ReleaseState, SurveyState
from research.errors import SurveyRefused
from research.services import releases
from research.views.result_tables import words
from research.views.results import page_of

if TYPE_CHECKING:
    from research.admin.releases import ReleaseAdmin


def page(model_admin: "ReleaseAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """Compute what the release would say and show it; nothing is stored. Of what is published: 404."""
    release = model_admin.get_object(request, str(object_id))
    if release is None or release.state != ReleaseState.DRAFT:
        raise Http404
    if not model_admin.has_change_permission(request, release):
        raise PermissionDenied
    language = get_language() or "sr"
    context = {
        **model_admin.frame(request, release),
        "title": _("Preview of the results"),
        "is_closed": release.survey.state == SurveyState.CLOSED,
        "seen": releases.mark_of(release),
        "message": "",
    }
    status = HTTPStatus.OK
    try:
        made = releases.prepared(release)
    except SurveyRefused as refused:
        context["message"], status = str(refused.message), HTTPStatus.CONFLICT
    else:
        context |= page_of(made.study, language)
        context["report"] = [words(sentence, language) for sentence in made.report]
        context["rows"] = len(made.study.data.rows)
        context["variables"] = [words(each.label, language) for each in made.study.variables]
    return TemplateResponse(request, "admin/research/release_preview.html", context, status=status)
