"""The nightly mixing of the rows of answers: what the columns do not tell, their order must not tell either."""

from typing import Final

from django.db import connection, transaction

from research.models import Response
from research.sql import MIX_ANSWERS

# Answers wait while the tables are held, and the mixing waits for whoever is just sending one.
_PATIENCE: Final = "20s"


def mix_answers() -> int:
    """Write all answers, marks of invitations and drafts anew, in a random order and one transaction.

    The invitations of anonymous surveys are written anew too, unchanged: their rows knew who sent last.

    Nothing is done where there are no anonymous answers. Returns how many answers were mixed. Raises OperationalError
    when somebody holds the tables for longer than twenty seconds: the job tries again.
    """
    if not Response.objects.filter(is_anonymous=True).exists():
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [_PATIENCE])
        cursor.execute(f"SELECT {MIX_ANSWERS}")
        return int(cursor.fetchone()[0])
