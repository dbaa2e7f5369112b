"""Pictures of one's own enterprise: what is sent or corrected waits for a look by staff before the public sees it."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from center.base.scripts import typed_to_cyrillic
from entrepreneurs.choices import PictureKind, ProfileSection
from entrepreneurs.forms.pictures import PictureForm, PictureTextForm
from entrepreneurs.services import pictures as service
from entrepreneurs.services import profile_values, proposals
from entrepreneurs.views.own import open_proposal, save, section_page
from entrepreneurs.views.own_access import EditorRequest, for_editors


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def pictures(request: EditorRequest) -> HttpResponse:
    """List the pictures with their state; POST sends another one."""
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            service.add_picture(
                enterprise=request.enterprise,
                upload=data["upload"],
                kind=PictureKind(data["kind"]),
                alt_sr=data["alt_sr"],
                alt_en=data["alt_en"],
                focus=form.focus_point,
                by=request.user,
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(
                request, _("The picture has arrived. The office looks at it, then everybody sees it.")
            )
            if typed_to_cyrillic(data["alt_sr"]) != data["alt_sr"]:
                messages.info(
                    request,
                    _(
                        "What you typed in Latin is kept in Cyrillic. Please look whether every word is right."
                    ),
                )
            return redirect("own:pictures", request.enterprise.slug)
    own = open_proposal(request, ProfileSection.PICTURES)
    context = {
        "enterprise": request.enterprise,
        "form": form,
        "rows": request.enterprise.pictures.all(),
        "proposal": own,
        "corrected": {int(key.split(".")[1]) for key in own.changes} if own else set(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "entrepreneurs/own/pictures.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def change(request: EditorRequest, number: int) -> HttpResponse:
    """Correct what a picture shows, in words; of one that everybody sees staff look at it first."""
    picture = get_object_or_404(request.enterprise.pictures, pk=number)
    section = ProfileSection.PICTURES
    now = profile_values.read(request.enterprise, section)
    own = open_proposal(request, section)
    values = profile_values.merged(now, own.changes) if own else now
    page: dict[str, Any] = {
        "heading": _("What the picture shows"),
        "picture": picture,
        "at_once": not picture.is_approved or proposals.takes_effect_at_once(request.enterprise, section),
    }
    if request.method != "POST":
        form = PictureTextForm(values=values, number=number)
        form.look_at({key: value for key, value in now.items() if key.startswith(f"picture.{number}.")})
        return section_page(request, form, own, **page)
    form = PictureTextForm(request.POST, values=values, number=number)
    done = redirect("own:pictures", request.enterprise.slug)
    return save(request, form, own, back=redirect(request.path), done=done, **page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def remove(request: EditorRequest, number: int) -> HttpResponse:
    """Ask once more, then remove a picture and its files at once."""
    picture = get_object_or_404(request.enterprise.pictures, pk=number)
    if request.method == "POST":
        service.remove_picture(picture=picture)
        messages.success(request, _("The picture is removed."))
        return redirect("own:pictures", request.enterprise.slug)
    context = {"enterprise": request.enterprise, "picture": picture}
    return render(request, "entrepreneurs/own/picture_remove.html", context)
