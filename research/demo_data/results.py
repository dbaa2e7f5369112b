"""Published results of the survey of citizens, weighted by made-up shares."""

from typing import TYPE_CHECKING, Final

from research.models import Release, Survey
from research.services import releases
from research.services.weightings import add_weighting
from research.tabulation import Plan, Scale, plan_of

if TYPE_CHECKING:
    from center.models import User

_MARGINS: Final = {
    "age": {"1": 17.0, "2": 25.0, "3": 26.0, "4": 32.0},
    "sex": {"f": 51.0, "m": 47.0, "x": 2.0},
}
_VIEWS: Final = ("useful", "quality", "price", "city", "work", "trust")


def load(survey: Survey, by: "User") -> Release:
    """Publish the results of a closed survey."""
    weighting = add_weighting(
        survey=survey,
        name="Године и пол (демо)",
        margins=_MARGINS,
        source="Демо, 2026",
        by=by,
    )
    release = releases.draft(
        survey=survey,
        title_sr="Шта грађани мисле о социјалном предузетништву (демо)",
        title_en="What citizens think of social entrepreneurship (demo)",
        summary_sr=(
            "Већина испитаних је чула за социјална предузећа и сматра их корисним за град. Одговори су измишљени, да би"
            " се видело како портал објављује резултате."
        ),
        summary_en=(
            "Most of those who answered have heard of social enterprises and hold them useful for the town. The answers"
            " are made up, to show how the portal publishes results."
        ),
        by=by,
        is_demo=True,
    )
    chosen = plan_of(release.questions, release.plan)
    plan = Plan(
        questions=chosen.questions,
        crosstabs=(("heard", "age"), ("trust", "heard")),
        scales=(
            Scale(
                {"sr": "Наклоност социјалним предузећима", "en": "Favour towards social enterprises"},
                _VIEWS,
                frozenset({"work"}),
            ),
        ),
        data=chosen.data,
        quasi_identifiers=chosen.quasi_identifiers,
    )
    changed = releases.change_plan(release=release, plan=plan, weighting=weighting, by=by)
    return releases.publish(release=changed, by=by)
