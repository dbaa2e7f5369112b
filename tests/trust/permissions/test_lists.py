"""Lists tell nobody more than their rows show: not by their order, their filters, their search or what they propose."""

import itertools
import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.filters import RelatedFieldListFilter
from django.db import Error, models, transaction
from django.test import Client
from django.utils import timezone

from consultations.models import Case, CaseTask
from events.models import Registration
from tests.consultations.cases import make_document, make_note, make_task
from tests.consultations.plans import say, write
from tests.trust.permissions.personas import (
    ANONYMOUS,
    DOOR,
    EDITOR,
    OTHER,
    OTHER_DOOR,
    OTHERS_CASE,
    OWN_CASE,
    OWNER,
    RESEARCHER,
    STAFF,
    World,
)
from tests.trust.permissions.told import lists_for, request_of, told

pytestmark = pytest.mark.django_db
WORD = "жутокљун"
OF_CASES = {
    "consultations.accessrequest", "consultations.businessplan", "consultations.case", "consultations.caseadvisor",
    "consultations.casedocument", "consultations.casenote", "consultations.casetask",
}  # fmt: skip


def fill_case(world: World) -> None:
    """Write into the case whatever only its readers may know; stage, person and visits stay."""
    case = world.case
    Case.objects.filter(pk=case.pk).update(subject=WORD)
    long_ago = timezone.localdate() - timedelta(days=900)
    task = make_task(case, WORD)
    CaseTask.objects.filter(case=case).update(due_on=long_ago)
    make_note(case, WORD), make_document(case, title=WORD), write(case, WORD, seen=1), say(case, WORD)
    assert task.case_id == case.pk


def test_what_is_written_into_a_case_moves_no_row_of_a_colleagues_lists(world: World) -> None:
    """Neither search nor filter nor the order by any column tells the advisor of another case that it was written."""
    before = {persona: told(world, persona, WORD, OF_CASES) for persona in (OWN_CASE, OTHERS_CASE)}
    fill_case(world)
    after = {persona: told(world, persona, WORD, OF_CASES) for persona in (OWN_CASE, OTHERS_CASE)}
    moved = {
        persona: {asked for asked, rows in before[persona].items() if rows != after[persona][asked]}
        for persona in before
    }
    assert moved[OTHERS_CASE] == set()
    # Who works on the case sees the new rows, and its place in the order of tasks.
    assert {label for label, _query in moved[OWN_CASE]} >= {"consultations.case", "consultations.casetask"}


def pages_of(client: Client, world: World) -> dict[str, str]:
    """Return what a colleague reads who meets the case: on the desk, in lists, on its page and its person's."""
    addresses = [
        "/admin/",
        "/admin/consultations/case/?whose=all&stage=all",
        f"/admin/consultations/case/{world.case.pk}/change/",
        f"/admin/entrepreneurs/entrepreneur/{world.case.person_id}/change/",
        "/admin/consultations/businessplan/",
        "/admin/consultations/consultation/calendar/",
        "/sr/search/?q=" + WORD,
    ]
    return {address: _lasting(client.get(address)) for address in addresses}


def _lasting(answer: Any) -> str:
    """Leave out what is new on each page: keys of forms and of scripts."""
    assert answer.status_code == 200
    return re.sub(r'(csrfmiddlewaretoken"|nonce=|name="once"|name="token")[^>]*', "", answer.content.decode())


def test_what_is_written_into_a_case_changes_no_page_of_a_colleague(world: World) -> None:
    before = {persona: pages_of(world.client(persona), world) for persona in (OWN_CASE, OTHERS_CASE)}
    fill_case(world)
    after = {persona: pages_of(world.client(persona), world) for persona in (OWN_CASE, OTHERS_CASE)}
    changed = {
        persona: {address for address, text in before[persona].items() if text != after[persona][address]}
        for persona in before
    }
    assert changed[OTHERS_CASE] == set()
    assert f"/admin/consultations/case/{world.case.pk}/change/" in changed[OWN_CASE]


def test_editor_and_researcher_have_no_list_of_cases_at_all(world: World) -> None:
    opened = {
        (persona, model._meta.label_lower)
        for persona in (EDITOR, RESEARCHER)
        for model, _each in lists_for(world, persona)
    }
    assert {label for _persona, label in opened} & OF_CASES == set()


def test_no_record_is_referred_to_by_another_column_than_its_key(world: World) -> None:
    """`?_to_field=` of Django's admin would find records by a column and tell its value."""
    request = request_of(world, OWN_CASE)
    open_doors = {
        (model._meta.label_lower, field.name)
        for model, each in admin.site._registry.items()
        for field in model._meta.concrete_fields
        if not field.primary_key and each.to_field_allowed(request, field.name)
    }
    assert open_doors == set()
    client = world.client(OWN_CASE)
    for address in ("", f"{world.case.pk}/change/"):
        answer = client.get(f"/admin/consultations/case/{address}?_to_field=subject&_popup=1")
        assert answer.status_code == 400


