"""Requests of enterprises for tests."""

import re
import uuid
from typing import Any

from center.models import StoredMail, User
from entrepreneurs.choices import MemberRole, ProfileSection
from entrepreneurs.models import ChangeProposal, ClaimRequest, Enterprise
from entrepreneurs.services import add_member, claims, connect_login, profile_values, proposals
from entrepreneurs.services.claims import Applicant, CodeOutcome
from tests.entrepreneurs.factories import make_person, published

WHO = Applicant("Ружа Ристић", "+38137123456", "ruza@example.org", "founder", "sr")
PROPOSAL = {
    "name_sr": "Златна дуња",
    "summary_sr": "Правимо слатко од дуња.",
    "form": "association",
    "settlement": None,
    "registration_number": "",
    "web": "https://dunja.example.org/",
}


def ask(who: Applicant = WHO, **fields: Any) -> ClaimRequest:
    """Ask for a new enterprise, or for the one that is given; the code is on its way."""
    about = {} if "enterprise" in fields else {"proposal": PROPOSAL}
    return claims.ask_to_join(who=who, **{"submission": uuid.uuid4(), **about, **fields})


def mailed_code(email: str = WHO.email) -> str:
    """Return the digits of the newest code that went to an address."""
    mail = StoredMail.objects.filter(kind="entrepreneurs/claim_code", recipient=email).latest("pk")
    found = re.search(r"^(\d{4}) (\d{4})$", mail.body_text, re.MULTILINE)
    assert found
    return found[1] + found[2]


def make_claim(who: Applicant = WHO, **fields: Any) -> ClaimRequest:
    """Ask and confirm the e-mail, so that the request waits for staff."""
    claim = ask(who, **fields)
    assert claims.confirm_code(claim=claim, code=mailed_code(who.email)) == CodeOutcome.RIGHT
    claim.refresh_from_db()
    return claim


def make_editor(enterprise: Enterprise, email: str = "editor@enterprise.example") -> User:
    """Return a login whose person may edit the enterprise."""
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, name="Милка Уредница")
    person = make_person("Милка Уредница", email=email)
    add_member(person=person, enterprise=enterprise, role=MemberRole.EMPLOYEE, may_edit=True)
    connect_login(user=user, person=person, by=user)
    return user


def edit(
    enterprise: Enterprise, by: User, section: ProfileSection = ProfileSection.ABOUT, **wanted: Any
) -> proposals.Saved:
    """Change some values of a section, as somebody does who has just opened its page."""
    seen = profile_values.read(enterprise, section)
    return proposals.save_edit(enterprise=enterprise, section=section, seen=seen, wanted=wanted, by=by)


def make_proposal(
    enterprise: Enterprise | None = None, by: User | None = None, **wanted: Any
) -> ChangeProposal:
    """Propose another sentence about a published enterprise."""
    there = enterprise or published("Предлог")
    editor = by or make_editor(there)
    saved = edit(there, editor, **(wanted or {"summary_sr": "Правимо слатко и зимницу."}))
    assert saved.proposal is not None
    return saved.proposal
