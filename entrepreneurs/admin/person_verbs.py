"""What staff can do to the record of a person: consents, and what makes life harder."""

from dataclasses import asdict
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from center.admin_verbs import Verb
from center.audit import record_access
from center.models import User
from entrepreneurs import services
from entrepreneurs.admin.enterprise_verbs import given_at
from entrepreneurs.choices import ConsentWay, Purpose, RequestKind, RequestWay
from entrepreneurs.demographics import Employment, PersonSex
from entrepreneurs.forms.reaching import WISH_FIELDS, WishesForm
from entrepreneurs.models import (
    DataRequest,
    Demographics,
    Enterprise,
    Entrepreneur,
    Vulnerability,
    VulnerableGroup,
    preference_of,
)

# Asked for where what makes life harder, who helps, or what is counted by is written down, so never apart.
_APART = [
    choice
    for choice in Purpose.choices
    if choice[0] not in {Purpose.VULNERABILITY, Purpose.HELPER, Purpose.STATISTICS}
]


class ConsentForm(forms.Form):
    purpose = forms.ChoiceField(label=gettext_lazy("For what"), choices=_APART)
    enterprise = forms.ModelChoiceField(
        label=gettext_lazy("On behalf of"),
        queryset=Enterprise.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody but the person"),
        help_text=gettext_lazy("For publication: the enterprise that the directory may show."),
    )
    day = forms.DateField(label=gettext_lazy("When"), widget=AdminDateWidget, initial=timezone.localdate)
    how = forms.ChoiceField(label=gettext_lazy("How"), choices=ConsentWay)

    def __init__(self, person: Entrepreneur, data: Any) -> None:
        super().__init__(data)
        mine = Enterprise.objects.listed().filter(
            memberships__person=person, memberships__ended_on__isnull=True
        )
        self.fields["enterprise"].queryset = mine.distinct()  # type: ignore[attr-defined]

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("A consent cannot be given in the future."))
        return day


class HardshipForm(forms.Form):
    groups = forms.ModelMultipleChoiceField(
        label=gettext_lazy("What the person named"),
        queryset=VulnerableGroup.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one, or go back.")},
    )
    how = forms.ChoiceField(
        label=gettext_lazy("How the person agreed"),
        choices=ConsentWay,
        help_text=gettext_lazy("To this alone: no other consent covers it."),
    )

    def __init__(self, data: Any, known: Vulnerability | None) -> None:
        super().__init__(data)
        groups: Any = self.fields["groups"]
        groups.queryset = VulnerableGroup.objects.in_use()
        if known is not None:
            codes = known.groups
            groups.initial = [group.pk for group in groups.queryset if group.code in codes]
            self.initial["how"] = known.consent.given_how


class DemographicsForm(forms.Form):
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), required=False)
    birth_year = forms.IntegerField(
        label=gettext_lazy("Year of birth"),
        required=False,
        min_value=1900,
        widget=forms.TextInput({"inputmode": "numeric", "size": 4}),
        error_messages={"min_value": gettext_lazy("Write the year of birth with four digits.")},
        help_text=gettext_lazy("Only the year, so that ages can be counted in groups."),
    )
    employment = forms.ChoiceField(label=gettext_lazy("Work when they first came"), required=False)
    how = forms.ChoiceField(
        label=gettext_lazy("How the person agreed"),
        choices=ConsentWay,
        help_text=gettext_lazy(
            "To be counted in summaries without a name. Who says nothing is counted too, as not known."
        ),
    )

    def __init__(self, data: Any, known: Demographics | None) -> None:
        super().__init__(data)
        nothing = ("", gettext_lazy("Not said"))
        self.fields["sex"].choices = [nothing, *PersonSex.choices]  # type: ignore[attr-defined]
        self.fields["employment"].choices = [nothing, *Employment.choices]  # type: ignore[attr-defined]
        if known is not None:
            self.initial = {
                "sex": known.sex,
                "birth_year": known.birth_year,
                "employment": known.employment,
                "how": known.consent.given_how,
            }


class SafeContactForm(WishesForm):
    """The questions of the booking in words for staff, with how the person told us."""

    how = forms.ChoiceField(
        label=gettext_lazy("How the person told us"), choices=ConsentWay, initial=ConsentWay.PHONE
    )
    # When what is shown was last changed; a colleague may have been quicker.
    read_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    _LABELS: ClassVar = {
        "no_voicemail": gettext_lazy("No messages on the answering machine"),
        "call_from": gettext_lazy("Call only from"),
        "call_until": gettext_lazy("Call only until"),
        "neutral_texts": gettext_lazy("Neutral texts: neither the topic nor the name of the Center"),
        "no_email_reminders": gettext_lazy("No reminders by email"),
        "advice": gettext_lazy("What else to know before calling"),
        "helper_name": gettext_lazy("Name of somebody who may be told"),
        "helper_agreed": gettext_lazy(
            "The person agreed that we tell them when and where the visit is, and nothing else"
        ),
    }

    def __init__(self, person: Entrepreneur, data: Any) -> None:
        kept = preference_of(person)
        initial = {
            **asdict(services.ContactWishes.of(person)),
            "read_at": kept.updated_at.isoformat() if kept.pk else "",
        }
        super().__init__(data, initial=initial)
        for name, label in self._LABELS.items():
            self.fields[name].label = label


def _consent_form(person: Entrepreneur, user: User, data: Any) -> forms.Form:
    return ConsentForm(person, data)


def _consent(person: Entrepreneur, user: User, clean: Any) -> object:
    return services.give_consent(
        person=person,
        purpose=Purpose(clean["purpose"]),
        how=clean["how"],
        enterprise=clean["enterprise"],
        given_at=given_at(clean["day"]),
        by=user,
    )


