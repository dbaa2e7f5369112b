"""Visits follow their person when two records of the person become one."""

import pytest

from center.base.merging import followers
from center.models import User
from consultations.models import Consultation
from entrepreneurs.services import merge_entrepreneurs, undo_merge
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.entrepreneurs.factories import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning", "english")]


def test_the_visits_of_both_are_the_survivors_and_go_back_after_an_undo(coordinator: User) -> None:
    topic = make_topic()
    make_advisor(topic)
    one, two = make_person("Рада Радић"), make_person("Rada Radić")
    first = make_visit(topic, local(MONDAY, 9), entrepreneur=one)
    second = make_visit(topic, local(MONDAY, 10), entrepreneur=two, note="Поверљиво.")
    assert [(each.kind, each.count) for each in followers(two)] == [("Consultations", 1)]
    merge = merge_entrepreneurs(survivor=one, duplicate=two, by=coordinator)
    assert list(one.consultations.order_by("pk")) == [first, second]
    assert Consultation.objects.get(pk=second.pk).note == "Поверљиво."
    moved = [entry["pk"] for entry in merge.moves if entry["model"] == "consultations.consultation"]
    assert moved == [second.pk]
    undo_merge(merge=merge, by=coordinator)
    assert (list(one.consultations.all()), list(two.consultations.all())) == ([first], [second])


def test_a_booking_for_a_merged_person_goes_to_the_one_that_was_kept(coordinator: User) -> None:
    topic = make_topic()
    make_advisor(topic)
    one, two = make_person("Рада Радић"), make_person("Rada Radić")
    # The page was opened before the merge and sent after it.
    merge_entrepreneurs(survivor=one, duplicate=two, by=coordinator)
    visit = make_visit(topic, local(MONDAY, 9), entrepreneur=two)
    assert visit.entrepreneur == one
