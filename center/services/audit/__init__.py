"""Seals on what was done, what amends them, and the look whether all of it is still as it was written."""

from center.services.audit.accepting import accept_by_hand
from center.services.audit.amending import amended
from center.services.audit.checking import Report, check_audit
from center.services.audit.finding import Finding
from center.services.audit.sealing import NotSealedError, seal_audit

__all__ = ["Finding", "NotSealedError", "Report", "accept_by_hand", "amended", "check_audit", "seal_audit"]
