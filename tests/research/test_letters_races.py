"""Letters when two press the button at once, and when the worker dies between two of them; real threads."""

from collections import Counter
from typing import Any

import pytest
from django.db import DatabaseError, connection

from center.models import Office, StoredMail
from research.choices import Mode
from research.models import Survey
from research.services.invitations import Addressee, invite_addresses
from research.services.letters import send_letters, waiting
from tests.research.surveys import make_survey
from tests.threads import at_the_same_time

pytestmark = pytest.mark.django_db(transaction=True)
LETTERS = 12


@pytest.fixture
def survey(office: Office) -> Survey:
    made = make_survey(Mode.MAIL)
    who = [Addressee("", f"u{number}@example.org") for number in range(LETTERS)]
    invite_addresses(survey=made, addressees=who, language="sr")
    return made


@pytest.fixture
def dies_at_the_fifth() -> Any:
    """Let the database break off the transaction of the fifth letter, as the end of a worker does."""
    statement = """
        CREATE FUNCTION die_at_the_fifth() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF NEW.recipient = 'u4@example.org' THEN RAISE EXCEPTION 'the worker dies'; END IF; RETURN NEW; END $$;
        CREATE TRIGGER die_at_the_fifth BEFORE INSERT ON center_storedmail
        FOR EACH ROW EXECUTE FUNCTION die_at_the_fifth();
    """
    with connection.cursor() as cursor:
        cursor.execute(statement)

    def heal() -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION die_at_the_fifth() CASCADE")

    return heal


def letters() -> Counter[str]:
    return Counter(StoredMail.objects.values_list("recipient", flat=True))


def test_two_workers_at_once_and_one_that_dies_write_each_letter_once(
    survey: Survey, dies_at_the_fifth: Any
) -> None:
    def write() -> int:
        return send_letters(survey_id=survey.pk, up_to=10**9)

    with pytest.raises(DatabaseError, match="the worker dies"):
        write()
    assert (sum(letters().values()), waiting(survey).count()) == (4, LETTERS - 4)
    dies_at_the_fifth()
    written = at_the_same_time([write, write, write])
    assert sum(written) == LETTERS - 4
    assert letters() == Counter(f"u{number}@example.org" for number in range(LETTERS))
