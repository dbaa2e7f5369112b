"""What services of the research lock, in this order.

The answers against being mixed, the survey, then an invitation or a draft of it.
"""

import uuid
import zlib
from typing import Final

from django.db import connection

from center.base.advisory_locks import lock as _lock
from center.base.advisory_locks import number_of
from research.sql import ANSWERING_LOCK

# Numbers of the kinds; those of other apps lie below.
_QUESTIONNAIRE: Final = 4001
_BEGINNING: Final = 4003


def lock_versions(key: str) -> None:
    """Wait for whoever adds a version of the same questionnaire."""
    _lock(_QUESTIONNAIRE, [zlib.crc32(key.encode()) % 2**31])


def lock_beginning(submission: uuid.UUID) -> None:
    """Wait for the first of two clicks on the same button "Begin"."""
    _lock(_BEGINNING, [number_of(submission)])


def hold_open(survey_id: int) -> None:
    """Let nobody open, close or delete the survey until the transaction ends; many may hold it at once.

    The rows of answers are not mixed meanwhile. Closing takes the row FOR UPDATE, with which only this lock and
    stronger ones conflict.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, 0)", [ANSWERING_LOCK])
        cursor.execute("SELECT 1 FROM research_survey WHERE id = %s FOR KEY SHARE", [survey_id])
