"""Guides, law explained, document templates and links."""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from center.base.downloads import to_save
from center.base.file_kinds import CONTENT_TYPES, FileKind
from center.base.list_order import in_alphabet
from center.base.private_storage import private_storage
from center.base.reading import may_lag
from center.choices.resources import ResourceKind
from center.costly_pages import costly
from center.middleware import cookieless
from center.models import FormerResourceSlug, FundingCall, Resource, ResourceFile, Term
from center.models.sourced import SourcedContent
from center.private_pages import private
from center.share_pictures import as_response, share_picture_of_resource

_PER_PAGE = 20
_LONGEST_SEARCH = 100
_NEXT_CALLS = 3
# In the plural, as headings and links of the list.
KINDS = {
    ResourceKind.GUIDE: _("Guides"),
    ResourceKind.LAW: _("Law explained"),
    ResourceKind.TEMPLATE: _("Document templates"),
    ResourceKind.LINK: _("Links"),
}
Text = TypeVar("Text", bound=SourcedContent)


@dataclass(frozen=True)
class KindLink:
    """One way to look at a part of the list."""

    value: str
    label: Any
    count: int
    is_current: bool


@may_lag
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Show what there is, all or of one kind, or what holds the typed words. A fixed number of queries."""
    wanted = request.GET.get("kind", "")
    kind = ResourceKind(wanted) if wanted in ResourceKind.values else None
    typed = request.GET.get("q", "").replace("\0", "").strip()[:_LONGEST_SEARCH]
    found = Resource.objects.published().with_words(typed)
    counts = dict(found.order_by().values_list("kind").annotate(Count("pk")))
    rows = found.filter(kind=kind) if kind else found
    files = Prefetch("files", queryset=ResourceFile.objects.filter(replaced_at=None))
    page = Paginator(
        rows.prefetch_related(files).order_by(in_alphabet("title_sr"), "pk"), _PER_PAGE
    ).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "resources": page.object_list,
        "typed": typed,
        "kind": kind,
        "kind_label": KINDS[kind] if kind else "",
        "kinds": [KindLink(each, KINDS[each], counts.get(each, 0), each == kind) for each in KINDS],
        "total": sum(counts.values()),
        "calls": list(FundingCall.objects.not_over().filter(deadline_at__isnull=False)[:_NEXT_CALLS]),
    }
    return render(request, "center/resources/library.html", context)


@may_lag
@require_safe
def resource(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one text; an earlier short name leads here. Colleagues who write also see drafts."""
    found = shown(request, Resource, slug)
    if found is None:
        former = FormerResourceSlug.objects.select_related("resource").filter(slug=slug).first()
        return moved("resources:resource", former and former.resource)
    context = {
        "resource": found,
        "steps": list(found.steps.all()),
        "files": list(found.files.filter(replaced_at=None)),
        "terms": list(Term.objects.published().filter(used_in=found).order_by(in_alphabet("word_sr"), "pk")),
    }
    return seen(found, render(request, "center/resources/resource.html", context))


@require_safe
@cookieless
@costly(is_data=True)
def share_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the picture beside shared links to a public text, in the language of the address."""
    found = get_object_or_404(Resource.objects.reachable(), slug=slug)
    return as_response(*share_picture_of_resource(found))


@require_safe
def file(request: HttpRequest, slug: str, pk: int) -> HttpResponse | HttpResponseBase:
    """Give the newest file of a template to be saved; earlier ones only to colleagues who write."""
    files = ResourceFile.objects.filter(resource__slug=slug)
    if not request.user.has_perm("center.change_resource"):
        files = files.filter(resource__in=Resource.objects.reachable(), replaced_at=None)
    found = get_object_or_404(files, pk=pk)
    try:
        content = private_storage().open(found.stored_as)
    except FileNotFoundError as error:
        raise Http404 from error
    return to_save(content, name=found.file_name, content_type=CONTENT_TYPES[FileKind(found.kind)])


def shown(request: HttpRequest, model: type[Text], slug: str) -> Text | None:
    """Return the text that this reader may see under the short name, or None."""
    rows = model._base_manager.filter(slug=slug)
    if not request.user.has_perm(f"center.change_{model._meta.model_name}"):
        rows = rows.filter(~Q(published_at=None))
    found: Text | None = rows.first()
    return found


def moved(name: str, record: Any) -> HttpResponse:
    """Lead from an earlier short name to the page of the record; raise Http404 where there is none to see."""
    if record is None or record.published_at is None:
        raise Http404
    return HttpResponsePermanentRedirect(reverse(name, args=[record.slug]))


def seen(record: models.Model, response: HttpResponse) -> HttpResponse:
    """Keep what is not public any more, or not yet, out of search engines and caches."""
    return response if getattr(record, "is_published", False) else private(response)
