"""Made-up records of the Center."""

import uuid
from typing import Any

from center.models import StoredMail


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
