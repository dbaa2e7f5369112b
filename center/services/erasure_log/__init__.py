"""The log of erasures kept outside the database, and done again after a restore."""

from center.services.erasure_log.applying import Outcome, apply_missing, forward_sequences, missing
from center.services.erasure_log.keeping import copy_out, write_anew

__all__ = ["Outcome", "apply_missing", "copy_out", "forward_sequences", "missing", "write_anew"]
