"""The table gives nobody a right to a kind of record that the roles do not give."""

from importlib import import_module

from center.choices import Role
from tests.trust.permissions.decisions import rights_row
from tests.trust.permissions.personas import COORDINATOR, EDITOR, OTHERS_CASE, OWN_CASE, RESEARCHER
from tests.trust.permissions.table import RIGHTS
from tests.trust.sources import APPS

ROLE = {
    EDITOR: Role.EDITOR,
    RESEARCHER: Role.RESEARCHER,
    OWN_CASE: Role.ADVISOR,
    OTHERS_CASE: Role.ADVISOR,
    COORDINATOR: Role.COORDINATOR,
}
VERBS = {"v": "view", "a": "add", "c": "change", "d": "delete"}
# Rights that follow from another record's.
FOLLOWS = {
    ("consultations.businessplan", "c"): "who writes in the case writes its plan",
    ("entrepreneurs.membership", "v"): "who sees people sees where they belong",
}


def rights_of(role: Role) -> set[str]:
    return {right for app in APPS for right in import_module(f"{app}.roles").ROLES[role]}


def test_nobody_has_a_right_in_the_table_that_the_role_does_not_have() -> None:
    more = set()
    for label, text in RIGHTS.items():
        app, model = label.split(".")
        for persona, letters in rights_row(text).items():
            held = rights_of(ROLE[persona])
            # Who may change a record may look at it.
            looks = {f"{app}.view_{model}", f"{app}.change_{model}"}
            missing = {
                letter
                for letter in set(letters) - {"."}
                if not held & (looks if letter == "v" else {f"{app}.{VERBS[letter]}_{model}"})
            }
            more |= {(label, letter) for letter in missing}
    assert more == set(FOLLOWS)
