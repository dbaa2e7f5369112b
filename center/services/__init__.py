"""What can be done to the Center's own records; every verb is keyword-only and one transaction."""

from center.services.grants import set_grants
from center.services.mail import queue_letter, queue_mail, retry_mail
from center.services.texts import drop_texts, drop_thread, queue_text, retry_text, texts_are_sent

__all__ = [
    "drop_texts",
    "drop_thread",
    "queue_letter",
    "queue_mail",
    "queue_text",
    "retry_mail",
    "retry_text",
    "set_grants",
    "texts_are_sent",
]