@pytest.mark.each
@pytest.mark.parametrize("persona", [ANONYMOUS, OWNER, OTHERS_CASE, RESEARCHER])
def test_nothing_proposes_people_and_cases_while_somebody_types(world: World, persona: str) -> None:
    client = world.client(persona)
    asked = [
        ("consultations", "casenote", "case"),
        ("consultations", "case", "person"),
        ("entrepreneurs", "membership", "person"),
        ("center", "staffaction", "user"),
    ]
    for app, model, field in asked:
        query = f"app_label={app}&model_name={model}&field_name={field}&term="
        answer = client.get(f"/admin/autocomplete/?{query}")
        assert answer.status_code == (302 if persona in {ANONYMOUS, OWNER} else 404)


@pytest.mark.long
@pytest.mark.parametrize("persona", STAFF)
def test_filters_offer_only_records_that_the_colleague_may_see(world: World, persona: str) -> None:
    request = request_of(world, persona)
    wrong = {}
    for model, each in lists_for(world, persona):
        changelist = each.get_changelist_instance(request)
        for spec in changelist.filter_specs:
            if not isinstance(spec, RelatedFieldListFilter):
                continue
            offered = {key for key, _label in spec.lookup_choices}
            remote: Any = spec.field.remote_field and spec.field.remote_field.model
            named_by = admin.site._registry.get(remote)
            seen = (
                set(named_by.get_queryset(request).values_list("pk", flat=True))
                if named_by is not None and named_by.has_view_or_change_permission(request)
                else set()
            )
            shown = set(each.get_queryset(request).values_list(spec.field_path, flat=True))
            # What stands in a column of the list is no news.
            if not offered <= seen | shown:
                wrong[model._meta.label_lower, spec.field_path] = offered - seen - shown
    assert wrong == {}


def planted(record: models.Model, paths: set[str], number: "itertools.count[int]") -> dict[str, str]:
    """Write a word of its own into each column of a record that takes one, and at the end of each path; return them."""
    words = {}
    own = {field.name for field in record._meta.concrete_fields if _takes_words(field)}
    for path in sorted(own | paths):
        target: Any = record
        *steps, name = path.split("__")
        for step in steps:
            target = getattr(target, step, None)
        if target is None or not _takes_words(target._meta.get_field(name)):
            continue
        word = f"{WORD}{next(number)}"
        try:
            with transaction.atomic():
                changed = type(target)._base_manager.filter(pk=target.pk).update(**{name: word})
        except Error:
            # Numbers, addresses and what never changes keep their rules.
            continue
        if changed:
            words[path] = word
    return words


def _takes_words(field: Any) -> bool:
    return (
        isinstance(field, models.CharField | models.TextField) and not field.choices and not field.primary_key
    )


def shows(client: Client, world: World, model: Any, word: str) -> bool:
    """Say whether the colleague reads the word on the record's page or in its list."""
    stem = f"/admin/{model._meta.label_lower.replace('.', '/')}/"
    number = world.numbers[model._meta.label_lower.replace(".", "/")]
    for address in (f"{number}/change/", f"?q={word}"):
        with transaction.atomic():
            answer = client.get(stem + address, headers={"accept-language": "sr"})
            transaction.set_rollback(True)
        # The field of the search says what was typed.
        if word in answer.content.decode().replace(f'value="{word}"', ""):
            return True
    return False


@pytest.mark.long
@pytest.mark.parametrize("persona", [EDITOR, RESEARCHER, OTHERS_CASE, OWN_CASE])
def test_a_record_is_found_only_by_words_that_the_colleague_reads_in_it(world: World, persona: str) -> None:
    client, number = world.client(persona), itertools.count(1000)
    hidden, found = {}, 0
    for model, each in lists_for(world, persona):
        key = world.numbers.get(model._meta.label_lower.replace(".", "/"))
        request = request_of(world, persona)
        record = each.get_object(request, str(key)) if key else None
        if record is None:
            continue
        paths = {path.lstrip("^=@") for path in each.get_search_fields(request)}
        for path, word in planted(record, paths, number).items():
            rows, _doubled = each.get_search_results(request, each.get_queryset(request), word)
            if not rows.filter(pk=record.pk).exists():
                continue
            found += 1
            if not shows(client, world, model, word):
                hidden[model._meta.label_lower, path] = word
    assert hidden == {}
    assert found > 15


_CONTACTS = ("+381645556667", "064 555 6667", "555 6667", "marked@example.org")


def test_the_keeper_of_one_door_finds_nobody_of_another_event(world: World) -> None:
    ours = world.registration
    Registration.objects.filter(pk=ours.pk).update(
        contact_name=WORD, contact_phone="+381645556667", contact_email="marked@example.org"
    )
    found = {}
    for persona in (DOOR, OTHER_DOOR):
        client = world.client(persona)
        events = [ours.event, *type(ours.event).objects.public().exclude(pk=ours.event_id)]
        for event in events:
            answer = client.post(f"/sr/events/{event.slug}/door/", {"do": "search", "who": WORD})
            text = answer.content.decode().replace(f'value="{WORD}"', "")
            if WORD in text:
                found[persona, event.slug] = [each for each in _CONTACTS if each in text]
    assert found == {(DOOR, ours.event.slug): []}


def test_a_member_or_stranger_asks_no_list_of_the_admin(world: World) -> None:
    for persona in (ANONYMOUS, OTHER):
        client = world.client(persona)
        for query in (f"?q={WORD}", "?_export=csv", "?_popup=1&_to_field=id", "?o=1"):
            answer = client.get(f"/admin/consultations/case/{query}")
            assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/admin/login/")
