"""Pages ask for the rows of the person who asks; a key that somebody sent is looked up among those, not among all."""

import ast

import pytest

from tests.trust.permissions.looks import Look, guarded, looks, looks_in

# Questions about rows that are not for every colleague which begin with something else than the person, and why that
# is enough.
_BY_CASE = "the case was found among those that the person reads"
_BY_ADVISOR = "the advisor is the person"
_BY_FORM = "asks whether this very form was sent before"
_PUBLIC = "what everybody may see"
WITHOUT_PERSON = {
    "consultations/admin/booking.py:booking_view Consultation": "only what the person booked with this form",
    "consultations/admin/case_page.py:_to_do CaseTask": _BY_CASE,
    "consultations/admin/case_plan.py:_log BusinessPlan": _BY_CASE,
    "consultations/admin/case_verbs.py:standing Case": "asks what the person may do in a case that the admin found",
    "consultations/admin/cases.py:add_view Case": "every advisor may know that a person has an open case",
    "consultations/admin/my_calendars.py:_what_there_is BusyCalendar": _BY_ADVISOR,
    "consultations/admin/my_calendars.py:_what_there_is CalendarFeed": _BY_ADVISOR,
    "consultations/admin/visits.py:do_view Consultation": "after the button was pressed in the person's own visit",
    "consultations/admin/visits.py:empty_state Consultation": "asks only whether there is any visit at all",
    "consultations/views/booking.py:_book Consultation": _BY_FORM,
    "consultations/views/groups.py:_shown GroupSession": _PUBLIC,
    "consultations/views/groups.py:coming GroupSession": _PUBLIC,
    "consultations/views/groups.py:group Participation": _BY_FORM,
    "consultations/views/place.py:_answer Participation": "the place was found by the key of its letter",
    "consultations/views/plan_parts.py:whole_plan BusinessPlan": _BY_CASE,
    "consultations/views/visit.py:_others_of_series Consultation": "the series of a visit found by its key",
}

# Records that are taken by a key from outside among all there are, and why nobody learns more than they may.
_STAFF = "the page asked for the right first, and every holder of it may see all rows"
_SIGNED = "the key was signed by the portal"
_JUDGED = "what was found is judged before anything is shown"
_FORMER = "leads on only where the record is public"
_NAMED = "names what the page shows already"
AMONG_ALL = {
    "center/admin/frameworks.py:_grant Indicator": _STAFF,
    "center/admin/frameworks.py:_grant Result": _STAFF,
    "center/admin/publication_preview.py:_typed_pictures Picture": _STAFF,
    "center/admin/value_pages.py:_let_go Evidence": _STAFF,
    "center/admin/value_pages.py:_period IndicatorPeriod": _STAFF,
    "center/admin/value_pages.py:_value Measurement": _STAFF,
    "center/admin/value_pages.py:open_evidence Evidence": _STAFF,
    "center/admin_history.py:_names model": _NAMED,
    "center/views/calls.py:call FormerCallSlug": _FORMER,
    "center/views/calls.py:deadline FormerCallSlug": _FORMER,
    "center/views/news.py:of_category NewsCategory": _PUBLIC,
    "center/views/news.py:preview NewsItem": _JUDGED,
    "center/views/newsletter.py:_found Subscriber": _SIGNED,
    "center/views/newsletter.py:leave_at_once Subscriber": _SIGNED,
    "center/views/press.py:readable_release FormerPressSlug": _JUDGED,
    "center/views/press.py:readable_release PressRelease": _JUDGED,
    "center/views/resources.py:resource FormerResourceSlug": _FORMER,
    "center/views/resources.py:shown model": "only colleagues who write see more than what was published",
    "center/views/standing_pages.py:preview Page": _JUDGED,
    "consultations/admin/booking.py:_find_people Entrepreneur": _STAFF,
    "consultations/admin/booking.py:_preset_person Entrepreneur": _STAFF,
    "consultations/admin/case_forms.py:clean_whose Advisor": "one of the choices that the form offered",
    "consultations/admin/moving.py:_week Advisor": _NAMED,
    "consultations/admin/offered_times.py:read Advisor": "the service judges the advisor of a time",
    "consultations/admin/visits.py:do_view Consultation": "after the button was pressed in the person's own visit",
    "entrepreneurs/admin/claims.py:settlement Settlement": _PUBLIC,
    "entrepreneurs/admin/enterprise_form.py:clean_slug FormerSlug": "asks only whether a short name is taken",
    "entrepreneurs/admin/filters.py:lookups Enterprise": _STAFF,
    "entrepreneurs/admin/proposals.py:_picture Picture": _STAFF,
    "entrepreneurs/admin/proposals.py:_product_and Picture": _STAFF,
    "entrepreneurs/admin/proposals.py:_product_and Product": _STAFF,
    "entrepreneurs/views/board.py:_find JointAction": "a condition keeps to the board, the own and the joined entries",
    "entrepreneurs/views/claims.py:_read ClaimRequest": _SIGNED,
    "entrepreneurs/views/found.py:_leads_to FormerSlug": _JUDGED,
    "entrepreneurs/views/found.py:find Enterprise": _JUDGED,
    "events/admin/of_event.py:event_of Event": _STAFF,
    "events/admin/photos.py:_event Event": _STAFF,
    "events/admin/programme_page.py:_event Event": _STAFF,
    "events/views/listing.py:series EventSeries": _PUBLIC,
    "events/views/programme_parts.py:_rendered ProgrammeRelease": "the key comes from the event that is shown",
    "research/admin/questionnaire_upload.py:_confirm Questionnaire": _STAFF,
    "research/admin/questionnaire_upload.py:_key Questionnaire": "asks only whether a short name is taken",
    "research/admin/questionnaire_upload.py:_look Questionnaire": _STAFF,
    "research/admin/survey_pages.py:survey_of Survey": _STAFF,
}


