"""The registry of personal fields: what is kept about people, whose it is, for what, how long.

Each app declares its models in its own `personal_data.py`; a test walks all models and fails on a field that
nobody declared, and on personal fields that do not say whose they are. The privacy notice and a person's copy are
made from it.
"""

from center.base.personal_data.erasure import Erasure, deleted, emptied, kept
from center.base.personal_data.owners import (
    Owner,
    Subject,
    either,
    not_findable,
    of_login,
    of_person,
)
from center.base.personal_data.registry import PersonalModel, belongs, declared, register

__all__ = [
    "Erasure",
    "Owner",
    "PersonalModel",
    "Subject",
    "belongs",
    "declared",
    "deleted",
    "either",
    "emptied",
    "kept",
    "not_findable",
    "of_login",
    "of_person",
    "register",
]
