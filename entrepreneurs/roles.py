"""What each role may do with people and enterprises."""

from center.choices import Role


def _all(*models: str, verbs: tuple[str, ...] = ("view", "add", "change")) -> list[str]:
    return [f"entrepreneurs.{verb}_{model}" for model in models for verb in verbs]


_LOOK = ("view",)
_PROFILE = ("enterprise", "picture", "product")
_LISTS = ("settlement", "activitycode", "vulnerablegroup", "productcategory")

ROLES: dict[Role, list[str]] = {
    Role.COORDINATOR: [
        "entrepreneurs.publish_enterprise",
        # With it come notes of cases: not for everybody who may see a person.
        "entrepreneurs.give_out_data",
        "entrepreneurs.erase_person",
        *_all("entrepreneur", *_PROFILE, *_LISTS, "annualfigures", "reportduty", "consent", "consenttext"),
        *_all("enterprisemessage", "errorreport", verbs=("view", "change")),
        *_all("directoryrules", verbs=("view", "change")),
        *_all(
            "vulnerability",
            "datarequest",
            "demographics",
            "merge",
            "claimrequest",
            "jointaction",
            "changeproposal",
            verbs=("view", "change"),
        ),
        *_all("import", verbs=("view", "add")),
        *_all("initiativesignature"),
    ],
    # Advisors meet people: hardship and consents are theirs to record, lists and rules are not.
    Role.ADVISOR: [
        *_all("entrepreneur", verbs=("view", "change")),
        *_all("consent"),
        *_all("vulnerability", "datarequest", "demographics", "claimrequest", verbs=("view", "change")),
        *_all("enterprise", "reportduty", "enterprisemessage", verbs=("view", "change")),
        *_all("picture", "product", "annualfigures", "consenttext", *_LISTS, verbs=_LOOK),
    ],
    # What the public sees is the editor's; who agreed to it is not.
    Role.EDITOR: [
        "entrepreneurs.publish_enterprise",
        *_all(*_PROFILE, "productcategory", "settlement"),
        *_all("activitycode", "vulnerablegroup", verbs=_LOOK),
        *_all("jointaction", "changeproposal", verbs=("view", "change")),
        *_all("errorreport", verbs=("view", "change")),
        *_all("import", verbs=("view", "add")),
        *_all("initiativesignature"),
    ],
    # Figures without people.
    Role.RESEARCHER: [
        *_all("annualfigures"),
        *_all("enterprise", "reportduty", *_LISTS, verbs=_LOOK),
    ],
}
