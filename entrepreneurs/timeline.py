"""What the registry knows of a person: the enterprises to which they belong, and what they agreed to, and our mails."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.base.letter_kinds import kind_label
from center.base.timeline import Badge, Entry, register
from center.choices import MailState, TextState
from entrepreneurs.models import Entrepreneur

_MAILS = {
    MailState.QUEUED: ("info", "clock"),
    MailState.SENT: ("success", "check"),
    MailState.FAILED: ("error", "warning"),
}

_TEXTS = {
    TextState.QUEUED: ("info", "clock"),
    TextState.SENT: ("success", "check"),
    TextState.FAILED: ("error", "warning"),
    TextState.DROPPED: ("neutral", "info"),
}


def _memberships(person: Entrepreneur, user: Any) -> Iterator[Entry]:
    """Tell of beginnings and ends that have a day; without one there is nowhere to put them."""
    if not user.has_perm("entrepreneurs.view_enterprise"):
        return
    for member in person.memberships.select_related("enterprise"):
        address = reverse("admin:entrepreneurs_enterprise_change", args=[member.enterprise_id])
        name, role = member.enterprise.name, member.get_role_display()
        if member.started_on:
            badge = Badge("success", "basket", role)
            yield Entry(_noon(member.started_on), name, address, badge=badge, whole_day=True)
        if member.ended_on:
            badge = Badge("neutral", "info", _("Left"))
            yield Entry(_noon(member.ended_on), name, address, badge=badge, whole_day=True)


def _consents(person: Entrepreneur, user: Any) -> Iterator[Entry]:
    if not user.has_perm("entrepreneurs.view_consent"):
        return
    for consent in person.consents.select_related("recorded_by"):
        title = consent.get_purpose_display()
        address = reverse("admin:entrepreneurs_consent_change", args=[consent.pk])
        given = Badge("success", "check", _("Consent given"))
        yield Entry(consent.given_at, title, address, badge=given)
        if consent.withdrawn_at:
            withdrawn = Badge("neutral", "info", _("Consent withdrawn"))
            yield Entry(consent.withdrawn_at, title, address, badge=withdrawn)


def _mails(person: Entrepreneur, user: Any) -> Iterator[Entry]:
    """Tell which mails went to the person, for those who know the person; their texts stand elsewhere."""
    if not user.has_perm("entrepreneurs.view_entrepreneur"):
        return
    may_open = user.has_perm("center.view_storedmail")
    rows = person.mails.select_related("mail")
    for row in rows.defer("mail__body_text", "mail__body_html", "mail__calendar"):
        kind, icon = _MAILS[MailState(row.mail.state)]
        yield Entry(
            when=row.mail.created_at,
            title=kind_label(row.mail.kind),
            url=reverse("admin:center_storedmail_change", args=[row.mail_id]) if may_open else "",
            badge=Badge(kind, icon, row.mail.get_state_display()),
        )


def _texts(person: Entrepreneur, user: Any) -> Iterator[Entry]:
    """Tell which text messages went to the person, as of mails."""
    if not user.has_perm("entrepreneurs.view_entrepreneur"):
        return
    may_open = user.has_perm("center.view_storedtext")
    for row in person.texts.select_related("text").defer("text__body"):
        kind, icon = _TEXTS[TextState(row.text.state)]
        yield Entry(
            when=row.text.created_at,
            title=kind_label(row.text.kind),
            url=reverse("admin:center_storedtext_change", args=[row.text_id]) if may_open else "",
            badge=Badge(kind, icon, row.text.get_state_display()),
        )


def _signatures(person: Entrepreneur, user: Any) -> Iterator[Entry]:
    """Tell which initiatives the person signed for an enterprise, and what was withdrawn."""
    if not user.has_perm("entrepreneurs.view_initiativesignature"):
        return
    for row in person.initiative_signatures.select_related("initiative"):
        title = row.initiative.title
        address = reverse("admin:entrepreneurs_initiativesignature_change", args=[row.pk])
        signed = Badge("success", "check", _("Signed for an enterprise"))
        yield Entry(row.entered_at, title, address, who=row.name, badge=signed)
        if row.withdrawn_at:
            withdrawn = Badge("neutral", "info", _("Signature withdrawn"))
            yield Entry(row.withdrawn_at, title, address, who=row.name, badge=withdrawn)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=timezone.get_default_timezone())


register("membership", gettext_lazy("Enterprises"), "basket", _memberships)
register("consent", gettext_lazy("Consents"), "lock", _consents)
register("signature", gettext_lazy("Signatures"), "document", _signatures)
register("mail", gettext_lazy("Emails"), "letter", _mails)
register("text", gettext_lazy("Text messages"), "phone", _texts)
