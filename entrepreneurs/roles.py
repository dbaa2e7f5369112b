"""What each role may do with people."""

from center.choices import Role

_VIEW = "entrepreneurs.view_entrepreneur"
_CHANGE = "entrepreneurs.change_entrepreneur"

ROLES: dict[Role, list[str]] = {
    Role.COORDINATOR: [_VIEW, _CHANGE, "entrepreneurs.add_entrepreneur"],
    Role.ADVISOR: [_VIEW, _CHANGE],
    Role.EDITOR: [],
    Role.RESEARCHER: [],
}
