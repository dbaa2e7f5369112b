"""Guides, law, templates and links, and the words of the glossary, as colleagues write them."""

from collections.abc import Iterable
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.choices.resources import ResourceKind
from center.models import FormerResourceSlug, Resource, Term, User
from center.services import sourced

_SOURCE: Final = ("source_name_sr", "source_name_en", "source_url", "check_after_months")
WRITTEN: Final = (
    *("kind", "slug", "title_sr", "title_en", "summary_sr", "summary_en", "body_sr", "body_en"),
    *_SOURCE,
)
WRITTEN_TERM: Final = (
    *("slug", "word_sr", "word_en", "short_sr", "short_en", "definition_sr", "definition_en"),
    *_SOURCE,
)


@transaction.atomic
def write_resource(*, by: User, **values: Any) -> Resource:
    """Save a draft with the given values (`WRITTEN`). Raises ValidationError."""
    resource = Resource(created_by=by, **sourced.known(values, WRITTEN))
    resource.full_clean()
    sourced.refuse_used_slug(resource, FormerResourceSlug)
    resource.save()
    return resource


@transaction.atomic
def change_resource(*, resource: Resource, by: User, **values: Any) -> Resource:
    """Change what people read; an earlier short name of a public page keeps leading here. Raises ValidationError."""
    current = sourced.locked(resource)
    before = current.slug
    changed = sourced.written(current, sourced.known(values, WRITTEN))
    if not changed:
        return current
    if current.kind != ResourceKind.TEMPLATE and current.files.filter(replaced_at=None).exists():
        raise ValidationError({"kind": _("It has files, so it stays a document template.")})
    if "slug" in changed:
        sourced.keep_slug(current, before, FormerResourceSlug)
    current.changed_at = timezone.now()
    current.save()
    return current


@transaction.atomic
def publish_resource(*, resource: Resource, by: User) -> Resource:
    """Put it on the public pages; a template needs its file first. Raises ValidationError and NotNow."""
    current = sourced.locked(resource)
    if current.kind == ResourceKind.TEMPLATE and not current.files.filter(replaced_at=None).exists():
        raise sourced.NotNow(_("Add the file first: a template is there to be taken away."))
    return sourced.publish(record=current, by=by)


@transaction.atomic
def touch_resource(*, resource: Resource) -> None:
    """Note that its steps or words changed, for who keeps copies of the page."""
    Resource.objects.filter(pk=resource.pk).update(changed_at=timezone.now())


@transaction.atomic
def write_term(*, by: User, **values: Any) -> Term:
    """Save a word as a draft with the given values (`WRITTEN_TERM`). Raises ValidationError."""
    term = Term(created_by=by, **sourced.known(values, WRITTEN_TERM))
    term.full_clean()
    term.save()
    return term


@transaction.atomic
def change_term(*, term: Term, by: User, **values: Any) -> Term:
    """Change a word; its short name stays once it was public, since links in texts hold it. Raises ValidationError."""
    current = sourced.locked(term)
    changed = sourced.written(current, sourced.known(values, WRITTEN_TERM))
    if "slug" in changed and current.published_at is not None:
        raise ValidationError({"slug": _("Links in texts lead to this short name, so it stays.")})
    if changed:
        current.changed_at = timezone.now()
        current.save()
    return current


@transaction.atomic
def relate_terms(*, term: Term, others: Iterable[Term]) -> None:
    """Name other words beside this one, each of which then names it too. Raises ValidationError for the word itself."""
    named = list(others)
    if term in named:
        raise ValidationError({"see_also": _("A word does not refer to itself.")})
    sourced.locked(term).see_also.set(named)
