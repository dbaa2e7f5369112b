"""How the editor keeps the library: one form, a few buttons, what is due on the desk."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from center.models import FormerResourceSlug, FundingCall, Resource, ResourceFile, Term, User
from center.services import funding_calls, resources, sourced
from tests.center.resources.library import docx, long_ago, make_call, make_resource, make_term, writer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]


@pytest.fixture
def desk(editor: User) -> Client:
    editor.language = "en"
    editor.save()
    client = Client()
    client.force_login(editor)
    return client


GUIDE: dict[str, Any] = {
    "kind": "guide",
    "title_sr": "Водич",
    "title_en": "Guide",
    "slug": "guide",
    "summary_sr": "Шта се ради.",
    "source_name_sr": "Закон",
    "source_url": "https://law.example/",
    "check_after_months": "12",
    "steps-TOTAL_FORMS": "1",
    "steps-INITIAL_FORMS": "0",
    "steps-0-title_sr": "Прво",
    "steps-0-position": "1",
}


def test_a_guide_is_written_checked_and_published_by_two_buttons(desk: Client, editor: User) -> None:
    desk.post("/admin/center/resource/add/", GUIDE)
    guide = Resource.objects.get()
    assert (guide.created_by, guide.is_published, [step.title_sr for step in guide.steps.all()]) == (
        editor,
        False,
        ["Прво"],
    )
    address = f"/admin/center/resource/{guide.pk}/do"
    refused = desk.post(f"{address}/publish/", follow=True).content.decode()
    assert "press “Checked today”" in refused
    desk.post(f"{address}/checked/")
    desk.post(f"{address}/publish/")
    guide.refresh_from_db()
    assert (guide.checked_on, guide.checked_by, guide.is_published) == (timezone.localdate(), editor, True)


def test_a_deadline_is_typed_as_a_day_and_an_hour_and_a_missing_one_is_named(desk: Client) -> None:
    call = {
        "title_sr": "Алат",
        "slug": "tools",
        "currency": "RSD",
        "ends": "deadline",
        "check_after_months": "3",
        "applicants": ["association"],
        "deadline_time": "14:30",
    }
    html = desk.post("/admin/center/fundingcall/add/", call).content.decode()
    assert "Write the day of the deadline, or choose another end." in html
    desk.post(
        "/admin/center/fundingcall/add/", {**call, "deadline_day": "25.10.2026", "deadline_time": "2:30"}
    )
    made = FundingCall.objects.get()
    # The hour comes twice that night; the first counts.
    assert (
        made.deadline_at and made.deadline_at.isoformat(),
        made.deadline_time and str(made.deadline_time),
    ) == (
        "2026-10-25T00:30:00+00:00",
        "02:30:00",
    )


def test_a_file_is_judged_by_its_content_and_a_new_one_takes_the_place_of_the_old(desk: Client) -> None:
    template = make_resource(kind="template", published=False)
    address = f"/admin/center/resource/{template.pk}/do/add_file/"
    bad = SimpleUploadedFile("form.docx", b"MZ not a document")
    assert (
        "Please upload a document" in desk.post(address, {"upload": bad, "language": "sr"}).content.decode()
    )
    for name in ("form.docx", "better.docx"):
        desk.post(address, {"upload": SimpleUploadedFile(name, docx().read()), "language": "sr"})
    rows = ResourceFile.objects.order_by("version")
    assert [(row.file_name, row.version, row.replaced_at is None) for row in rows] == [
        ("form.docx", 1, False),
        ("better.docx", 2, True),
    ]


def test_the_desk_names_what_is_due_to_be_checked_and_one_press_takes_it_away(desk: Client) -> None:
    guide = make_resource(title_en="Old guide")
    long_ago(guide, days=400)
    assert "Old guide" in desk.get("/admin/").content.decode()
    desk.post(f"/admin/center/resource/{guide.pk}/do/checked/")
    assert 'id="desk-resources"' not in desk.get("/admin/").content.decode()


@pytest.mark.parametrize("model", ["resource", "fundingcall", "term"])
def test_a_list_takes_as_many_queries_for_three_as_for_one(
    model: str, desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    address = f"/admin/center/{model}/"

    def another(number: int) -> None:
        make_resource(), make_call(), make_term(f"реч {number}", f"word-{number}")

    another(1)
    desk.get(address)
    with django_assert_max_num_queries(60) as once:
        desk.get(address)
    another(2)
    another(3)
    with django_assert_max_num_queries(len(once)):
        desk.get(address)


def test_an_advisor_reads_and_changes_nothing(advisor_user: User) -> None:
    call = make_call()
    client = Client()
    client.force_login(advisor_user)
    statuses = [
        client.get(f"/admin/center/fundingcall/{call.pk}/change/").status_code,
        client.post(f"/admin/center/fundingcall/{call.pk}/do/withdraw/", {"reason": ""}).status_code,
    ]
    assert (statuses, FundingCall.objects.get().is_archived) == ([200, 403], False)


# --- rules


def test_a_short_name_that_leads_on_is_not_given_to_another_page() -> None:
    first = make_resource(slug="old")
    resources.change_resource(resource=first, by=writer(), slug="new")
    with pytest.raises(ValidationError):
        make_resource(slug="old")
    resources.change_resource(resource=first, by=writer(), slug="old")
    assert list(FormerResourceSlug.objects.values_list("slug", flat=True)) == ["new"]


def test_the_short_name_of_a_public_word_stays_since_texts_link_to_it() -> None:
    term = make_term("задруга", "coop")
    with pytest.raises(ValidationError):
        resources.change_term(term=term, by=writer(), slug="other")


def test_a_template_without_a_file_is_not_published_and_its_last_file_not_taken_back() -> None:
    template = make_resource(kind="template", published=False)
    sourced.note_checked(record=template, by=writer())
    with pytest.raises(sourced.NotNow):
        resources.publish_resource(resource=template, by=writer())


def test_a_call_with_a_deadline_is_not_closed_by_hand() -> None:
    with pytest.raises(sourced.NotNow):
        funding_calls.close_call(call=make_call(), by=writer())


@pytest.mark.parametrize(
    "wrong",
    [
        {"deadline_at": None},
        {"ends": "rolling"},
        {"source_url": "http://plain.example/"},
        {"amount_min": 5, "amount_max": 4},
        {"applicants": ["martians"]},
        {"checked_on": None},
        {"state": "archived"},
        {"slug": "archive"},
    ],
)
@pytest.mark.each
def test_the_database_refuses_what_makes_no_call(wrong: dict[str, Any]) -> None:
    call = make_call()
    with pytest.raises(IntegrityError), transaction.atomic():
        FundingCall.objects.filter(pk=call.pk).update(**wrong)


def test_what_is_archived_comes_back_to_where_it_was() -> None:
    public, draft = make_term("а", "a"), make_term("б", "b", published=False)
    for term in (public, draft):
        sourced.put_back(record=sourced.archive(record=term, by=writer()), by=writer())
    assert list(Term.objects.order_by("slug").values_list("state", flat=True)) == ["published", "draft"]


def test_a_changed_deadline_is_kept_with_the_moment_since_when_people_know_it() -> None:
    call = make_call()
    changed = funding_calls.change_call(
        call=call, by=writer(), deadline_day=date(2027, 2, 1), deadline_time=None
    )
    assert (changed.deadline_day, changed.deadline_time, changed.deadline_set_at > call.deadline_set_at) == (
        date(2027, 2, 1),
        None,
        True,
    )


def test_a_word_that_was_archived_stays_named_where_it_is_and_is_offered_to_no_other(desk: Client) -> None:
    word, other, third = (make_term(name, name) for name in ("word", "other", "third"))
    guide = make_resource()
    guide.terms.add(other)
    word.see_also.add(other)
    sourced.archive(record=other, by=writer())

    def offered(kind: str, record: Any, field: str) -> set[str]:
        page = desk.get(f"/admin/center/{kind}/{record.pk}/change/")
        return {str(each) for _value, each in page.context["adminform"].form.fields[field].choices}

    assert offered("term", word, "see_also") == {"other", "third"}
    assert offered("term", third, "see_also") == {"word"}
    assert offered("resource", guide, "terms") == {"word", "other", "third"}


def test_a_word_names_other_words_and_is_never_offered_itself(desk: Client) -> None:
    word, other = make_term("реч", "word"), make_term("друга", "other")
    address = f"/admin/center/term/{word.pk}/change/"
    page = desk.get(address)
    offered = [str(each) for _value, each in page.context["adminform"].form.fields["see_also"].choices]
    assert offered == ["druga"]
    typed = {**page.context["adminform"].form.initial, "loaded_version": page.context["loaded_version"]}
    sent = {name: value for name, value in typed.items() if isinstance(value, str | int)}
    refused = desk.post(address, {**sent, "see_also": [word.pk]})
    assert list(refused.context["adminform"].form.errors) == ["see_also"]
    desk.post(address, {**sent, "see_also": [other.pk]})
    assert (list(word.see_also.all()), list(other.see_also.all())) == ([other], [word])


def test_a_word_that_refers_to_itself_is_refused() -> None:
    word = make_term("реч", "word")
    with pytest.raises(ValidationError) as refused:
        resources.relate_terms(term=word, others=[word])
    assert list(refused.value.message_dict) == ["see_also"]
