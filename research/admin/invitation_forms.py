"""What staff type to invite: a list of addresses, or how many codes to print."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.choices import Language
from research.models import Survey
from research.services.invitations import MOST_CODES, Addressee, invited_addresses

MOST_LINES: Final = 500
_LONGEST_NAME: Final = 140
_SHOWN: Final = 10


class InviteForm(forms.Form):
    """A pasted list, one addressee a line: `name; email`, or the address alone; also straight out of a table.

    Every line with a mistake is named; with one mistake nobody is invited, so that nobody is invited by half.
    """

    lines = forms.CharField(
        label=gettext_lazy("Whom to invite"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 12, "cols": 60, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "One on each line: the name, a semicolon, the email address. The address alone will do. You can also copy"
            " two columns out of a table."
        ),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the letter"), choices=Language)

    def __init__(self, data: Any = None, *, survey: Survey) -> None:
        super().__init__(data)
        self.survey = survey

    def clean_lines(self) -> list[Addressee]:
        found: dict[str, Addressee] = {}
        wrong: list[str] = []
        known = invited_addresses(self.survey)
        rows = [line.strip() for line in self.cleaned_data["lines"].splitlines()]
        if len([row for row in rows if row]) > MOST_LINES:
            raise ValidationError(_("Paste at most %(most)d lines at a time.") % {"most": MOST_LINES})
        for number, row in enumerate(rows, start=1):
            if not row:
                continue
            addressee = read_line(row)
            problem = _problem(addressee, known, found)
            if problem:
                wrong.append(_("Line %(number)d: %(problem)s") % {"number": number, "problem": problem})
            else:
                found[addressee.email.lower()] = addressee
        if wrong:
            more = len(wrong) - _SHOWN
            rest = [_("And more lines with mistakes: %(count)d.") % {"count": more}] if more > 0 else []
            raise ValidationError([*wrong[:_SHOWN], *rest])
        return list(found.values())


class CodesForm(forms.Form):
    """How many codes to print, and in which language."""

    count = forms.IntegerField(
        label=gettext_lazy("How many codes"),
        min_value=1,
        max_value=MOST_CODES,
        initial=24,
        help_text=gettext_lazy("Eight stand on a sheet. At most 500 at a time."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the slips"), choices=Language)


def read_line(row: str) -> Addressee:
    """Return what a line says: the address is what holds an "@", the rest is the name."""
    for mark in ("\t", ";", ","):
        if mark in row:
            parts = [part.strip().strip('"').strip() for part in row.split(mark)]
            break
    else:
        parts = [row]
    email = next((part for part in parts if "@" in part), "")
    name = " ".join(part for part in parts if part and part != email)
    # "Name <address>", as mail programs write it.
    if "<" in email and email.endswith(">"):
        before, _mark, inner = email.partition("<")
        name, email = " ".join(filter(None, [name, before.strip().strip('"')])), inner[:-1].strip()
    return Addressee(name, email)


def _problem(addressee: Addressee, known: set[str], found: dict[str, Addressee]) -> str:
    if not addressee.email:
        return _("there is no email address.")
    try:
        validate_email(addressee.email)
    except ValidationError:
        return _("this is no email address: %(email)s") % {"email": addressee.email[:80]}
    if len(addressee.name) > _LONGEST_NAME:
        return _("the name is too long.")
    if addressee.email.lower() in found:
        return _("this address stands on an earlier line too: %(email)s") % {"email": addressee.email}
    if addressee.email.lower() in known:
        return _("this address is invited already: %(email)s") % {"email": addressee.email}
    return ""
