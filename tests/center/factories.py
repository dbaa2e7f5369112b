"""Made-up records of the Center."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from center.models import Question, StoredMail, StoredText
from center.services import inbox


def make_mail(**fields: Any) -> StoredMail:
    """Return a stored mail without a job."""
    values = {
        "kind": "center/example",
        "recipient": "visitor@example.org",
        "subject": "Поздрав из канцеларије",
        "language": "sr",
        "body_text": "Добар дан.",
        "message_id": f"<{uuid.uuid4()}@testserver>",
    }
    return StoredMail.objects.create(**{**values, **fields})


def make_text(**fields: Any) -> StoredText:
    """Return a stored text without a job."""
    values = {
        "kind": "center/example",
        "recipient": "+381641234567",
        "language": "sr",
        "body": "Podsetnik: sutra u 9.",
        "expires_at": timezone.now() + timedelta(days=1),
    }
    return StoredText.objects.create(**{**values, **fields})


def make_question(name: str = "Ђорђе") -> Question:
    """Ask as a visitor with a phone does."""
    return inbox.ask(
        name=name,
        phone="+381641234567",
        email="",
        text="Када радите?",
        language="sr",
        submission=uuid.uuid4(),
    )
