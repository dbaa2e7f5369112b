"""What both sides send to a plan: comments and their ends. Who may send is decided by the pages that call this."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, QueryDict

from center.models import User
from consultations import services
from consultations.choices import CanvasPart
from consultations.errors import ChangeRefused
from consultations.models import BudgetRow, Case, PlanComment
from consultations.views.plan_forms import CommentForm


def part_named(name: str) -> CanvasPart:
    """Return the block of an address. Raises Http404."""
    try:
        return CanvasPart(name)
    except ValueError:
        raise Http404 from None


def send_comment(case: Case, data: QueryDict, *, by: User, from_person: bool) -> CommentForm:
    """Keep a comment; the form that comes back has errors where it was not kept. Raises Http404 for wrong targets."""
    form = CommentForm(data)
    about = _about(case, data)
    if form.is_valid():
        try:
            services.comment_on_plan(
                case=case,
                text=form.cleaned_data["text"],
                submission=form.cleaned_data["submission"],
                by=by,
                from_person=from_person,
                **about,
            )
        except ChangeRefused as error:
            form.add_error(None, str(error.message))
        except ValidationError as error:
            form.add_error(None, error.messages)
    return form


def comment_of(case: Case, number: int) -> PlanComment:
    """Return a comment of the case. Raises Http404."""
    found = PlanComment.objects.filter(plan__case=case, pk=number).select_related("plan__case").first()
    if found is None:
        raise Http404
    return found


def anchor_of(data: Any) -> str:
    """Return where on the page the talk stands that was sent to."""
    about = str(data.get("about", ""))
    return about if about in CanvasPart.values else "talks"


def _about(case: Case, data: QueryDict) -> dict[str, Any]:
    answer_to, about = data.get("answer_to", ""), data.get("about", "")
    if answer_to:
        return {"answer_to": comment_of(case, _number(answer_to))}
    if about == "budget":
        return {}
    if about.startswith("row-"):
        row = BudgetRow.objects.filter(
            plan__case=case, pk=_number(about.removeprefix("row-")), place__isnull=False
        ).first()
        if row is None:
            raise Http404
        return {"row": row}
    return {"part": part_named(about)}


def _number(text: str) -> int:
    # Longer than any key.
    if not (text.isascii() and text.isdigit() and len(text) < 19):  # noqa: PLR2004
        raise Http404
    return int(text)
