"""The demo's library: the law step by step, guides, made-up calls, templates and words."""

import io
from datetime import time, timedelta
from typing import Any

from django.utils import timezone
from docx import Document

from center.choices import Language, Role
from center.choices.resources import CallEnds
from center.demo_data import library_texts as texts
from center.demo_data.portal import demo_user
from center.models import FundingCall, Resource, ResourceStep, Term, User
from center.services import funding_calls, resource_files, resources, sourced


def load() -> None:
    """Make the library unless it is there; what somebody changed stays changed."""
    by = demo_user(Role.EDITOR)
    _terms(by)
    for guide in (texts.LAW_STEP_BY_STEP, *texts.GUIDES):
        _guide(guide, by)
    for template in texts.TEMPLATES:
        _template(template, by)
    if not FundingCall.objects.filter(is_demo=True).exists():
        _calls(by)


def _terms(by: User) -> None:
    made: dict[str, Term] = {}
    for slug, word_sr, word_en, short_sr, short_en, source_sr, source_en, _others in texts.TERMS:
        if Term.objects.filter(slug=slug).exists():
            continue
        term = resources.write_term(
            by=by,
            slug=slug,
            word_sr=word_sr,
            word_en=word_en,
            short_sr=short_sr,
            short_en=short_en,
            source_name_sr=source_sr,
            source_name_en=source_en,
            source_url=texts.GAZETTE if source_sr.startswith("Закон") else "",
        )
        made[slug] = _public(term, by)
    for slug, *_rest, others in texts.TERMS:
        if slug in made:
            resources.relate_terms(term=made[slug], others=Term.objects.filter(slug__in=others))


def _public(record: Any, by: User) -> Any:
    """Mark a record as made up, and put it before the public as colleagues do."""
    type(record).objects.filter(pk=record.pk).update(is_demo=True)
    sourced.note_checked(record=record, by=by)
    if isinstance(record, Resource):
        return resources.publish_resource(resource=record, by=by)
    return sourced.publish(record=record, by=by)


def _guide(guide: dict[str, Any], by: User) -> None:
    if Resource.objects.filter(slug=guide["slug"]).exists():
        return
    words = {name: value for name, value in guide.items() if name not in {"steps", "terms"}}
    made = resources.write_resource(by=by, **words)
    ResourceStep.objects.bulk_create(
        ResourceStep(
            resource=made, position=number, title_sr=title, title_en=title_en, body_sr=body, body_en=body_en
        )
        for number, (title, title_en, body, body_en) in enumerate(guide["steps"], 1)
    )
    made.terms.set(Term.objects.filter(slug__in=guide["terms"]))
    _public(made, by)


def _template(template: dict[str, Any], by: User) -> None:
    if Resource.objects.filter(slug=template["slug"]).exists():
        return
    words = {name: value for name, value in template.items() if name not in {"documents", "terms"}}
    made = resources.write_resource(by=by, **words)
    made.terms.set(Term.objects.filter(slug__in=template["terms"]))
    for language, (name, heading, paragraphs) in template["documents"].items():
        resource_files.add_file(
            resource=made,
            file=document(heading, paragraphs),
            name=name,
            language=Language(language),
            by=by,
        )
    _public(made, by)


def document(heading: str, paragraphs: list[str]) -> io.BytesIO:
    """Return a plain document (.docx) with a heading and lines to fill in."""
    made = Document()
    made.add_heading(heading, level=1)
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    out = io.BytesIO()
    made.save(out)
    out.seek(0)
    return out


def _calls(by: User) -> None:
    today = timezone.localdate()
    when: dict[str, dict[str, Any]] = {
        "start-of-work-demo": {
            "opens_on": today - timedelta(days=10),
            "deadline_day": today + timedelta(days=33),
            "deadline_time": time(12),
        },
        "accessible-workplaces-demo": {
            "opens_on": today - timedelta(days=25),
            "deadline_day": today + timedelta(days=4),
            "deadline_time": None,
        },
        "fairs-and-packaging-demo": {
            "opens_on": today - timedelta(days=90),
            "deadline_day": today - timedelta(days=40),
            "deadline_time": None,
        },
        "small-repairs-demo": {"ends": CallEnds.ROLLING},
    }
    for call in texts.CALLS:
        made = funding_calls.write_call(by=by, **call, **when[call["slug"]])
        _public(made, by)
