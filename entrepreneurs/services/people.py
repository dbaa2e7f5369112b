"""Verbs about people."""

from django.db import transaction

from center.models import StoredMail, User
from entrepreneurs.choices import MemberRole, Purpose, Stage
from entrepreneurs.models import (
    Channel,
    Consent,
    Enterprise,
    Entrepreneur,
    Membership,
    PersonLogin,
    PersonMail,
    Settlement,
    Vulnerability,
    VulnerableGroup,
)
from entrepreneurs.services.changes import lock, touched
from entrepreneurs.services.consents import give_consent


def add_person(
    *,
    name: str,
    phone: str = "",
    email: str = "",
    language: str,
    stage: Stage = Stage.ASPIRING,
    settlement: Settlement | None = None,
    by: User | None = None,
) -> Entrepreneur:
    """Save a new person and return the row; `by` is the colleague who typed it, None for a public page.

    The phone may be written in any usual way. Raises ValidationError for an empty name or a wrong contact.
    Nobody is looked up or merged: two people may share a phone and an e-mail.
    """
    person = Entrepreneur(
        name=name.strip(),
        phone=phone,
        email=email,
        language=language,
        stage=stage,
        settlement=settlement,
        added_by=by,
    )
    person.full_clean()
    person.save()
    return person


@transaction.atomic
def record_vulnerability(
    *, person: Entrepreneur, groups: list[VulnerableGroup], how: str, by: User
) -> Vulnerability:
    """Keep, encrypted, which groups a person counts themselves to; this asks for its own consent, given `how`.

    Raises ValidationError when no text of that consent exists.
    """
    consent = give_consent(person=person, purpose=Purpose.VULNERABILITY, how=how, by=by)
    row = Vulnerability.objects.select_for_update().filter(person=person).first() or Vulnerability(
        person=person
    )
    row.consent, row.recorded_by = consent, by
    row.groups = [group.code for group in groups]
    row.save()
    return row


@transaction.atomic
def add_member(
    *,
    person: Entrepreneur,
    enterprise: Enterprise,
    role: MemberRole,
    may_edit: bool = False,
    publication_consent: Consent | None = None,
    by: User | None = None,
) -> Membership:
    """Link a person to an enterprise; the same role again returns the membership in force, with editing added.

    Who is a member runs an enterprise, so the person's stage follows.
    """
    lock(enterprise)
    found = Membership.objects.current().filter(person=person, enterprise=enterprise, role=role).first()
    member = found or Membership(person=person, enterprise=enterprise, role=role, added_by=by)
    member.may_edit = member.may_edit or may_edit
    member.publication_consent = publication_consent or member.publication_consent
    member.full_clean()
    member.save()
    Entrepreneur.objects.filter(pk=person.pk).update(stage=Stage.EXISTING)
    touched(enterprise)
    return member


@transaction.atomic
def end_membership(*, membership: Membership, by: User | None = None) -> Membership:
    """Note that a person has left today: no editing, no name on the profile. Twice changes nothing.

    Nor are phones and e-mails that are this person's own used in public any more: a message to the enterprise must
    not reach somebody who left it.
    """
    lock(membership.enterprise)
    locked = Membership.objects.select_for_update().get(pk=membership.pk)
    if locked.ended_on is None:
        locked.end()
        locked.save()
        here = {"enterprise": locked.enterprise_id, "person": locked.person_id}
        if not Membership.objects.current().filter(**here).exists():
            Channel.objects.filter(**here).update(publication_consent=None, receives_messages=False)
        touched(locked.enterprise)
    return locked


def connect_login(*, user: User, person: Entrepreneur, by: User) -> PersonLogin:
    """Say that a person stands behind a login; only staff do this, since an equal e-mail proves nothing."""
    link, _created = PersonLogin.objects.get_or_create(
        user=user, person=person, defaults={"connected_by": by}
    )
    return link


def note_mail(*, mail: StoredMail, person: Entrepreneur) -> PersonMail:
    """Note, in the transaction that queued it, that a mail goes to a person; once for each mail."""
    return PersonMail.objects.get_or_create(mail=mail, defaults={"person": person})[0]
