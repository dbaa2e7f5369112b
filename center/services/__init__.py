"""What can be done to the Center's own records; every verb is keyword-only and one transaction."""

from center.services.mail import queue_letter, queue_mail, retry_mail

__all__ = ["queue_letter", "queue_mail", "retry_mail"]
