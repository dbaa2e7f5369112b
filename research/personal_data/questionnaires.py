"""What is asked and what is published says nothing about anybody."""

from center.base.personal_data import register
from research.models import Questionnaire, Release, ReleaseFile, VersionMapping, Weighting

register(
    Questionnaire,
    other=[
        "id",
        "key",
        "number",
        "definition",
        "digest",
        "source_name",
        "note",
        "added_by",
        "added_at",
        "changed_at",
        "is_demo",
    ],
)
register(VersionMapping, other=["id", "earlier", "later", "questions", "made_by", "made_at"])
register(
    Weighting,
    other=["id", "survey", "name", "margins", "source", "lowest", "highest", "made_by", "made_at"],
)
# Figures of at least five people, and data in which nobody is one of fewer than five alike.
register(
    Release,
    other=[
        "id",
        "search",
        "typed_latin",
        "survey",
        "number",
        "title_sr",
        "title_en",
        "summary_sr",
        "summary_en",
        "weighting",
        "questions",
        "plan",
        "document",
        "state",
        "made_by",
        "made_at",
        "published_by",
        "published_at",
        "withdrawn_by",
        "withdrawn_at",
        "withdrawal_reason_sr",
        "withdrawal_reason_en",
        "is_demo",
    ],
)
register(ReleaseFile, other=["id", "release", "kind", "language", "content", "made_at"])
