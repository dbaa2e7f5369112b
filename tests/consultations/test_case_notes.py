"""Notes of a case: kept encrypted, written once, corrected in their place."""

import uuid

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection

from consultations import services
from consultations.errors import ChangeRefused
from consultations.models import CaseNote
from tests.consultations.cases import lead_of, make_case, make_note
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.entrepreneurs.factories import make_person
from tests.threads import at_the_same_time

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning", "english")]
SECRET = "Плаши се мужа."


def everything_stored() -> str:
    """Return what the database holds of notes and of their history, as text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(n::text, ' ') || (SELECT string_agg(e::text, ' ') FROM consultations_casenoteevent e)"
            " FROM consultations_casenote n"
        )
        return str(cursor.fetchone()[0])


def test_a_note_is_readable_here_and_nowhere_in_the_database() -> None:
    note = make_note(make_case(), SECRET)
    services.correct_note(note=note, text=SECRET + " И сестре.", seen=1, by=lead_of(note.case).user)
    assert CaseNote.objects.get().text == "Плаши се мужа. И сестре."
    assert "Плаши" not in everything_stored()


def test_a_correction_takes_the_place_of_the_words_and_says_who_and_when() -> None:
    note, colleague = make_note(make_case(), "Има троје деце."), make_advisor().user
    corrected = services.correct_note(note=note, text="Има двоје деце.", seen=1, by=colleague)
    assert (corrected.text, corrected.version) == ("Има двоје деце.", 2)
    assert (corrected.corrected_by, corrected.written_by) == (colleague, lead_of(note.case).user)
    events = apps.get_model("consultations", "CaseNoteEvent").objects.filter(pgh_obj_id=note.pk)
    assert list(events.order_by("pgh_id").values_list("version", "corrected_by")) == [
        (1, None),
        (2, colleague.pk),
    ]


def test_the_same_words_are_no_correction_and_a_second_correction_on_an_old_text_is_refused() -> None:
    note = make_note(make_case(), "Има троје деце.")
    by = lead_of(note.case).user
    assert services.correct_note(note=note, text=" Има троје деце. ", seen=1, by=by).version == 1
    services.correct_note(note=note, text="Има двоје деце.", seen=1, by=by)
    with pytest.raises(ChangeRefused, match="corrected this note meanwhile"):
        services.correct_note(note=note, text="Има четворо деце.", seen=1, by=by)


def test_a_form_sent_twice_is_one_note() -> None:
    case, key = make_case(), uuid.uuid4()
    first = make_note(case, "Прва реч.", submission=key)
    assert make_note(case, "Прва реч.", submission=key) == first


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_at_once_is_one_note() -> None:
    case, key = make_case(), uuid.uuid4()
    outcomes = at_the_same_time([lambda: make_note(case, submission=key)] * 4)
    assert {note.pk for note in outcomes} == {CaseNote.objects.get().pk}


def test_a_note_is_about_a_visit_of_its_own_case() -> None:
    topic = make_topic()
    make_advisor(topic)
    case = make_case()
    own = make_visit(topic, local(MONDAY, 9), entrepreneur=case.person)
    services.attach_visit(consultation=own, case=case, by=lead_of(case).user)
    own.refresh_from_db()
    assert make_note(case, visit=own).visit == own
    other = make_visit(topic, local(MONDAY, 10), entrepreneur=make_person("Ана"))
    with pytest.raises(ChangeRefused, match="does not belong to the case"):
        make_note(case, visit=other)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [(" \n ", "write something"), ("а\0б", "unreadable"), ("а" * 20_001, "too long")],
)
def test_an_empty_or_endless_note_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        make_note(make_case(), text)
