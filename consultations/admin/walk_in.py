"""Writing down who stands in the office without a booking: with whom, about what, and a name."""

import uuid
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from center.base.phone_field import PhoneField
from center.choices import Language
from center.refusals import CONTACT_FIELDS, tell
from consultations import services
from consultations.admin.agreed_fields import AgreedFields
from consultations.errors import BookingRefusedError, ChangeRefused
from consultations.models import Advisor, Consultation, Topic

if TYPE_CHECKING:
    from consultations.admin.visits import ConsultationAdmin

_SHORTEST, _LONGEST = 5, 240


class WalkInForm(AgreedFields):
    advisor = forms.ModelChoiceField(
        label=gettext_lazy("Advisor"), queryset=Advisor.objects.none(), empty_label=None
    )
    topic = forms.ModelChoiceField(label=gettext_lazy("Topic"), queryset=Topic.objects.none())
    minutes = forms.IntegerField(
        label=gettext_lazy("How long, in minutes"),
        min_value=_SHORTEST,
        max_value=_LONGEST,
        initial=30,
        help_text=gettext_lazy("From now on. It must end before the advisor's next visit."),
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        help_text=gettext_lazy("A first name is enough if the person wants to say no more."),
    )
    phone = PhoneField(
        label=gettext_lazy("Phone"),
        required=False,
        help_text=gettext_lazy("Only if the person wants to be called."),
    )
    email = forms.EmailField(label=gettext_lazy("Email"), required=False, max_length=254)
    language = forms.ChoiceField(label=gettext_lazy("Language of the emails"), choices=Language)
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["advisor"].queryset = Advisor.objects.bookable()  # type: ignore[attr-defined]
        self.fields["topic"].queryset = Topic.objects.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        self.refuse_sms_without_a_mobile()
        return clean


def walk_in_view(model_admin: "ConsultationAdmin", request: HttpRequest) -> HttpResponse:
    """Ask who is there (GET), or write the visit down and open it (POST)."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    status = HTTPStatus.OK
    if request.method == "POST":
        form = WalkInForm(request.POST)
        visit = _receive(form, request) if form.is_valid() else None
        if visit is not None:
            text = _("%(told)s: %(record)s") % {
                "told": _("The visit has begun"),
                "record": model_admin.in_words(visit),
            }
            messages.success(request, text)
            return redirect(reverse("admin:consultations_consultation_change", args=[visit.pk]))
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    else:
        own = Advisor.objects.bookable().filter(user=request.user.pk).first()
        form = WalkInForm(
            initial={"advisor": own, "language": get_language(), "submission": str(uuid.uuid4())}
        )
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Somebody is here without a booking"),
        "opts": model_admin.opts,
        "form": form,
    }
    return TemplateResponse(request, "admin/consultations/walk_in.html", context, status=status)


def _receive(form: WalkInForm, request: HttpRequest) -> Consultation | None:
    """Write the visit down through the service; what it refuses becomes an error of the form."""
    visit = {name: value for name, value in form.cleaned_data.items() if name not in ("agreed", "sms")}
    try:
        return services.receive_walk_in(**visit, agreed=form.agreed_texts, by=request.user)  # type: ignore[arg-type]  # admin_view: signed in
    except ValidationError as error:
        tell(form, error, CONTACT_FIELDS)
    except (ChangeRefused, BookingRefusedError) as refused:
        form.add_error("advisor", str(refused.message))
    return None