def test_rows_that_are_not_for_every_colleague_are_asked_for_by_the_person() -> None:
    ours = guarded()
    asked = [look for look in looks() if look.model in ours]
    assert ours >= {"Case", "CaseNote", "CaseDocument", "CaseTask", "BusinessPlan", "Consultation", "Call"}
    assert {look.name for look in asked if not look.is_of_person} == set(WITHOUT_PERSON)
    assert sum(look.is_of_person for look in asked) > len(WITHOUT_PERSON)


def test_a_key_from_outside_is_looked_up_among_rows_that_the_person_may_see() -> None:
    assert {look.name for look in looks() if look.is_by_foreign_key and not look.is_narrowed} == set(
        AMONG_ALL
    )


def read(code: str) -> list[Look]:
    return list(looks_in("x", ast.parse(code)))


@pytest.mark.each
@pytest.mark.parametrize(
    ("code", "is_of_person", "takes_any"),
    [
        ("get_object_or_404(Case, pk=number)", False, True),
        ("Case.objects.get(number=wanted)", False, True),
        ("Case.objects.visible_to(user).filter(pk=wanted).first()", True, False),
        ("get_object_or_404(Case.objects.of_person(request.user).open(), number=number)", True, False),
        ("rows = Case.objects.all()\nrows.filter(pk=wanted)", False, True),
        ("rows = Case.objects.visible_to(user)\nrows.filter(pk=wanted)", True, False),
        ("Case._base_manager.filter(pk__in=request.POST.getlist('pk'))", False, True),
        ("Case.objects.filter(pk=event.case_id)", False, False),
        ("Case.objects.filter(pk=request.GET['pk'])", False, True),
        ("show(Case.objects.in_bulk(numbers))", False, True),
        ("Case.objects.filter(person=person, pk=wanted)", False, False),
    ],
)
def test_the_reading_sees_what_it_looks_for(code: str, is_of_person: bool, takes_any: bool) -> None:
    last = read(code)[-1]
    assert (last.model, last.is_of_person) == ("Case", is_of_person)
    assert (last.is_by_foreign_key and not last.is_narrowed) == takes_any
