"""The members' board: needs and offers, joint orders, things to do together."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from center.models import User
from entrepreneurs.choices import ActionKind, ActionState
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.forms.board import EntryForm, JoinForm
from entrepreneurs.models import Enterprise, Entrepreneur, Joining, JointAction, Membership
from entrepreneurs.services import board

_ON_A_PAGE = 20


class MemberRequest(HttpRequest):
    """A request of somebody who belongs to at least one enterprise."""

    user: User
    enterprises: list[Enterprise]


View = Callable[..., HttpResponse]


def for_members(view: View) -> View:
    """Let in who belongs to an enterprise; others learn what the board is and whom to call."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.enterprises = list(Enterprise.objects.of_member(request.user))
        if not request.enterprises:
            return render(request, "entrepreneurs/board/members_only.html", status=403)
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_members
def entries(request: MemberRequest) -> HttpResponse:
    """List what is on the board, and what one's own enterprises wrote whatever its state."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in ActionKind.values else ""
    rows = _with_numbers(JointAction.objects.on_board(), request)
    mine = _with_numbers(JointAction.objects.filter(enterprise__in=request.enterprises), request)
    shown = rows.filter(kind=kind) if kind else rows
    return render(
        request,
        "entrepreneurs/board/entries.html",
        {
            "page_obj": Paginator(shown, _ON_A_PAGE).get_page(request.GET.get("page")),
            "mine": mine.exclude(state=ActionState.CLOSED)[:_ON_A_PAGE],
            "kind": kind,
            "kinds": ActionKind.choices,
        },
    )


def _with_numbers(rows: Any, request: MemberRequest) -> Any:
    joined = Joining.objects.filter(
        action=OuterRef("pk"), enterprise__in=request.enterprises, left_at__isnull=True
    )
    counted = rows.select_related("enterprise", "author").annotate(
        how_many=Count("joinings", filter=Q(joinings__left_at__isnull=True)), has_joined=Exists(joined)
    )
    return counted.order_by("-created_at", "-pk")


@require_safe
@for_members
def entry(request: MemberRequest, number: int) -> HttpResponse:
    return _show(request, _find(request, number), JoinForm(enterprises=request.enterprises))


def _show(request: MemberRequest, action: JointAction, form: JoinForm, status: int = 200) -> HttpResponse:
    """Show an entry; the phones of those who take part only to one another, and only of who still belongs there.

    What its author rewrote or took off, those who joined read no more: staff have not looked at it, or it is over.
    """
    own = {each.pk for each in request.enterprises}
    joinings: list[Joining] = list(action.current_joinings)  # type: ignore[attr-defined]  # by the prefetch
    mine = next((each for each in joinings if each.enterprise_id in own), None)
    is_own = action.enterprise_id in own
    places = [action.enterprise_id, *(each.enterprise_id for each in joinings)]
    members = set(
        Membership.objects.current().filter(enterprise__in=places).values_list("enterprise", "person")
    )
    context = {
        "action": action,
        "shows_words": is_own or action.state == ActionState.OPEN,
        "author": action.author if (action.enterprise_id, action.author_id) in members else None,
        "joinings": [
            (each, each.person if (each.enterprise_id, each.person_id) in members else None)
            for each in joinings
        ],
        "mine": mine,
        "is_own": is_own,
        "sees_phones": is_own or mine is not None,
        "can_join": action.is_open and not is_own and mine is None,
        "can_change": is_own and action.state != ActionState.CLOSED,
        "form": form,
    }
    return render(request, "entrepreneurs/board/entry.html", context, status=status)


@for_members
def write(request: MemberRequest) -> HttpResponse:
    """Take a new entry; it waits for a look by staff."""
    posted = request.POST if request.method == "POST" else None
    form = EntryForm(posted, enterprises=request.enterprises, is_new=True)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            action = board.put_on_board(
                kind=data["kind"],
                enterprise=data["enterprise"],
                author=_person(request, data["enterprise"]),
                title=data["title"],
                text=data["text"],
                last_day=data["last_day"],
                submission=form.submission,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Thank you. The others see it once a colleague has looked at it."))
            return redirect("board:entry", action.pk)
    return _form(request, form, {"is_new": True})


@for_members
def change(request: MemberRequest, number: int) -> HttpResponse:
    """Change what one's own enterprise wrote; it waits for a look again."""
    action = _find(request, number)
    if action.enterprise not in request.enterprises:
        raise PermissionDenied
    initial = {"title": action.title, "text": action.text, "last_day": action.last_day}
    posted = request.POST if request.method == "POST" else None
    form = EntryForm(posted, enterprises=request.enterprises, is_new=False, initial=initial)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            board.rewrite(
                action=action,
                author=_person(request, action.enterprise),
                title=data["title"],
                text=data["text"],
                last_day=data["last_day"],
            )
        except (ValidationError, ChangeRefused) as error:
            form.add_error(None, error if isinstance(error, ValidationError) else str(error.message))
        else:
            messages.success(request, _("Thank you. The others see it once a colleague has looked at it."))
            return redirect("board:entry", action.pk)
    return _form(request, form, {"is_new": False, "action": action})


def _form(request: HttpRequest, form: EntryForm, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "entrepreneurs/board/write.html", {"form": form, **context}, status=status)


@require_POST
@for_members
def join(request: MemberRequest, number: int) -> HttpResponse:
    action = _find(request, number)
    form = JoinForm(request.POST, enterprises=request.enterprises)
    if not form.is_valid():
        return _show(request, action, form, status=422)
    enterprise = form.cleaned_data["enterprise"]
    try:
        board.join(
            action=action,
            enterprise=enterprise,
            person=_person(request, enterprise),
            words=form.cleaned_data["words"],
        )
    except ChangeRefused as error:
        messages.error(request, str(error.message))
    else:
        messages.success(request, _("Your enterprise has joined. Below you see whom to call."))
    return redirect("board:entry", number)


@require_POST
@for_members
def leave(request: MemberRequest, number: int) -> HttpResponse:
    action = _find(request, number)
    for joining in action.joinings.filter(enterprise__in=request.enterprises, left_at__isnull=True):
        board.leave(joining=joining, person=_person(request, joining.enterprise))
    messages.success(request, _("Your enterprise no longer takes part."))
    return redirect("board:entry", number)


@require_POST
@for_members
def close(request: MemberRequest, number: int) -> HttpResponse:
    action = _find(request, number)
    if action.enterprise not in request.enterprises:
        raise PermissionDenied
    board.take_off(action=action, author=_person(request, action.enterprise))
    messages.success(request, _("It is off the board."))
    return redirect("board:entries")


def _find(request: MemberRequest, number: int) -> JointAction:
    """Return an entry that this person may see: on the board, of their own, or one that they joined."""
    current = Joining.objects.filter(left_at__isnull=True).select_related("enterprise", "person")
    may_see = (
        Q(pk__in=JointAction.objects.on_board())
        | Q(enterprise__in=request.enterprises)
        | Q(joinings__enterprise__in=request.enterprises, joinings__left_at__isnull=True)
    )
    found = (
        JointAction.objects.filter(may_see, pk=number)
        .select_related("enterprise", "author")
        .prefetch_related(Prefetch("joinings", current, to_attr="current_joinings"))
        .first()
    )
    if found is None:
        raise Http404
    return found


def _person(request: MemberRequest, enterprise: Enterprise) -> Entrepreneur:
    """Return the person of this login who belongs to the enterprise."""
    person = Entrepreneur.objects.filter(
        logins__user=request.user, memberships__enterprise=enterprise, memberships__ended_on__isnull=True
    ).first()
    if person is None:
        raise PermissionDenied
    return person
