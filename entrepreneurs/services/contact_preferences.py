"""What people ask for about being reached: kept with their booking, changed by staff, never lost in between."""

from dataclasses import dataclass, fields
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from center.models import User
from entrepreneurs.choices import Purpose
from entrepreneurs.models import ContactPreference, Entrepreneur, preference_of
from entrepreneurs.models.contact_preference import HELPER_COLUMNS
from entrepreneurs.services.consents import give_consent, withdraw_consent

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class ContactWishes:
    """What a person asks for. Hours are by the office's clock, both or none.

    `helper_agreed` says that the person lets us tell the helper when and where the visit is.
    """

    no_voicemail: bool = False
    call_from: time | None = None
    call_until: time | None = None
    neutral_texts: bool = False
    no_email_reminders: bool = False
    advice: str = ""
    helper_name: str = ""
    helper_phone: str = ""
    helper_email: str = ""
    helper_relation: str = ""
    helper_agreed: bool = False

    @classmethod
    def of(cls, person: Entrepreneur) -> "ContactWishes":
        """Return what is kept of the person; asks for nothing where nothing is."""
        kept = preference_of(person)
        values = {each.name: getattr(kept, each.name) for each in fields(cls) if each.name != "helper_agreed"}
        return cls(**values, helper_agreed=kept.helper_consent_id is not None)

    @property
    def helper(self) -> tuple[str, ...]:
        return tuple(getattr(self, column) for column in HELPER_COLUMNS)

    def missing(self) -> "dict[str, StrOrPromise]":
        """Say by field what a helper who is named in part still lacks."""
        if not any((*self.helper, self.helper_agreed)):
            return {}
        wrong: dict[str, StrOrPromise] = {}
        if not self.helper_name:
            wrong["helper_name"] = _("Write the name of the person whom we may tell.")
        if not self.helper_phone and not self.helper_email:
            wrong["helper_phone"] = _(
                "Write a phone number or an email address of the person whom we may tell."
            )
        if not self.helper_relation:
            wrong["helper_relation"] = _("Choose who this person is.")
        if not self.helper_agreed:
            wrong["helper_agreed"] = _(
                "Without your consent we tell nobody. Tick this, or leave the person out."
            )
        return wrong

    def __bool__(self) -> bool:
        return self != ContactWishes()


class ChangedMeanwhile(ValidationError):  # noqa: N818 -- reads as what happened
    """A colleague changed the wishes since they were read."""


@transaction.atomic
def keep_wishes(
    *,
    person: Entrepreneur,
    wishes: ContactWishes,
    how: str,
    by: User | None = None,
    read_at: datetime | None = None,
) -> ContactPreference | None:
    """Keep what a person asks for in place of what was kept; `how` they told us, to whom (`by`, None: a public page).

    Returns None where nothing is asked for and nothing was. A helper is kept with the person's consent to tell them;
    for another helper the consent to tell the former one ends. `read_at` is when the kept wishes were last changed as
    far as the caller knows. Raises ValidationError by field, and ChangedMeanwhile.
    """
    # Two colleagues, or two merges, wait for one another here.
    person = Entrepreneur.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    kept = ContactPreference.objects.filter(person=person).first()
    if kept is None and not wishes:
        return None
    if kept is not None and read_at is not None and kept.updated_at != read_at:
        raise ChangedMeanwhile(_("A colleague changed this while you were reading. Please read it again."))
    row = kept or ContactPreference(person=person)
    same_helper = kept is not None and ContactWishes.of(person).helper == wishes.helper
    for each in fields(wishes):
        if each.name != "helper_agreed":
            setattr(row, each.name, getattr(wishes, each.name))
    if missing := wishes.missing():
        raise ValidationError(missing)
    row.updated_by = by
    row.clean_fields(exclude=["helper_consent"])
    former = row.helper_consent
    if not same_helper:
        if former is not None:
            withdraw_consent(consent=former, by=by)
        agreed = bool(wishes.helper_name)
        row.helper_consent = (
            give_consent(person=person, purpose=Purpose.HELPER, how=how, by=by) if agreed else None
        )
    row.validate_constraints()
    row.save()
    return row
