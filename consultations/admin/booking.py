"""Booking for a caller, on one screen: what and when, then who; the service is the one visitors use.

Every button is a POST, also "Show free times": a name and a phone number do not belong in an address.
"""

import re
import uuid
from collections import defaultdict
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, gettext_noop
from django.utils.translation import gettext as _

from center.audit import record_access, record_accesses
from center.base.folded_search import folded, has_words
from center.base.person_names import shown_name
from center.base.phone_field import PhoneField
from center.base.phones import display_phone
from center.choices import Language
from center.refusals import CONTACT_FIELDS, tell
from consultations import services, slots
from consultations.admin.agreed_fields import AgreedFields
from consultations.choices import Mode
from consultations.errors import AlreadyUsed, BookingRefusedError
from consultations.models import Advisor, Consultation, Topic
from consultations.spans import local_day
from entrepreneurs.models import Entrepreneur

if TYPE_CHECKING:
    from center.models import User
    from consultations.admin.visits import ConsultationAdmin

_DAYS_SHOWN = 28
_STRIP = 8
_MOST_PEOPLE = 8
_LONGEST_KEY = 18


class BookingForm(AgreedFields):
    """What staff type for a caller. Free times and known people are filled in by `look_up`."""

    topic = forms.ModelChoiceField(label=gettext_lazy("Topic"), queryset=Topic.objects.none())
    advisor = forms.ModelChoiceField(
        label=gettext_lazy("Advisor"),
        queryset=Advisor.objects.none(),
        required=False,
        empty_label=gettext_lazy("Whoever is free"),
    )
    mode = forms.ChoiceField(label=gettext_lazy("Place"), choices=Mode, initial=Mode.OFFICE)
    day = forms.DateField(
        label=gettext_lazy("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Staff may book at short notice and far ahead."),
    )
    start = forms.TypedChoiceField(
        label=gettext_lazy("Free times"),
        coerce=datetime.fromisoformat,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose one of the free times."),
            "invalid_choice": gettext_lazy("This time is no longer free. Choose one of the times below."),
        },
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120, required=False)
    phone = PhoneField(
        label=gettext_lazy("Phone"),
        required=False,
        help_text=gettext_lazy("A phone number or an email address is enough."),
    )
    email = forms.EmailField(label=gettext_lazy("Email"), required=False, max_length=254)
    person = forms.ChoiceField(
        label=gettext_lazy("Has this person been here before?"),
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Choose only after asking: families share phones."),
    )
    note = forms.CharField(
        label=gettext_lazy("What it is about"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("No health data or other very personal things."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the emails"), choices=Language)
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, may_see_people: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_see_people = may_see_people
        self.fields["topic"].queryset = Topic.objects.all()  # type: ignore[attr-defined]
        self.fields["advisor"].queryset = Advisor.objects.bookable()  # type: ignore[attr-defined]
        self.days: list[tuple[date, int]] = []
        self.people: list[Entrepreneur] = []
        self.earlier: Consultation | None = None

    def look_up(self, *, held: datetime | None = None) -> None:
        """Load the free times of the typed day, the days around that have some, and people who may be meant.

        `held` is the time that this form itself has booked before: the service says what sending it again means.
        """
        self._find_people()
        topic, advisor, day = (self._typed(name) for name in ("topic", "advisor", "day"))
        if not isinstance(topic, Topic) or not isinstance(day, date):
            self.fields["start"].choices = []  # type: ignore[attr-defined]
            self.fields["start"].error_messages["required"] = _(
                "Press “Show free times” first, then choose one."
            )
            return
        first = max(day, timezone.localdate())
        last = first + timedelta(days=_DAYS_SHOWN)
        by_day: dict[date, list[datetime]] = defaultdict(list)
        for free in slots.free_times(topic, first=first, last=last, advisor=advisor, by_staff=True):
            by_day[local_day(free.start)].append(free.start)
        self.days = [(each, len(starts)) for each, starts in sorted(by_day.items())][:_STRIP]
        self.fields["start"].choices = [  # type: ignore[attr-defined]
            (start.isoformat(), f"{timezone.localtime(start):%H:%M}")
            for start in sorted({*by_day.get(day, []), *([held] if held else [])})
        ]

    def _typed(self, name: str) -> Any:
        """Return the clean value of one field as typed or preset, or None."""
        try:
            return self.fields[name].clean(self[name].value())
        except ValidationError:
            return None

    def _find_people(self) -> None:
        if not self.may_see_people:
            self.fields["person"].choices = [("", _("A new person"))]  # type: ignore[attr-defined]
            return
        phone, email, name = (self._typed(each) or "" for each in ("phone", "email", "name"))
        chosen = str(self["person"].value() or "")
        found = Entrepreneur.objects.reached_by(phone=phone, email=email)
        if len(name.split()) > 1:
            same_name = Entrepreneur.objects.alias(_name=folded(["name"])).filter(has_words("_name", name))
            found |= Entrepreneur.objects.filter(pk__in=same_name.values("pk")[:_MOST_PEOPLE])
        if chosen.isdecimal() and len(chosen) <= _LONGEST_KEY:
            found |= Entrepreneur.objects.filter(pk=int(chosen))
        self.people = list(found.order_by("name", "pk")[:_MOST_PEOPLE])
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            ("", _("A new person")),
            *((str(one.pk), _in_words(one)) for one in self.people),
        ]

    def clean(self) -> dict[str, Any]:
        """Name everything that is missing at once; the service would stop before it comes to the contact."""
        clean = super().clean() or {}
        if self.chosen_person is None:
            if not clean.get("name") and "name" not in self.errors:
                self.add_error("name", _("Enter the name of the person."))
            if (
                not clean.get("phone")
                and not clean.get("email")
                and not {"phone", "email"} & self.errors.keys()
            ):
                self.add_error("phone", _("Give a phone number or an email address."))
        self.refuse_sms_without_a_mobile(self.chosen_person)
        return clean

    def begin_anew(self, earlier: Consultation) -> None:
        """Give the form another key, so that sending it again books one more visit; what was typed stays."""
        self.earlier = earlier
        self.data = {**self.data, "submission": str(uuid.uuid4())}
        self.look_up()
        free = [value for value, _label in self.fields["start"].choices]  # type: ignore[attr-defined]
        if self["start"].value() not in free:
            self.add_error("start", self.fields["start"].error_messages["invalid_choice"])

    @property
    def chosen_person(self) -> Entrepreneur | None:
        chosen = self.cleaned_data.get("person", "")
        return next((one for one in self.people if str(one.pk) == chosen), None)


def _in_words(person: Entrepreneur) -> str:
    return ", ".join(filter(None, [shown_name(person.name), display_phone(person.phone), person.email]))


def booking_view(model_admin: "ConsultationAdmin", request: HttpRequest) -> HttpResponse:
    """Show the screen (GET), look up times and people, or book (POST; 409 when the time was taken meanwhile)."""
    may_see_people = request.user.has_perm("entrepreneurs.view_entrepreneur")
    preset: Entrepreneur | None = None
    if request.method == "POST" and "_book" in request.POST:
        submission = _submission(request)
        form = BookingForm(
            {**request.POST.dict(), "submission": str(submission)}, may_see_people=may_see_people
        )
        earlier = Consultation.objects.filter(submission=submission, booked_by=request.user.pk).first()
        form.look_up(held=earlier.starts_at if earlier else None)
        visit = _book(form, request) if form.is_valid() else None
        if visit is not None:
            return _leave(model_admin, request, visit)
    else:
        # Only looking: what was typed stays, and nothing is wrong yet.
        preset = _preset_person(request) if request.method == "GET" and may_see_people else None
        initial = _typed(request) if request.method == "POST" else _presets(preset, request)
        form = BookingForm(initial=initial, may_see_people=may_see_people)
        form.look_up()
    _write_down(request, form, preset)
    is_refused = form.earlier is not None or form.has_error("start", "refused")
    status = HTTPStatus.CONFLICT if is_refused else HTTPStatus.OK
    return TemplateResponse(
        request, "admin/consultations/book.html", _context(model_admin, request, form), status=status
    )


def _write_down(request: HttpRequest, form: BookingForm, preset: Entrepreneur | None) -> None:
    """Write down whose name, phone and email the page shows."""
    user: User = request.user  # type: ignore[assignment]  # admin_view: signed in
    if preset is not None:
        record_access(user=user, obj=preset, purpose=gettext_noop("filled in for a booking"))
    others = [person for person in form.people if person != preset]
    record_accesses(user=user, objects=others, purpose=gettext_noop("proposed for a booking"))


def _submission(request: HttpRequest) -> uuid.UUID:
    """Return the key of this form: a double click or a reload books nothing again."""
    try:
        return uuid.UUID(request.POST.get("submission", ""))
    except ValueError:
        return uuid.uuid4()


def _leave(model_admin: "ConsultationAdmin", request: HttpRequest, visit: Consultation) -> HttpResponse:
    text = _("Booked: %(name)s, %(when)s. Reference: %(reference)s.") % {
        "name": shown_name(visit.contact_name),
        "when": model_admin.when(visit),
        "reference": visit.reference,
    }
    messages.success(request, text)
    return redirect(reverse("admin:consultations_consultation_change", args=[visit.pk]))


def _typed(request: HttpRequest) -> dict[str, Any]:
    """Return the form as typed; the button of a day sets the day."""
    typed = request.POST.dict()
    return {**typed, "day": typed.get("_day", typed.get("day", ""))}


def _presets(person: Entrepreneur | None, request: HttpRequest) -> dict[str, Any]:
    """Begin with today or the day and advisor of the calendar's gap, the language of the page, and the person."""
    presets: dict[str, Any] = {
        "day": timezone.localdate().isoformat(),
        "language": get_language(),
        "submission": str(uuid.uuid4()),
    }
    topics = list(Topic.objects.values_list("pk", flat=True)[:2])
    if len(topics) == 1:
        presets["topic"] = topics[0]
    day, advisor = request.GET.get("day", ""), request.GET.get("advisor", "")
    if re.fullmatch(r"20\d\d-\d\d-\d\d", day, re.ASCII):
        presets["day"] = day
    if advisor.isdecimal() and len(advisor) <= _LONGEST_KEY:
        presets["advisor"] = advisor
    if person:
        presets |= {
            "person": str(person.pk),
            "name": person.name,
            "phone": display_phone(person.phone),
            "email": person.email,
            "language": person.language,
        }
    return presets


def _preset_person(request: HttpRequest) -> Entrepreneur | None:
    pk = request.GET.get("person", "")
    if not pk.isdecimal() or len(pk) > _LONGEST_KEY:
        return None
    return Entrepreneur.objects.filter(pk=int(pk)).first()


def _book(form: BookingForm, request: HttpRequest) -> Consultation | None:
    """Book through the service; what it refuses becomes an error at the field, with the times looked up anew."""
    clean = form.cleaned_data
    try:
        return services.book(
            topic=clean["topic"],
            start=clean["start"],
            mode=clean["mode"],
            name=clean["name"],
            phone=clean["phone"],
            email=clean["email"],
            note=clean["note"],
            language=clean["language"],
            submission=clean["submission"],
            advisor=clean["advisor"],
            entrepreneur=form.chosen_person,
            agreed=form.agreed_texts,
            by=request.user,  # type: ignore[arg-type]  # admin_view: signed in
        )
    except ValidationError as error:
        tell(form, error, CONTACT_FIELDS)
    except AlreadyUsed as used:
        form.begin_anew(used.visit)
    except BookingRefusedError as refused:
        form.look_up()
        form.add_error("start", ValidationError(str(refused.message), code="refused"))
    return None


def _context(model_admin: "ConsultationAdmin", request: HttpRequest, form: BookingForm) -> dict[str, Any]:
    chosen = str(form["day"].value() or "")
    return {
        **model_admin.admin_site.each_context(request),
        "title": _("Book for a caller"),
        "opts": model_admin.opts,
        "form": form,
        "has_looked": bool(form["topic"].value()),
        "times": form.fields["start"].choices,  # type: ignore[attr-defined]
        "days": [
            {
                "value": day.isoformat(),
                "label": f"{date_format(day, 'D')} {date_format(day, 'SHORT_DATE_FORMAT')}",
                "times": count,
                "current": day.isoformat() == chosen,
            }
            for day, count in form.days
        ],
    }
