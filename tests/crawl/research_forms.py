"""The forms of surveys that a stranger can send, as `public_forms.py` lists the others."""

from datetime import timedelta

from django.test import Client

from research.choices import Mode
from research.models import Draft, Response, SpentInvitation, Survey
from research.services import answering
from tests.crawl.public_forms import HUGE, NO_TOKEN, NOT_TEXT, PublicForm, Sent, old_token
from tests.research.surveys import PAGES, make_survey

_SLUG = "what-people-think"
_NO_CODE = [b"", b"2345", b"2222 3333 4444", b"0000 0000 0000", HUGE, *NOT_TEXT]


def set_up() -> None:
    """A survey that anybody can answer."""
    survey = make_survey(Mode.LINK, Mode.CODE, slug=_SLUG)
    # The clock of some tests is set back.
    Survey.objects.filter(pk=survey.pk).update(opens_at=survey.opens_at - timedelta(days=3))


def state() -> tuple[object, ...]:
    """Everything about surveys that a stranger could change."""
    return (
        sorted(Draft.objects.values_list("pk", "answers", "page"), key=str),
        Response.objects.count(),
        SpentInvitation.objects.count(),
    )


def _begun(client: Client) -> None:
    """Give the browser an unfinished answer."""
    survey = Survey.objects.get(slug=_SLUG)
    begun = answering.begin(survey=survey, mode=Mode.LINK, language="sr")
    client.cookies[f"survey-{survey.pk}"] = begun.code


def _begin(client: Client, language: str) -> Sent:
    return Sent(f"/{language}/research/surveys/{_SLUG}/", {"token": old_token(), "website": "", "code": ""})


def _go_on(client: Client, language: str) -> Sent:
    survey = Survey.objects.get(slug=_SLUG)
    code = answering.begin(survey=survey, mode=Mode.LINK, language="sr").code
    return Sent(f"/{language}/research/surveys/{_SLUG}/continue/", {"code": code})


def _page(client: Client, language: str) -> Sent:
    _begun(client)
    answers = {name: value[0] if isinstance(value, list) else value for name, value in PAGES[0].items()}
    return Sent(f"/{language}/research/surveys/{_SLUG}/page/1/", answers)


def forms() -> list[PublicForm]:
    """Return the list; a form that a crawl of the pages finds and that is not here fails a test."""
    return [
        PublicForm(
            "research:survey",
            _begin,
            {"token": NO_TOKEN, "website": [b"x", HUGE], "code": [b"2345 2345 2345", HUGE, *NOT_TEXT]},
            "BeginForm",
        ),
        PublicForm("research:survey_continue", _go_on, {"code": _NO_CODE}, "CodeForm", does=False),
        PublicForm(
            "research:survey_page",
            _page,
            {
                "age": [b"", b"7", b"-1", b"9" * 400, b"x", HUGE, *NOT_TEXT],
                "heard": [b"", b"maybe", HUGE, *NOT_TEXT],
                "where": [b"radio", HUGE, *NOT_TEXT],
            },
            "PageForm",
        ),
    ]
