"""How a survey goes: numbers of answers while it runs, and none of what they say."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from center.choices import Language
from research.admin.invitation_pages import strata_of
from research.admin.survey_pages import READ, page, survey_of
from research.charts.columns import Column, columns
from research.choices import Mode
from research.interview.display import label_of
from research.models import Sample
from research.services.progress import Progress, Reached, progress_of

if TYPE_CHECKING:
    from research.admin.surveys import SurveyAdmin


def progress(model_admin: "SurveyAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """Show how many answer, by what way, and how far they come."""
    survey = survey_of(model_admin, request, object_id, "research.view_survey")
    found = progress_of(survey)
    modes, languages = dict(Mode.choices), dict(Language.choices)
    context = {
        "progress": found,
        "chart": _chart(found),
        "days": [(day, count) for day, count in reversed(found.days) if count],
        "modes": [(modes.get(part.key, part.key), part.answered) for part in found.modes],
        "languages": [(languages.get(part.key, part.key), part.answered) for part in found.languages],
        "strata": strata_of(survey, Sample.objects.filter(survey=survey).first()),
        "rate": round(100 * found.answered / found.invited) if found.invited else None,
        "pages": _drop_off(found),
        "may_read": request.user.has_perm(READ),
    }
    return page(model_admin, request, survey, "progress", title=_("How it goes"), context=context)


def _chart(found: Progress) -> Any:
    return columns(
        [Column(str(day.day), count) for day, count in found.days],
        title=_("Answers per day"),
        description=_("The last %(days)d days, to %(last)s.")
        % {"days": len(found.days), "last": date_format(found.days[-1][0], "DATE_FORMAT")},
    )


def _drop_off(found: Progress) -> list[dict[str, Any]]:
    first = max((each.people for each in found.pages), default=0)
    rows = [
        {"label": _name(each), "people": each.people, "percent": _percent(each.people, first)}
        for each in found.pages
    ]
    return [*rows, {"label": _("Sent"), "people": found.online, "percent": _percent(found.online, first)}]


def _name(reached: Reached) -> str:
    words = label_of(reached.page.group.label) if reached.page.group else ""
    place = _("Page %(number)d") % {"number": reached.page.number}
    return f"{place}: {words}" if words else place


def _percent(part: int, whole: int) -> int:
    return min(round(100 * part / whole), 100) if whole else 0
