"""Consents: given for one purpose in the words of one text, withdrawn as easily."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base import erasure_notes
from center.models import StoredText, User
from center.services import drop_texts
from entrepreneurs.choices import ConsentWay, EnterpriseState, Purpose
from entrepreneurs.models import (
    Channel,
    Consent,
    ConsentText,
    ContactPreference,
    Enterprise,
    Entrepreneur,
    Membership,
)
from entrepreneurs.models.contact_preference import HELPER_COLUMNS
from entrepreneurs.services.changes import lock, touched

# In the log of erasures.
WITHDRAWN = "consent_withdrawn"


def newest_text(purpose: Purpose) -> ConsentText | None:
    """Return the words to which people agree today, if the office has written any."""
    return ConsentText.objects.filter(purpose=purpose).order_by("-version").first()


def newest_texts(purposes: Collection[Purpose]) -> list[ConsentText]:
    """Return the words of several purposes in one query, in their order; without those that have none."""
    newest = ConsentText.objects.filter(purpose__in=purposes).order_by("purpose", "-version")
    found = {text.purpose: text for text in newest.distinct("purpose")}
    return [found[purpose] for purpose in purposes if purpose in found]


def give_consent(
    *,
    person: Entrepreneur,
    purpose: Purpose,
    how: str,
    enterprise: Enterprise | None = None,
    given_at: datetime | None = None,
    text: ConsentText | None = None,
    by: User | None = None,
) -> Consent:
    """Keep that a person agreed, in the words of `text` (default: the newest); one in force is returned as it is.

    `given_at` is aware and not in the future (default: now). Raises ValidationError when the office has no text
    for this purpose or the values are wrong.
    """
    text = text or newest_text(purpose)
    if text is None:
        raise ValidationError(_("First write the text to which people agree."))
    now = timezone.now()
    if given_at is not None and given_at > now:
        raise ValidationError({"given_at": _("A consent cannot be given in the future.")})
    consent = Consent(
        person=person,
        enterprise=enterprise,
        text=text,
        purpose=purpose,
        given_at=given_at or now,
        given_how=how,
        recorded_by=by,
    )
    consent.full_clean(validate_unique=False, validate_constraints=False)
    same = Consent.objects.in_force().filter(person=person, purpose=purpose, enterprise=enterprise)
    try:
        with transaction.atomic():
            existing = same.first()
            if existing is None:
                consent.save()
    except IntegrityError:
        # Somebody was quicker; the constraint let one through.
        existing = same.get()
    return existing or consent


@transaction.atomic
def keep_agreed(
    *, person: Entrepreneur, texts: Collection[ConsentText], by: User | None, how: ConsentWay | None = None
) -> None:
    """Keep what a person agreed to while booking or signing up: on the page, or by phone to the colleague `by`.

    Another way is said by `how`.
    """
    how = how or (ConsentWay.PHONE if by else ConsentWay.WEB)
    for text in texts:
        give_consent(person=person, purpose=Purpose(text.purpose), how=how, text=text, by=by)


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: User | None = None) -> Consent:
    """End a consent and everything that rested on it; doing it twice changes nothing.

    Names, phones and e-mails leave the public pages, an enterprise published by it goes back to preparation, and
    what a person said about their hardship, about who helps them, or to be counted by, is erased. Text messages that
    still wait are dropped.
    """
    # The enterprise first, as publishing does: two at once wait for one another instead of both for ever.
    if consent.enterprise is not None:
        lock(consent.enterprise)
    locked = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if locked.withdrawn_at is not None:
        return locked
    erasure_notes.note(WITHDRAWN, Consent, [locked.pk], actor=by.pk if by else None)
    locked.withdrawn_at = timezone.now()
    locked.withdrawal_recorded_by = by
    locked.save(update_fields=["withdrawn_at", "withdrawal_recorded_by"])
    if locked.purpose == Purpose.SMS:
        drop_texts(texts=StoredText.objects.filter(person_text__person=locked.person_id))
    for name in ("vulnerability", "demographics"):
        rested_on_it = getattr(locked, name, None)
        if rested_on_it is not None:
            rested_on_it.delete()
    ContactPreference.objects.filter(helper_consent=locked).update(
        **dict.fromkeys(HELPER_COLUMNS, ""), helper_consent=None
    )
    touched_pks = set(Channel.objects.filter(publication_consent=locked).values_list("enterprise", flat=True))
    touched_pks |= set(
        Membership.objects.filter(publication_consent=locked).values_list("enterprise", flat=True)
    )
    published = Enterprise.objects.select_for_update().filter(publication_consent=locked)
    touched_pks |= set(published.values_list("pk", flat=True))
    Channel.objects.filter(publication_consent=locked).update(publication_consent=None)
    Membership.objects.filter(publication_consent=locked).update(publication_consent=None)
    published.filter(state=EnterpriseState.PUBLISHED).update(
        state=EnterpriseState.DRAFT, publication_consent=None
    )
    Enterprise.objects.filter(publication_consent=locked).update(publication_consent=None)
    for enterprise in Enterprise.objects.filter(pk__in=touched_pks).order_by("pk"):
        touched(enterprise)
    return locked
