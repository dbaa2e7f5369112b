"""Taking a questionnaire away: as the workbook that KoboToolbox and ODK read, and as paper to be filled in."""

from typing import TYPE_CHECKING, Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from center import asked_again
from center.base.downloads import to_save
from center.choices import Language
from research.interview.display import label_of
from research.models import Questionnaire
from research.printed_form import printed_form
from research.xlsform import write

if TYPE_CHECKING:
    from research.admin.questionnaires import QuestionnaireAdmin

_PDF: Final = "application/pdf"
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(model_admin: "QuestionnaireAdmin", request: HttpRequest, found: Questionnaire) -> HttpResponse:
    """Give the XLSForm; brought back unchanged it is the same version."""
    name = f"{found.key}-v{found.number}.xlsx"
    # Questions, no answers.
    answer: Any = asked_again.no_export(to_save(write(found.asks), name=name, content_type=_XLSX))
    return answer  # type: ignore[no-any-return]  # an HttpResponse, since it is given bytes


def paper(model_admin: "QuestionnaireAdmin", request: HttpRequest, found: Questionnaire) -> HttpResponse:
    """Give the form to print, in a language (`?language=en`)."""
    wanted = request.GET.get("language", "")
    language = (
        wanted if wanted in Language.values else translation.get_language() or str(Language.SERBIAN_CYRILLIC)
    )
    with translation.override(language):
        title = label_of(found.asks.title) or found.key
    made = printed_form(found.asks, language, title=title)
    name = f"{found.key}-v{found.number}-{language}.pdf"
    answer: Any = asked_again.no_export(to_save(made, name=name, content_type=_PDF))
    return answer  # type: ignore[no-any-return]  # as above
