"""Pages of one application beside its record: entered and changed for who phones, its needs, and one's own review."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from center.base.bilingual import shown
from center.base.scripts import sort_key
from center.base.shown_text import in_script, shown_language
from center.refusals import tell
from entrepreneurs.models import Enterprise
from events.choices import ApplicationState, EventKind
from events.errors import ChangedMeanwhile, ChangeRefused
from events.exhibitor_forms import ApplicationForm, NeedsForm, initial_of, needs_initial
from events.exhibitor_words import differences
from events.models import Event, ExhibitorApplication, ExhibitorNeeds
from events.models.review import BEST_SCORE
from events.services import applications
from events.services.needs import NEEDS, save_needs
from events.services.reviews import readable, write_review

if TYPE_CHECKING:
    from events.admin.applications import ExhibitorApplicationAdmin


class ReviewForm(forms.Form):
    """One's own judgement of an application."""

    score = forms.TypedChoiceField(
        label=gettext_lazy("Score"),
        coerce=int,
        choices=[(number, str(number)) for number in range(BEST_SCORE, 0, -1)],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("5: must be there; 1: rather not."),
        error_messages={"required": gettext_lazy("Give 1 to 5.")},
    )
    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For colleagues only. They read it once they have written their own review."),
    )


class EnterpriseForm(forms.Form):
    """Whose application is to be entered."""

    enterprise = forms.ModelChoiceField(
        label=gettext_lazy("Enterprise"),
        queryset=Enterprise.objects.none(),
        help_text=gettext_lazy(
            "Those that have not applied yet. A new one is added among the enterprises first."
        ),
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = event.applications.exclude(state__in=[ApplicationState.DRAFT, ApplicationState.WITHDRAWN])
        field: Any = self.fields["enterprise"]
        field.queryset = Enterprise.objects.listed().exclude(pk__in=taken.values("enterprise"))
        rows = field.queryset.values_list("pk", "name_sr", "name_en")
        named = [(pk, shown(serbian, english).plain) for pk, serbian, english in rows]
        language = shown_language().lower()
        field.choices = [("", "–"), *sorted(named, key=lambda each: sort_key(each[1], language))]


def title(serbian: str, english: str) -> str:
    """Return the title of a fair for a list of choices."""
    return shown(serbian, english).plain


def reviews_of(request: HttpRequest, application: ExhibitorApplication) -> dict[str, Any]:
    """Return what the page of an application shows of its reviews: others' only after one's own (one query)."""
    user: Any = request.user
    reviews = list(application.reviews.select_related("reviewer"))
    mine = next((review for review in reviews if review.reviewer_id == user.pk), None)
    shown_reviews = readable(reviews, user)
    initial = {"score": mine.score, "comment": mine.comment} if mine else {}
    is_open = application.state in {ApplicationState.SENT, ApplicationState.RESERVE}
    may_review = is_open and user.has_perm("events.change_review")
    return {
        "reviews": [(in_script(str(review.reviewer)), review) for review in shown_reviews],
        "hidden_reviews": len(reviews) - len(shown_reviews),
        "my_review": mine,
        "review_form": ReviewForm(initial=initial) if may_review else None,
        "may_change": user.has_perm("events.change_exhibitorapplication")
        and application.state != ApplicationState.WITHDRAWN,
        "is_accepted": application.state == ApplicationState.ACCEPTED,
    }


def needs_in_words(needs: ExhibitorNeeds) -> str:
    """Return tables, chairs and the rest in one line."""
    parts = [
        ngettext("%(n)d table", "%(n)d tables", needs.tables) % {"n": needs.tables},
        ngettext("%(n)d chair", "%(n)d chairs", needs.chairs) % {"n": needs.chairs},
        ngettext("%(n)d socket", "%(n)d sockets", needs.sockets) % {"n": needs.sockets},
    ]
    parts += [f"{needs.watts} W"] if needs.watts else []
    parts += [ngettext("%(n)d meal", "%(n)d meals", needs.meals) % {"n": needs.meals}] if needs.meals else []
    parts += [needs.vehicle] if needs.vehicle else []
    parts += [f"{needs.comes_at:%H:%M}"] if needs.comes_at else []
    parts += [in_script(needs.note)] if needs.note else []
    return ", ".join(parts)


def review(model_admin: "ExhibitorApplicationAdmin", request: HttpRequest, number: int) -> HttpResponse:
    """Write one's own review, or change it."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    application = _application(model_admin, request, number, "events.change_review")
    form = ReviewForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    else:
        try:
            write_review(application=application, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]  # signed in
            messages.success(request, _("Your review is saved."))
        except ChangeRefused as refused:
            messages.error(request, str(refused.message))
    return redirect(reverse("admin:events_exhibitorapplication_change", args=[number]))


def enter(model_admin: "ExhibitorApplicationAdmin", request: HttpRequest, number: int) -> HttpResponse:
    """Enter an application for somebody who phones: first whose it is, then the same questions as on their page."""
    if not request.user.has_perm("events.add_exhibitorapplication"):
        raise PermissionDenied
    event = get_object_or_404(Event.objects.with_details(), pk=number, kind=EventKind.FAIR)
    chosen = request.GET.get("enterprise", "")
    back = reverse("admin:events_fair_applications", args=[event.pk])
    heading = _("Enter an application")
    if not chosen.isdecimal():
        form: Any = EnterpriseForm(event=event)
        return _form_page(model_admin, request, event, form, heading=heading, back=back, is_choice=True)
    enterprise = get_object_or_404(Enterprise.objects.listed(), pk=chosen)
    found = event.applications.filter(enterprise=enterprise).first()
    initial = initial_of(found, enterprise, None)
    form = ApplicationForm(
        request.POST if request.method == "POST" else None, enterprise=enterprise, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = applications.enter_application(
                event=event,
                enterprise=enterprise,
                by=request.user,  # type: ignore[arg-type]  # admin_view: signed in
                **form.wanted,
            )
            messages.success(request, _("The application is entered: %(name)s") % {"name": enterprise})
            return redirect(reverse("admin:events_exhibitorapplication_change", args=[made.pk]))
        except (ChangeRefused, ValidationError) as error:
            tell(form, error)
    return _form_page(model_admin, request, event, form, heading=heading, back=back, subtitle=enterprise.name)


def answers(model_admin: "ExhibitorApplicationAdmin", request: HttpRequest, number: int) -> HttpResponse:
    """Change what an exhibitor said who phones again."""
    application = _application(model_admin, request, number, "events.change_exhibitorapplication")
    enterprise = application.enterprise
    form = ApplicationForm(
        request.POST if request.method == "POST" else None,
        enterprise=enterprise,
        initial=initial_of(application, enterprise, None),
    )
    conflicts: Any = []
    if request.method == "POST" and form.is_valid():
        try:
            applications.change_by_staff(
                application=application, seen=form.cleaned_data["seen"], **form.wanted
            )
            messages.success(request, _("Saved."))
            return redirect(reverse("admin:events_exhibitorapplication_change", args=[number]))
        except ChangedMeanwhile as meanwhile:
            form.look_again(meanwhile.now.version)
            conflicts = differences(form.wanted, meanwhile.now)
        except (ChangeRefused, ValidationError) as error:
            tell(form, error)
    return _form_page(
        model_admin,
        request,
        application.event,
        form,
        heading=_("Change the answers"),
        subtitle=enterprise.name,
        back=reverse("admin:events_exhibitorapplication_change", args=[number]),
        conflicts=conflicts,
    )


def needs(model_admin: "ExhibitorApplicationAdmin", request: HttpRequest, number: int) -> HttpResponse:
    """Enter what an exhibitor needs, also after the last day."""
    application = _application(model_admin, request, number, "events.change_exhibitorapplication")
    said = ExhibitorNeeds.objects.filter(application=application).first()
    initial = needs_initial(application, said)
    form = NeedsForm(request.POST if request.method == "POST" else None, initial=initial)
    conflicts: Any = []
    if request.method == "POST" and form.is_valid():
        try:
            save_needs(
                application=application,
                seen=form.cleaned_data["seen"],
                by=request.user,  # type: ignore[arg-type]  # admin_view: signed in
                **form.wanted,
            )
            messages.success(request, _("Saved."))
            return redirect(reverse("admin:events_exhibitorapplication_change", args=[number]))
        except ChangedMeanwhile as meanwhile:
            form.look_again(meanwhile.now.version)
            conflicts = [
                (form.fields[name].label, getattr(meanwhile.now, name) or "–")
                for name in NEEDS
                if getattr(meanwhile.now, name) != form.wanted[name]
            ]
        except (ChangeRefused, ValidationError) as error:
            tell(form, error)
    return _form_page(
        model_admin,
        request,
        application.event,
        form,
        heading=_("What the exhibitor needs"),
        subtitle=application.enterprise.name,
        back=reverse("admin:events_exhibitorapplication_change", args=[number]),
        conflicts=conflicts,
    )


def _application(
    model_admin: "ExhibitorApplicationAdmin", request: HttpRequest, number: int, needed: str
) -> ExhibitorApplication:
    if not request.user.has_perm(needed):
        raise PermissionDenied
    found: ExhibitorApplication | None = model_admin.get_object(request, str(number))
    if found is None:
        raise Http404
    return found


def _form_page(
    model_admin: "ExhibitorApplicationAdmin",
    request: HttpRequest,
    event: Event,
    form: forms.Form,
    *,
    heading: str,
    back: str,
    **more: Any,
) -> HttpResponse:
    conflict = request.method == "POST"
    context = {
        **model_admin.admin_site.each_context(request),
        "title": heading,
        "opts": model_admin.opts,
        "event": event,
        "form": form,
        "back": back,
        **more,
    }
    status = HTTPStatus.CONFLICT if conflict else HTTPStatus.OK
    return TemplateResponse(request, "admin/events/application_answers.html", context, status=status)
