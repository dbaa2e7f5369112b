"""What people agreed to, for themselves to see, to give and to withdraw."""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from entrepreneurs.choices import ConsentWay, Purpose
from entrepreneurs.models import Consent, ConsentText, Entrepreneur
from entrepreneurs.services.consents import give_consent, newest_text, withdraw_consent
from entrepreneurs.services.texting import may_be_offered_texts
from entrepreneurs.wording import FOLLOWS

if TYPE_CHECKING:
    from django.db.models import QuerySet

# What somebody gives who books without an account: what a link to a visit may show and take back, and nothing else,
# since a helper may hold the link.
AT_BOOKING: Final = (Purpose.BOOKING, Purpose.SMS, Purpose.HELPER)
# What people give by themselves behind their login.
_BY_THEMSELVES: Final = (Purpose.SMS, Purpose.STATISTICS)


def in_force(person: Entrepreneur, *, at_booking: bool = False) -> "QuerySet[Consent]":
    """Return what the person agrees to at present, the latest first; with `at_booking` only of what is given there."""
    found = Consent.objects.in_force().filter(person=person)
    found = found.filter(purpose__in=AT_BOOKING) if at_booking else found
    return found.select_related("text", "enterprise").order_by("-given_at", "-pk")


def withdrawn(person: Entrepreneur) -> "QuerySet[Consent]":
    """Return what the person agreed to once, the latest withdrawal first."""
    found = Consent.objects.filter(person=person, withdrawn_at__isnull=False)
    return found.select_related("enterprise").order_by("-withdrawn_at", "-pk")


def offered(person: Entrepreneur, number: str, *, at_booking: bool = False) -> list[ConsentText]:
    """Return the words of what the person may still agree to here; texts only where they can reach the number."""
    has = set(in_force(person).filter(enterprise__isnull=True).values_list("purpose", flat=True))
    wanted = [Purpose.SMS] if at_booking else _BY_THEMSELVES
    found = [
        newest_text(purpose)
        for purpose in wanted
        if purpose not in has and (purpose != Purpose.SMS or may_be_offered_texts(number))
    ]
    return [text for text in found if text]


def rows(consents: "Iterable[Consent]") -> list[dict[str, object]]:
    """Return each consent with what follows from taking it back."""
    return [{"consent": consent, "follows": FOLLOWS[Purpose(consent.purpose)]} for consent in consents]


def answer(
    data: Mapping[str, str], person: Entrepreneur, mine: "QuerySet[Consent]", offered: Collection[ConsentText]
) -> None:
    """Do what the button of a page said: take back one of `mine`, or agree to one of `offered`.

    Pressed twice, or for what is not among them any more, it changes nothing.
    """
    wanted = {str(consent.pk): consent for consent in mine}.get(data.get("withdraw", ""))
    if wanted is not None:
        withdraw_consent(consent=wanted)
    text = {str(each.pk): each for each in offered}.get(data.get("agree", ""))
    if text is not None:
        give_consent(person=person, purpose=Purpose(text.purpose), how=ConsentWay.WEB, text=text)
