"""Requests of enterprises for tests."""

import re
import uuid
from typing import Any

from center.models import StoredMail
from entrepreneurs.models import ClaimRequest
from entrepreneurs.services import claims
from entrepreneurs.services.claims import Applicant, CodeOutcome

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
