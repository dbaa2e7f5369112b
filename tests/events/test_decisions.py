"""Decisions about stands: held back, sent in one go, interrupted, moved up; reviews; the letters that staff write."""

from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError

from center.models import StoredMail, User
from entrepreneurs.models import Product
from events import decision_texts
from events.choices import DECISIONS, ApplicationState
from events.errors import ChangedMeanwhile, ChangeRefused
from events.models import DecisionLetter, Event
from events.services import applications, decisions, exhibitor_letters, reviews
from tests.events.factories import local, make_staff
from tests.events.fairs import (
    SATURDAY,
    accepted,
    apply,
    decide,
    editor_of,
    exhibited,
    make_exhibitor,
    make_fair,
    make_past_fair,
)

pytestmark = pytest.mark.django_db
Clock = time_machine.Traveller
SENT, ACCEPTED, RESERVE, DECLINED = (
    ApplicationState.SENT,
    ApplicationState.ACCEPTED,
    ApplicationState.RESERVE,
    ApplicationState.DECLINED,
)


@pytest.fixture(autouse=True)
def clock(monday_morning: Clock, office: object) -> Clock:
    return monday_morning


def kinds() -> list[str]:
    mails = StoredMail.objects.filter(kind__startswith="events/fair").exclude(kind="events/fair_sent")
    return [kind.removeprefix("events/fair_") for kind in mails.order_by("pk").values_list("kind", flat=True)]


def hold(event: Event, *wanted: str) -> list[Any]:
    """Let one enterprise apply for each decision, and hold the decision back."""
    return [
        decisions.hold_decision(application=apply(event), decision=decision, by=make_staff())
        for decision in wanted
    ]


def test_a_decision_stays_inside_until_all_are_sent_together() -> None:
    event = make_fair()
    held = hold(event, ACCEPTED, RESERVE, DECLINED)
    assert ([application.state for application in held], kinds()) == ([SENT] * 3, [])
    assert decisions.send_decisions(event=event, seen=decisions.fingerprint(event)) == 3
    for application in held:
        application.refresh_from_db()
    assert [application.state for application in held] == [ACCEPTED, RESERVE, DECLINED]
    assert [application.decision for application in held] == ["", "", ""]
    assert kinds() == ["accepted", "reserve", "declined"]


