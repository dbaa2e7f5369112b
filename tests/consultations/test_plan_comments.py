"""Talks about a plan: kept, answered, settled; the other side is told at most once an hour, with no word of them."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from center.models import StoredMail, User
from consultations import services
from consultations.choices import CanvasPart, CaseOutcome
from consultations.errors import ChangeRefused
from consultations.models import BudgetRow, Case, PlanComment
from consultations.services import plan_comments
from entrepreneurs.models import ContactPreference, PersonMail
from tests.conftest import MakeUser
from tests.consultations.cases import lead_of, make_case
from tests.consultations.factories import make_advisor
from tests.consultations.plans import connected, make_budget, say, write
from tests.entrepreneurs.factories import make_person
from tests.threads import at_the_same_time

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning", "english", "office")]


@pytest.fixture
def case() -> Case:
    return make_case()


@pytest.fixture
def rada(case: Case, make_user: MakeUser, coordinator: User) -> User:
    return connected(case, make_user, coordinator)


def mails(kind: str = "plan_comments") -> list[str]:
    found = StoredMail.objects.filter(kind=f"consultations/{kind}").order_by("pk")
    return list(found.values_list("recipient", flat=True))


def test_a_comment_tells_the_person_in_words_that_betray_nothing(case: Case, rada: User) -> None:
    say(case, "Тајни коментар", part=CanvasPart.PROBLEM)
    mail = StoredMail.objects.get(kind="consultations/plan_comments")
    assert (mail.recipient, PersonMail.objects.get(mail=mail).person) == (rada.email, case.person)
    everything = mail.subject + mail.body_text + mail.body_html
    assert [word in everything for word in ("Тајни", "Tajni", "Рада", "Пекара")] == [False] * 4
    assert f"/account/cases/{case.number}/plan/" in mail.body_text


def test_who_asked_for_neutral_texts_reads_no_word_of_a_plan(case: Case, rada: User) -> None:
    ContactPreference.objects.create(person=case.person, neutral_texts=True)
    rada.language = "en"
    rada.save()
    say(case)
    mail = StoredMail.objects.get(kind="consultations/plan_comments")
    words = (mail.subject + mail.body_text.partition("http")[0]).lower()
    assert (mail.is_neutral, [word in words for word in ("plan", "comment", "advisor")]) == (
        True,
        [False] * 3,
    )


def test_many_comments_in_an_hour_are_two_letters(case: Case, rada: User, monday_morning: Any) -> None:
    for _number in range(4):
        say(case)
        monday_morning.shift(10 * 60)
    assert (mails(), plan_comments.send_due_letters()) == ([rada.email], 0)
    monday_morning.shift(25 * 60)
    assert (plan_comments.send_due_letters(), plan_comments.send_due_letters()) == (1, 0)
    assert mails() == [rada.email] * 2


@pytest.mark.parametrize("end", ["settled", "closed"])
def test_a_letter_that_waited_is_not_sent_when_there_is_nothing_to_tell(
    end: str, case: Case, rada: User, monday_morning: Any
) -> None:
    say(case)
    monday_morning.shift(60)
    second = say(case)
    if end == "settled":
        services.settle_comment(comment=second, by=rada)
    else:
        services.close_case(case=case, outcome=CaseOutcome.WORK, by=lead_of(case).user)
    monday_morning.shift(2 * 3600)
    assert (plan_comments.send_due_letters(), mails()) == (0, [rada.email])


def test_an_answer_tells_all_advisors_of_the_case_and_not_the_person(case: Case, rada: User) -> None:
    lead, along = lead_of(case), make_advisor()
    services.add_colleague(case=case, advisor=along, by=lead.user)
    first = say(case, part=CanvasPart.OFFER)
    answer = say(case, "Дванаест.", by=rada, from_person=True, answer_to=first)
    assert (answer.part, answer.answer_to) == ("offer", first)
    assert mails("advisor_plan_comments") == [lead.user.email, along.user.email]
    assert mails() == [rada.email]


def test_nobody_is_written_to_who_has_no_login_or_whose_access_has_ended(
    case: Case, make_user: MakeUser
) -> None:
    say(case)
    person = make_user(None)
    lead = lead_of(case).user
    lead.is_active = False
    lead.save()
    say(case, by=person, from_person=True)
    assert mails() + mails("advisor_plan_comments") == []


def test_the_same_form_twice_is_one_comment_and_one_letter(case: Case, rada: User) -> None:
    key = uuid.uuid4()
    assert say(case, submission=key) == say(case, "Друго", submission=key)
    assert (PlanComment.objects.count(), mails()) == (1, [rada.email])


def test_comments_are_settled_as_a_whole_and_opened_again_by_an_answer(case: Case, rada: User) -> None:
    first = say(case)
    answer = say(case, by=rada, from_person=True, answer_to=first)
    settled = services.settle_comment(comment=answer, by=rada)
    assert (settled.pk, settled.settled_by) == (first.pk, rada)
    assert services.settle_comment(comment=first, by=lead_of(case).user).settled_by == rada
    assert PlanComment.objects.waiting_in(case).count() == 0
    # An answer to an answer stands below the first comment.
    assert say(case, answer_to=answer).answer_to == first
    assert PlanComment.objects.waiting_in(case).get() == first
    services.settle_comment(comment=first, by=rada)
    assert services.reopen_comment(comment=first, by=rada).settled_at is None


def test_a_comment_knows_the_version_that_was_read(case: Case) -> None:
    write(case, "прва")
    make_budget(case)
    row = BudgetRow.objects.get(kind="monthly")
    versions = [say(case, **about).version for about in ({"part": CanvasPart.PROBLEM}, {"row": row}, {})]
    assert (versions, say(case, part=CanvasPart.OFFER).version) == ([1, 1, 1], 0)


def test_what_belongs_to_another_plan_is_refused(case: Case) -> None:
    other = make_case(make_advisor(), make_person("Ана"))
    make_budget(other)
    theirs: list[dict[str, Any]] = [{"answer_to": say(other)}, {"row": BudgetRow.objects.earliest("pk")}]
    for about in theirs:
        with pytest.raises(ChangeRefused, match="does not belong"):
            say(case, **about)


@pytest.mark.parametrize(("text", "sentence"), [(" ", "write something"), ("а" * 2001, "too long")])
def test_an_empty_or_endless_comment_is_refused(case: Case, text: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        say(case, text)


@pytest.mark.django_db(transaction=True)
def test_five_comments_at_once_are_five_comments_and_one_letter(case: Case, rada: User) -> None:
    calls: list[Callable[[], PlanComment]] = [lambda: say(case)] * 5
    assert {type(each).__name__ for each in at_the_same_time(calls)} == {"PlanComment"}
    assert (PlanComment.objects.count(), mails()) == (5, [rada.email])
