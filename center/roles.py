"""What each role may do with the Center's own records."""

from center.choices import Role

_READ_MAIL = ["center.view_storedmail", "center.view_storedtext"]
_TEXTS = [
    *(
        f"center.{verb}_{model}"
        for model in ("newsitem", "newscategory", "page")
        for verb in ("view", "add", "change")
    ),
    "center.publish_newsitem",
    "center.publish_page",
]
_READ_TEXTS = ["center.view_newsitem", "center.view_newscategory", "center.view_page", "center.view_picture"]
_PICTURES = [
    "center.view_picture",
    "center.add_picture",
    "center.change_picture",
    "center.delete_picture",
]
_NEWSLETTER = ["center.view_newsletterissue", "center.add_newsletterissue", "center.change_newsletterissue"]
_LIBRARY = [
    f"center.{verb}_{model}"
    for model in ("resource", "fundingcall", "term")
    for verb in ("view", "add", "change")
]
_READ_LIBRARY = ["center.view_resource", "center.view_fundingcall", "center.view_term"]
_PRESS_READ = ["center.view_mediaoutlet", "center.view_pressrelease", "center.view_coverage"]
_PRESS = [
    *_PRESS_READ,
    *(
        f"center.{verb}_{model}"
        for model in ("mediaoutlet", "journalist", "pressrelease", "coverage")
        for verb in ("add", "change")
    ),
    "center.view_journalist",
    "center.view_mediarequest",
    "center.change_mediarequest",
    "center.view_pressdelivery",
    "center.change_pressdelivery",
    "center.view_presskitpicture",
    "center.add_presskitpicture",
    "center.change_presskitpicture",
    "center.delete_presskitpicture",
]
_INBOX = ["center.view_question", "center.change_question"]


def _every(*models: str, verbs: tuple[str, ...] = ("view", "add", "change")) -> list[str]:
    return [f"center.{verb}_{model}" for model in models for verb in verbs]


_LOOK = ("view",)
# What the Center asks of institutions in the open is written and moved on by the editor and the coordinator.
_ADVOCACY = [
    "center.publish_initiative",
    *_every("institution", "advocacyinitiative", "councilmember", "councilmeeting", "councildecision"),
]
_ADVOCACY_READ = _every("institution", "advocacyinitiative", "councilmeeting", "councildecision", verbs=_LOOK)
# For which grants a record counts is chosen by whoever may change the record.
_CHOOSE_GRANTS = ["center.view_grant", "center.choose_grants"]

# Whoever coordinates and whoever researches are the two people that a value needs.
_FRAMEWORK = ("objective", "result", "activity", "indicator", "indicatorperiod", "measurement", "grantreport")
_VALUES = [
    "center.add_measurement",
    "center.change_measurement",
    "center.change_indicatorperiod",
    "center.approve_measurement",
    "center.view_evidence",
]
_FRAMEWORK_WRITTEN = [
    *_every("objective", "result", "activity", verbs=("add", "change", "delete")),
    *_every("indicator", "grantreport", verbs=("add", "change")),
    "center.add_indicatorperiod",
    "center.issue_grantreport",
]

ROLES: dict[Role, list[str]] = {
    Role.COORDINATOR: [
        *_every(*_FRAMEWORK, verbs=_LOOK),
        *_FRAMEWORK_WRITTEN,
        *_VALUES,
        *_PRESS,
        *_READ_MAIL,
        *_INBOX,
        *_LIBRARY,
        *_PICTURES,
        *_ADVOCACY,
        *_TEXTS,
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
        "center.view_subscriber",
        "center.change_subscriber",
        *_NEWSLETTER,
        *_CHOOSE_GRANTS,
        "center.add_grant",
        "center.change_grant",
    ],
    Role.ADVISOR: [
        "center.view_grant",
        *_PRESS_READ,
        *_INBOX,
        *_READ_LIBRARY,
        *_every(*_FRAMEWORK, verbs=_LOOK),
        "center.view_office",
        *_READ_TEXTS,
        *_ADVOCACY_READ,
    ],
    Role.EDITOR: [
        *_CHOOSE_GRANTS,
        *_PRESS,
        *_LIBRARY,
        *_every(*_FRAMEWORK, verbs=_LOOK),
        *_every("grantreport", verbs=("add", "change")),
        *_PICTURES,
        *_TEXTS,
        *_ADVOCACY,
        *_NEWSLETTER,
        "center.view_question",
        "center.view_office",
        "center.change_office",
    ],
    Role.RESEARCHER: [
        *_CHOOSE_GRANTS,
        *_PRESS_READ,
        *_ADVOCACY_READ,
        *_every(*_FRAMEWORK, verbs=_LOOK),
        *_VALUES,
        "center.view_office",
        "center.view_indicators",
        *_READ_TEXTS,
    ],
}