def test_sending_that_was_interrupted_goes_on_without_a_second_letter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event = make_fair()
    hold(event, ACCEPTED, ACCEPTED, DECLINED)
    real = exhibitor_letters.about_decision
    told: list[int] = []

    def dies_at_the_second(application: Any) -> None:
        if len(told) == 1:
            raise KeyboardInterrupt
        told.append(application.pk)
        real(application)

    with monkeypatch.context() as patch:
        patch.setattr(exhibitor_letters, "about_decision", dies_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            decisions.send_decisions(event=event, seen=decisions.fingerprint(event))
    assert (kinds(), event.applications.exclude(decision="").count()) == (["accepted"], 2)
    assert decisions.send_decisions(event=event, seen=decisions.fingerprint(event)) == 2
    assert kinds() == ["accepted", "accepted", "declined"]


def test_what_a_colleague_changed_since_it_was_read_is_not_sent() -> None:
    event = make_fair()
    (first,) = hold(event, ACCEPTED)
    seen = decisions.fingerprint(event)
    decisions.hold_decision(application=first, decision=DECLINED, by=make_staff())
    with pytest.raises(ChangedMeanwhile):
        decisions.send_decisions(event=event, seen=seen)
    assert kinds() == []


def test_a_decision_can_be_taken_off_again_and_a_withdrawal_takes_it_off() -> None:
    event = make_fair()
    first, second = hold(event, ACCEPTED, ACCEPTED)
    decisions.hold_decision(application=first, decision="", by=make_staff())
    applications.withdraw(application=second, by=editor_of(second.enterprise))
    assert decisions.send_decisions(event=event, seen=decisions.fingerprint(event)) == 0
    assert kinds() == ["withdrawn"]


@pytest.mark.long
def test_who_is_accepted_is_not_decided_again_and_nothing_once_the_fair_begins(clock: Clock) -> None:
    event = make_fair()
    application = accepted(event)
    (late,) = hold(event, ACCEPTED)
    with pytest.raises(ChangeRefused):
        decisions.hold_decision(application=application, decision=DECLINED, by=make_staff())
    clock.move_to(local(SATURDAY, 10))
    assert decisions.send_decision(application=late) is False
    with pytest.raises(ChangeRefused):
        decisions.hold_decision(application=late, decision=DECLINED, by=make_staff())


def test_the_profile_is_kept_as_it_was_when_it_was_accepted() -> None:
    enterprise = make_exhibitor("Пчелар", "Мед")
    application = accepted(make_fair(), enterprise)
    Product.objects.update(name_sr="Восак")
    enterprise.name_sr = "Други"
    enterprise.save()
    application.refresh_from_db()
    assert application.snapshot["name_sr"] == "Пчелар"
    assert [product["name_sr"] for product in application.snapshot["products"]] == ["Мед"]
    assert "Honey" in application.found_by


def test_one_of_the_reserve_list_moves_up_with_one_letter() -> None:
    application = decide(apply(make_fair()), RESERVE)
    for _twice in range(2):
        decisions.move_up(application=application, by=make_staff())
    assert kinds() == ["reserve", "accepted"]
    with pytest.raises(ChangeRefused):
        decisions.move_up(application=apply(make_fair()), by=make_staff())


def test_who_left_no_email_is_to_be_called() -> None:
    application = decide(apply(make_fair(), contact_email=""), DECLINED)
    assert (application.state, application.to_call, kinds()) == (DECLINED, True, [])
    assert decisions.note_call(application=application).to_call is False


@pytest.mark.parametrize(
    ("language", "beginning"),
    [("en", "Hello Rada Radić,"), ("sr-latn", "Dobar dan, Rada Radić,"), ("sr", "Добар дан, Рада Радић,")],
)
def test_the_letter_is_in_the_language_of_the_exhibitor(language: str, beginning: str) -> None:
    accepted(make_fair(), make_exhibitor("Пчелар"), language=language)
    letter = StoredMail.objects.get(kind="events/fair_accepted")
    assert letter.body_text.startswith(beginning)
    assert {"en": "Pčelar", "sr-latn": "Pčelar", "sr": "Пчелар"}[language] in letter.body_text
    assert "{" not in letter.body_text
    assert "/needs/?key=" in letter.body_text


def texts(event: Event, **other: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for each in DECISIONS:
        letter = decision_texts.letter_of(event, each)
        found[each] = {"text_sr": letter.text_sr, "text_en": letter.text_en, "seen": letter.version}
    for name, text in other.items():
        decision, language = name.rsplit("_", 1)
        found[decision][f"text_{language}"] = text
    return found


@pytest.mark.long
def test_staff_write_their_own_letters_in_either_script() -> None:
    event = make_fair()
    decisions.save_letters(event=event, texts=texts(event, accepted_sr="Zdravo {ime}, čekamo Vas: {sajam}"))
    assert DecisionLetter.objects.get().text_sr == "Здраво {ime}, чекамо Вас: {sajam}"
    accepted(event, language="sr")
    assert StoredMail.objects.get(kind="events/fair_accepted").body_text.startswith(
        "Здраво Рада Радић, чекамо Вас: Мини‑сајам 1"
    )


@pytest.mark.parametrize("broken", ["Здраво {презиме}", "Здраво {име", "Здраво } име", "", "{{име}}"])
def test_a_letter_that_could_not_be_filled_in_is_never_saved(broken: str) -> None:
    event = make_fair()
    with pytest.raises(ValidationError) as refused:
        decisions.save_letters(event=event, texts=texts(event, reserve_sr=broken))
    assert (list(refused.value.message_dict), DecisionLetter.objects.count()) == (["reserve_sr"], 0)


def test_of_two_colleagues_who_write_letters_the_second_is_stopped() -> None:
    event = make_fair()
    mine = texts(event, declined_en="No.")
    decisions.save_letters(event=event, texts=texts(event, declined_en="Sorry."))
    with pytest.raises(ChangedMeanwhile):
        decisions.save_letters(event=event, texts=mine)
    decisions.save_letters(event=event, texts=texts(event, declined_en="Sorry."))
    assert DecisionLetter.objects.get().version == 1


def test_a_reviewer_reads_others_only_after_writing_an_own_review() -> None:
    application = apply(make_fair())
    first, second = make_staff(), User.objects.create(email="second@office.example")
    reviews.write_review(application=application, by=first, score=5, comment="Дивно")
    seen = list(application.reviews.all())
    assert (reviews.readable(seen, second), len(reviews.readable(seen, first))) == ([], 1)
    reviews.write_review(application=application, by=second, score=2)
    reviews.write_review(application=application, by=second, score=3)
    assert [review.score for review in reviews.readable(list(application.reviews.all()), second)] == [5, 3]


@pytest.mark.long
@pytest.mark.parametrize("score", [0, 6])
def test_a_score_is_one_to_five(score: int) -> None:
    with pytest.raises(ValidationError):
        reviews.write_review(application=apply(make_fair()), by=make_staff(), score=score)


def test_what_is_decided_is_reviewed_no_more() -> None:
    with pytest.raises(ChangeRefused):
        reviews.write_review(application=accepted(make_fair()), by=make_staff(), score=3)


def test_who_exhibited_before_is_no_first_timer() -> None:
    enterprise = make_exhibitor()
    exhibited(make_past_fair(), enterprise)
    event = make_fair()
    apply(event, enterprise)
    apply(event)
    rows: Any = event.applications.with_past().order_by("pk")
    assert [row.past_fairs for row in rows] == [1, 0]
