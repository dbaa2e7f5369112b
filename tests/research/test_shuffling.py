"""The nightly mixing, on real PostgreSQL: the rows stay what they were, and their order tells nothing."""

import os
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

import research.roles  # noqa: F401 -- names what the application may call
from center.base.database_roles import grant
from research.choices import Mode
from research.models import Response, SpentInvitation, Survey
from research.services import answering
from research.services.shuffling import mix_answers
from tests.research.surveys import make_invitation, make_survey

pytestmark = pytest.mark.django_db(transaction=True)
ANSWERS = 40


def fill(survey: Survey) -> None:
    """Answer by invitation, one transaction each, in the order of the invitations."""
    for number in range(ANSWERS):
        invitation, _code = make_invitation(survey)
        with transaction.atomic():
            SpentInvitation(invitation=invitation).save(force_insert=True)
            Response(
                survey=survey,
                is_anonymous=survey.is_anonymous,
                invitation=None if survey.is_anonymous else invitation,
                mode=Mode.MAIL,
                language="sr",
                day=timezone.localdate(),
                answers={"number": number},
            ).save(force_insert=True)


def rows(statement: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def order() -> list[int]:
    """Return the answers in the order in which they lie on the disk."""
    return [
        number for (number,) in rows("SELECT (answers->>'number')::int FROM research_response ORDER BY ctid")
    ]


def content() -> list[Any]:
    return sorted(map(str, Response.objects.values_list())) + sorted(
        map(str, SpentInvitation.objects.values_list())
    )


def transactions() -> int:
    """Count the transactions that the rows of answers and marks remember."""
    ((count,),) = rows(
        "SELECT count(DISTINCT xmin::text) FROM (SELECT xmin FROM research_response"
        " UNION ALL SELECT xmin FROM research_spentinvitation) AS both_tables"
    )
    return int(count)


def traces() -> tuple[int, int]:
    """Count what the rows of invitations remember of who locked them and who wrote them."""
    ((lockers, writers),) = rows(
        "SELECT count(DISTINCT xmax::text) FILTER (WHERE xmax::text <> '0'), count(DISTINCT xmin::text)"
        " FROM research_invitation"
    )
    return int(lockers), int(writers)


@pytest.mark.always
def test_mixing_leaves_every_row_and_takes_order_and_transactions_away_also_as_the_application() -> None:
    assert mix_answers() == 0
    survey = make_survey(Mode.MAIL)
    fill(survey)
    answering.begin(survey=survey, mode=Mode.MAIL, language="sr", invitation=make_invitation(survey)[0])
    before, history = content(), rows("SELECT count(*) FROM research_invitationevent")
    # Each row of an invitation remembers the transaction in which it was answered.
    assert traces()[0] == ANSWERS + 1
    assert (order(), transactions()) == (list(range(ANSWERS)), ANSWERS)
    assert mix_answers() == ANSWERS
    assert content() == before
    assert (sorted(order()), transactions()) == (list(range(ANSWERS)), 1)
    # Those that were answered or begun were locked by the mixing itself.
    assert traces() == (1, 1)
    assert rows("SELECT count(*) FROM research_invitationevent") == history
    first = order()
    assert first != list(range(ANSWERS))
    spent = [pk for (pk,) in rows("SELECT invitation_id FROM research_spentinvitation ORDER BY ctid")]
    # The n-th mark does not belong to the n-th answer any more.
    assert [pk - min(spent) for pk in spent] != first
    assert survey.drafts.count() == 1
    _the_rules_still_hold(survey)
    _the_application_may_mix_and_nothing_more(first)


def _the_rules_still_hold(survey: Survey) -> None:
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Response.objects.update(language="en")
    with pytest.raises(IntegrityError, match="spends an invitation"), transaction.atomic():
        Response(
            survey=survey,
            is_anonymous=True,
            mode=Mode.MAIL,
            language="sr",
            day=timezone.localdate(),
            answers={},
        ).save(force_insert=True)


def _the_application_may_mix_and_nothing_more(before: list[int]) -> None:
    application = urlsplit(os.environ["TEST_APPLICATION_URL"])
    role = application.username or ""
    grant(using="default", role=role)
    address = application._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    connection.close()
    with psycopg.connect(address) as as_application:
        assert as_application.execute("SELECT research_mix_answers()").fetchone() == (ANSWERS,)
        as_application.commit()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            as_application.execute("TRUNCATE research_response")
    assert (sorted(order()), order() == before) == (sorted(before), False)