def _hardship_form(person: Entrepreneur, user: User, data: Any) -> forms.Form:
    """Show what is kept, which is a look at it, so it is written down."""
    known = Vulnerability.objects.filter(person=person).select_related("consent").first()
    if known is not None:
        record_access(user=user, obj=known, purpose=gettext_noop("opened"))
    return HardshipForm(data, known)


def _hardship(person: Entrepreneur, user: User, clean: Any) -> object:
    return services.record_vulnerability(
        person=person, groups=list(clean["groups"]), how=clean["how"], by=user
    )


def _erase(person: Entrepreneur, user: User, answer: Any) -> object:
    known = Vulnerability.objects.filter(person=person).select_related("consent").first()
    return services.withdraw_consent(consent=known.consent, by=user) if known else None


def _demographics_form(person: Entrepreneur, user: User, data: Any) -> forms.Form:
    """Show what is kept, which is a look at it, so it is written down."""
    known = Demographics.objects.filter(person=person).select_related("consent").first()
    if known is not None:
        record_access(user=user, obj=known, purpose=gettext_noop("opened"))
    return DemographicsForm(data, known)


def _demographics(person: Entrepreneur, user: User, clean: Any) -> object:
    return services.record_demographics(person=person, **clean, by=user)


def _forget_demographics(person: Entrepreneur, user: User, answer: Any) -> object:
    known = Demographics.objects.filter(person=person).select_related("consent").first()
    return services.withdraw_consent(consent=known.consent, by=user) if known else None


def _safe_contact_form(person: Entrepreneur, user: User, data: Any) -> forms.Form:
    return SafeContactForm(person, data)


def _safe_contact(person: Entrepreneur, user: User, clean: Any) -> object:
    wishes = services.ContactWishes(**{name: clean[name] for name in WISH_FIELDS})
    return services.keep_wishes(
        person=person, wishes=wishes, how=clean["how"], by=user, read_at=clean["read_at"]
    )


class DataRequestForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("What the person asks for"), choices=RequestKind)
    way = forms.ChoiceField(
        label=gettext_lazy("How it came"),
        choices=[choice for choice in RequestWay.choices if choice[0] != RequestWay.WEB],
    )
    received_on = forms.DateField(
        label=gettext_lazy("Received"), widget=AdminDateWidget, initial=timezone.localdate
    )
    words = forms.CharField(
        label=gettext_lazy("In the person’s words"),
        max_length=DataRequest.WORDS_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _data_request_form(person: Entrepreneur, user: User, data: Any) -> forms.Form:
    return DataRequestForm(data)


def _data_request(person: Entrepreneur, user: User, clean: Any) -> object:
    return services.ask_about_data(
        person=person,
        kind=RequestKind(clean["kind"]),
        way=RequestWay(clean["way"]),
        words=clean["words"],
        received_on=clean["received_on"],
        by=user,
    )


def _is_there(person: Entrepreneur) -> bool:
    """Say whether this is a record of its own about somebody who is still to be known."""
    return person.merged_into_id is None and person.erased_at is None


VERBS = (
    Verb(
        "safe-contact",
        gettext_lazy("Safe contact"),
        _safe_contact,
        _is_there,
        told=gettext_lazy("It is kept, and letters and lists heed it from now on"),
        warning=gettext_lazy(
            "How the person wants to be reached. It holds for every visit, also for those to come."
        ),
        form=_safe_contact_form,
    ),
    Verb(
        "consent",
        gettext_lazy("Record a consent"),
        _consent,
        _is_there,
        told=gettext_lazy("The consent is recorded"),
        form=_consent_form,
        needs="entrepreneurs.add_consent",
    ),
    Verb(
        "demographics",
        gettext_lazy("For the statistics"),
        _demographics,
        lambda person: person.merged_into_id is None,
        told=gettext_lazy("It is kept, and counted from now on"),
        warning=gettext_lazy(
            "Sex, age and work are asked so that the Center can show whom it reaches. Nobody has to answer, and"
            " advice does not depend on it."
        ),
        form=_demographics_form,
        needs="entrepreneurs.change_demographics",
    ),
    Verb(
        "demographics-erase",
        gettext_lazy("Erase the answers for the statistics"),
        _forget_demographics,
        lambda person: Demographics.objects.filter(person=person).exists(),
        kind="danger",
        told=gettext_lazy("They are erased, and the consent withdrawn"),
        asks_again=True,
        warning=gettext_lazy(
            "The person withdraws the consent to be counted by these answers. From now on they are counted as not"
            " known, also in past years."
        ),
        needs="entrepreneurs.change_demographics",
    ),
    Verb(
        "data-request",
        gettext_lazy("Record a request about data"),
        _data_request,
        _is_there,
        told=gettext_lazy("The request is kept; it is to be answered within 30 days"),
        form=_data_request_form,
        needs="entrepreneurs.change_datarequest",
    ),
    Verb(
        "hardship",
        gettext_lazy("What makes life harder"),
        _hardship,
        _is_there,
        told=gettext_lazy("It is kept, encrypted"),
        warning=gettext_lazy(
            "Only what the person said of themselves, and only with their own consent to keep it. It stays encrypted,"
            " stands in no list and no search, and each look at it is written down."
        ),
        form=_hardship_form,
        needs="entrepreneurs.change_vulnerability",
    ),
    Verb(
        "hardship-erase",
        gettext_lazy("Erase what makes life harder"),
        _erase,
        lambda person: Vulnerability.objects.filter(person=person).exists(),
        kind="danger",
        told=gettext_lazy("It is erased, and its consent withdrawn"),
        asks_again=True,
        warning=gettext_lazy(
            "The person withdraws the consent to keep it. It is erased at once and cannot be brought back."
        ),
        needs="entrepreneurs.change_vulnerability",
    ),
)
