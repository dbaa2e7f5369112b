"""Grants name institutions, nobody's person."""

from center.base.personal_data import register
from center.models import CoverageGrant, Grant, GrantBudget, GrantLogo, NewsItemGrant, PressReleaseGrant

register(
    Grant,
    other=[
        "id",
        "search",
        "typed_latin",
        "code",
        "title_sr",
        "title_en",
        "donor_sr",
        "donor_en",
        "programme_sr",
        "programme_en",
        "agreement",
        "first_day",
        "last_day",
        "budget",
        "currency",
        "about_sr",
        "about_en",
        "shows_eu_emblem",
        "disclaimer_sr",
        "disclaimer_en",
        "visibility_rules",
        "is_shown_everywhere",
        "is_public",
        "evidence_until",
        "is_demo",
    ],
)
register(
    GrantLogo,
    other=[
        "id",
        "typed_latin",
        "grant",
        "kind",
        "name_sr",
        "name_en",
        "image",
        "width",
        "height",
        "position",
    ],
)
register(GrantBudget, other=["id", "grant", "first", "last", "amount"])
for _model in (NewsItemGrant, PressReleaseGrant, CoverageGrant):
    register(_model, other=["id", "record", "grant", "counts"])
