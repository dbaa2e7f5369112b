"""The published results of a survey: the newest, earlier ones, what was withdrawn, and the files."""

import hashlib
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from center.base.reading import may_lag
from center.costly_pages import costly
from center.templatetags.head import json_ld
from research.choices import ReleaseState
from research.errors import SurveyRefused
from research.models import Release
from research.services import releases as service
from research.study import Microdata, Study, said
from research.study_files import FORMATS, Format, file_name, schema_org
from research.study_files.catalog import offered
from research.study_files.facts import facts
from research.views.addresses import public_survey
from research.views.result_tables import sections_of, sentences_of, words

# A copy is asked about again each time: what is withdrawn is gone at once.
_KEPT: Final = "public, no-cache"


@may_lag
@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead to the newest published results; say calmly where there are none."""
    survey = public_survey(slug)
    asked = request.GET.get("release", "")
    if asked.isdecimal():
        return redirect("research:release", slug, int(asked[:6]))
    known = list(survey.releases.defer("document").exclude(state=ReleaseState.DRAFT).order_by("-number"))
    newest = next((each for each in known if each.state == ReleaseState.PUBLISHED), None)
    if newest is not None:
        return redirect("research:release", slug, newest.number)
    if known:
        return _withdrawn(request, known[0])
    return render(request, "research/results/none.html", {"survey": survey}, status=HTTPStatus.NOT_FOUND)


@may_lag
@require_safe
def release(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show the results of a release; of a withdrawn one when and why."""
    found = _public(slug, number)
    if found.state == ReleaseState.WITHDRAWN:
        return _withdrawn(request, found)
    language = get_language() or "sr"
    study, has_data = _study(found)
    others = service.newest_first(found.survey)
    context = {
        "survey": found.survey,
        "release": found,
        "others": [each for each in others if each.pk != found.pk],
        "is_newest": all(
            each.number <= found.number for each in others if each.state == ReleaseState.PUBLISHED
        ),
        "downloads": [
            {
                "form": form,
                "url": reverse("research:release_file", args=[slug, number, form.code, form.suffix[1:]]),
            }
            for form in FORMATS
            if has_data or not form.has_data
        ],
        "schema": json_ld(_schema(study, found, language, has_data=has_data)),
        **page_of(study, language),
    }
    return render(request, "research/results/release.html", context)


def page_of(study: Study, language: str) -> dict[str, Any]:
    """Return what the templates of results show of a study, for the public page and for staff beforehand."""
    identity = study.identity
    return {
        "study": study,
        "abstract": said(identity.abstract, language),
        "findings": sentences_of(study, language),
        "sections": sections_of(study, language),
        "facts": facts(replace(study, data=Microdata()), language),
        "citation": words(identity.citation, language),
        "licence": identity.licence,
    }


@may_lag
@require_safe
@costly(is_data=True)
def download(request: HttpRequest, slug: str, number: int, kind: str, suffix: str) -> HttpResponse:
    """Send a file of a release in the language of the address."""
    found = _public(slug, number)
    form = next((each for each in FORMATS if each.code == kind and each.suffix == f".{suffix}"), None)
    if form is None:
        raise Http404
    if found.state == ReleaseState.WITHDRAWN:
        return _withdrawn(request, found)
    language = get_language() or "sr"
    study, has_data = _study(found)
    if form.has_data and not has_data:
        raise Http404
    tag = quote_etag(
        hashlib.sha256(f"{found.pk} {found.published_at} {kind} {language}".encode()).hexdigest()[:32]
    )
    response = get_conditional_response(request, tag) or _file(found, study, form, language)
    if response.status_code == HTTPStatus.GONE:
        return _withdrawn(request, _public(slug, number))
    response["ETag"] = tag
    response["Cache-Control"] = _KEPT
    response["Link"] = f'<{study.identity.licence}>; rel="license"'
    return response


def _file(found: Release, study: Study, form: Format, language: str) -> HttpResponse:
    try:
        made = service.file_of(release=found, kind=form.code, language=language)
    except SurveyRefused:
        # Withdrawn a moment ago.
        return HttpResponse(status=HTTPStatus.GONE)
    response = HttpResponse(bytes(made.content), content_type=form.media_type)
    name = file_name(study, form, language)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response


def _public(slug: str, number: int) -> Release:
    """Return a release that was published, without its results. Raises Http404."""
    survey = public_survey(slug)
    found = survey.releases.defer("document").exclude(state=ReleaseState.DRAFT).filter(number=number).first()
    if found is None:
        raise Http404
    found.survey = survey
    return found


def _withdrawn(request: HttpRequest, found: Release) -> HttpResponse:
    context = {"survey": found.survey, "release": found}
    return render(request, "research/results/withdrawn.html", context, status=HTTPStatus.GONE)


def _study(found: Release) -> tuple[Study, bool]:
    """Return the frozen study without its rows, and whether it has any. Raises Http404."""
    try:
        return service.bare_study(found.pk, found.published_at)
    except SurveyRefused as refused:
        # Withdrawn a moment ago.
        raise Http404 from refused


def _schema(study: Study, found: Release, language: str, *, has_data: bool) -> dict[str, Any]:
    """Describe the release to search engines; their list of files is that of the page."""

    def address(form: Format, spoken: str) -> str:
        with override(spoken):
            place = [found.survey.slug, found.number, form.code, form.suffix[1:]]
            return settings.BASE_URL + reverse("research:release_file", args=place)

    described = schema_org(study, address, language)
    described["distribution"] = [
        {"@type": "DataDownload", "encodingFormat": form.media_type, "contentUrl": address(form, language)}
        for form in (FORMATS if has_data else offered(study))
    ]
    return described
