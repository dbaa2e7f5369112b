"""What each role may do with the research, and what its jobs may ask of the database."""

from center.base.database_roles import application_may_call
from center.choices import Role
from research.sql import MIX_ANSWERS

application_may_call(MIX_ANSWERS)


def _every(*models: str, verbs: tuple[str, ...] = ("view", "add", "change")) -> list[str]:
    return [f"research.{verb}_{model}" for model in models for verb in verbs]


_LOOK = ("view",)
# A questionnaire, a survey and its results are the researcher's from beginning to end.
_RESEARCH = [
    *_every("questionnaire", "versionmapping", "survey", "invitation", "weighting", "release"),
    *_every("sample", "draft", "response", verbs=_LOOK),
    # Answers on paper and on the phone.
    "research.add_response",
    "research.run_survey",
    "research.invite_to_survey",
]

ROLES: dict[Role, list[str]] = {
    Role.RESEARCHER: [*_RESEARCH, "research.publish_release"],
    Role.COORDINATOR: [*_RESEARCH, "research.publish_release"],
    # Whoever sits at the phone or has the paper forms; single answers are read by who studies them.
    Role.ADVISOR: [*_every("survey", verbs=_LOOK), "research.add_response"],
    # Texts of what is published.
    Role.EDITOR: _every("survey", "release", verbs=_LOOK),
}
