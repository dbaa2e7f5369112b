from typing import Any

from django import forms

from center.base.phones import normalise_phone


class PhoneField(forms.CharField):
    """A phone number as people write it; its value is E.164 (`+38137123456`) or empty."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        return normalise_phone(text) if text else ""
