"""What each role may do with the Center's own records."""

from center.choices import Role

_READ_MAIL = ["center.view_storedmail", "center.view_storedtext"]
_PICTURES = [
    "center.view_picture",
    "center.add_picture",
    "center.change_picture",
    "center.delete_picture",
]
_INBOX = ["center.view_question", "center.change_question"]

ROLES: dict[Role, list[str]] = {
    Role.COORDINATOR: [
        *_READ_MAIL,
        *_INBOX,
        *_PICTURES,
        "center.change_storedmail",
        "center.change_storedtext",
        "center.view_office",
        "center.view_indicators",
        "center.change_office",
        "center.view_user",
        "center.change_user",
        "center.add_user",
        "center.view_accessrecord",
        "center.view_staffaction",
        "center.view_historyredaction",
        "center.view_retentionrun",
        "center.change_retentionrun",
    ],
    Role.ADVISOR: [*_INBOX, "center.view_office", "center.view_picture"],
    Role.EDITOR: [*_PICTURES, "center.view_question", "center.view_office", "center.change_office"],
    Role.RESEARCHER: ["center.view_office", "center.view_indicators", "center.view_picture"],
}
