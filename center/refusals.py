"""What a service refuses, in a sentence for the person: as an error of its own, and said in a form."""

from collections.abc import Mapping
from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise

# The columns of a contact, and what forms call them.
CONTACT_FIELDS: Final = {"contact_name": "name", "contact_phone": "phone", "contact_email": "email"}


class ServiceRefused(Exception):  # noqa: N818 -- reads as what happened
    """The rules do not allow it, and nothing of it was done. `message` is for the person."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(str(message))
        self.message = message


def tell(
    form: forms.BaseForm,
    error: ServiceRefused | ValidationError,
    fields: Mapping[str, str | None] | None = None,
) -> None:
    """Say in a form what a service refused: at the field that it is about, else on top.

    `fields` names the form's field for a field of the service where they differ; None: on top.
    """
    if isinstance(error, ServiceRefused):
        form.add_error(None, str(error.message))
        return
    names = fields or {}
    told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, sentences in told.items():
        field = names.get(name, name)
        form.add_error(field if field in form.fields else None, sentences)
