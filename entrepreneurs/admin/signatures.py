"""Signatures of initiatives: those given on paper are entered here, all can be looked at."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from center.admin_base import PortalTabularInline, VersionedAdmin
from center.admin_columns import NOTHING, badge, moment_and_who, two_lines
from center.admin_verbs import Verb, VerbsMixin
from center.admin_versions import VersionedForm
from center.base.admin_inlines import Link, bring
from center.base.person_names import shown_name
from center.models import AdvocacyInitiative
from center.refusals import ServiceRefused
from entrepreneurs.models import Enterprise, Entrepreneur, InitiativeSignature
from entrepreneurs.services import signatures


class SignatureForm(VersionedForm):
    """A signature on paper: for which initiative, of which enterprise, by whom, on which day."""

    class Meta:
        model = InitiativeSignature
        fields: ClassVar = ["initiative", "enterprise", "signed_for", "signed_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields
        if "initiative" in choices:
            choices["initiative"].queryset = AdvocacyInitiative.objects.taking_signatures()
            choices["enterprise"].queryset = Enterprise.objects.listed().order_by("name_sr")
            choices["signed_on"].initial = timezone.localdate
            choices["signed_for"].required = True

    def _get_validation_exclusions(self) -> set[str]:
        """Leave the rules to the service: name and way are written by it."""
        return {field.name for field in self._meta.model._meta.fields}

    def validate_constraints(self) -> None:
        """Ask nothing here, as above."""


class SignerForm(forms.Form):
    """Who of those that belong or belonged to the enterprise signed on paper."""

    person = forms.ModelChoiceField(
        label=_("Who signed"),
        queryset=Entrepreneur.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        help_text=_("Then the name goes with the person, when they ask to be erased."),
    )

    def __init__(self, signature: InitiativeSignature, data: Any) -> None:
        super().__init__(data)
        people: Any = self.fields["person"]
        people.queryset = (
            Entrepreneur.objects.filter(memberships__enterprise=signature.enterprise_id)
            .distinct()
            .order_by("name")
        )


VERBS = (
    Verb(
        "signer",
        _("Say which person signed"),
        lambda signature, _user, clean: signatures.link_signer(signature=signature, person=clean["person"]),
        lambda signature: signature.person_id is None and signature.signed_for != "",
        form=lambda signature, _user, data: SignerForm(signature, data),
        told=_("The signature belongs to this person"),
    ),
    Verb(
        "withdraw",
        _("Withdraw the signature"),
        lambda signature, _user, _reason: signatures.withdraw_signature(signature=signature),
        lambda signature: (
            signature.withdrawn_at is None and signature.initiative.takes_signatures_on(timezone.localdate())
        ),
        kind="danger",
        told=_("The signature is withdrawn"),
        warning=_("Only when the enterprise asks for it. It counts no more."),
    ),
    Verb(
        "hide",
        _("Name the enterprise no more"),
        lambda signature, _user, _reason: signatures.name_signature(signature=signature, shown=False),
        lambda signature: (
            signature.withdrawn_at is None
            and signature.hidden_at is None
            and signature.initiative.signing_closed_at is not None
        ),
        told=_("The enterprise is not named any more"),
        warning=_("The signature still counts, as it was submitted."),
    ),
    Verb(
        "show",
        _("Name the enterprise again"),
        lambda signature, _user, _reason: signatures.name_signature(signature=signature, shown=True),
        lambda signature: signature.hidden_at is not None,
        told=_("The enterprise is named again"),
    ),
)


@admin.register(InitiativeSignature)
class InitiativeSignatureAdmin(VerbsMixin[InitiativeSignature], VersionedAdmin[InitiativeSignature]):
    """What is signed is not edited: it is entered once, and withdrawn or hidden by a button."""

    form = SignatureForm
    list_display = ["who", "initiative", "badge", "signed"]
    list_filter: ClassVar = ["way", ("initiative", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ("initiative", "enterprise", "person", "wording")
    folded_search = ("name_sr", "name_en", "signed_for", "initiative__title_sr")
    add_label = _("Enter a signature on paper")
    nothing_yet = _("Enterprises sign from their account once an initiative is open for signatures.")
    refusals = (ServiceRefused,)
    verbs = VERBS

    def get_fields(self, request: HttpRequest, obj: InitiativeSignature | None = None) -> Any:
        """Ask for little; afterwards show what is kept."""
        if obj is None:
            return ["initiative", "enterprise", "signed_for", "signed_on"]
        return [
            "initiative",
            "of_enterprise",
            "who",
            "badge",
            "signer",
            "known_person",
            "words",
            "signed",
            "entering",
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: InitiativeSignature | None = None) -> Any:
        return self.get_fields(request, obj) if obj else []

    def get_changeform_initial_data(self, request: HttpRequest) -> Any:
        return {name: request.GET[name] for name in ("initiative", "enterprise") if name in request.GET}

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: InitiativeSignature, form: Any, change: Any) -> None:
        """Enter it through the service."""
        names = ("initiative", "enterprise", "signed_for", "signed_on")
        user: Any = request.user
        saved = signatures.sign_on_paper(by=user, **{name: form.cleaned_data[name] for name in names})
        obj.__dict__.update(saved.__dict__)

    @admin.display(description=_("enterprise"), ordering="name_sr")
    def who(self, signature: InitiativeSignature) -> SafeString:
        return two_lines(signature.name, signature.get_way_display())

    @admin.display(description=_("enterprise today"))
    def of_enterprise(self, signature: InitiativeSignature) -> SafeString:
        address = reverse("admin:entrepreneurs_enterprise_change", args=[signature.enterprise_id])
        return format_html('<a href="{}">{}</a>', address, signature.enterprise.name)

    @admin.display(description=_("state"))
    def badge(self, signature: InitiativeSignature) -> SafeString:
        if signature.withdrawn_at is not None:
            return badge("neutral", "info", _("Withdrawn"))
        if signature.hidden_at is not None:
            return badge("neutral", "lock", _("Counts without a name"))
        return badge("success", "check", _("Counts"))

    @admin.display(description=_("signed by"))
    def signer(self, signature: InitiativeSignature) -> str:
        return shown_name(signature.signed_for)

    @admin.display(description=_("person"))
    def known_person(self, signature: InitiativeSignature) -> SafeString | str:
        """Lead to the person, or say what an erasure would miss."""
        if signature.person is None:
            return str(_("not known; an erasure does not find the name")) if signature.signed_for else NOTHING
        address = reverse("admin:entrepreneurs_entrepreneur_change", args=[signature.person.pk])
        return format_html('<a href="{}">{}</a>', address, signature.person)

    @admin.display(description=_("wording that was signed"))
    def words(self, signature: InitiativeSignature) -> str:
        wording = signature.wording
        return (
            f"{wording.number} ({date_format(wording.written_at, 'SHORT_DATE_FORMAT')})"
            if wording
            else NOTHING
        )

    @admin.display(description=_("signed on"), ordering="signed_on")
    def signed(self, signature: InitiativeSignature) -> str:
        return date_format(signature.signed_on, "SHORT_DATE_FORMAT")

    @admin.display(description=_("entered"))
    def entering(self, signature: InitiativeSignature) -> str:
        return moment_and_who(signature.entered_at, signature.entered_by)


class SignatureInline(PortalTabularInline[InitiativeSignature]):
    """Who signed an initiative, to read; each changes in its own record."""

    model = InitiativeSignature
    extra = 0
    fields: ClassVar = ["who", "signer", "signed", "standing"]
    readonly_fields: ClassVar = ["who", "signer", "signed", "standing"]
    ordering: ClassVar = ["name_sr", "pk"]

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return request.user.has_perm("entrepreneurs.view_initiativesignature")

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    @admin.display(description=_("enterprise"))
    def who(self, signature: InitiativeSignature) -> SafeString:
        address = reverse("admin:entrepreneurs_initiativesignature_change", args=[signature.pk])
        return format_html('<a href="{}">{}</a>', address, signature.name)

    @admin.display(description=_("signed by"))
    def signer(self, signature: InitiativeSignature) -> str:
        return shown_name(signature.signed_for)

    @admin.display(description=_("signed on"))
    def signed(self, signature: InitiativeSignature) -> str:
        return date_format(signature.signed_on, "SHORT_DATE_FORMAT")

    @admin.display(description=_("state"))
    def standing(self, signature: InitiativeSignature) -> str:
        if signature.withdrawn_at is not None:
            return str(_("Withdrawn"))
        return str(_("Counts without a name")) if signature.hidden_at else NOTHING


bring(
    AdvocacyInitiative,
    inlines=[SignatureInline],
    links=[
        Link(
            _("Enter a signature on paper"),
            lambda initiative: (
                reverse("admin:entrepreneurs_initiativesignature_add") + f"?initiative={initiative.pk}"
            ),
            needs="entrepreneurs.add_initiativesignature",
        )
    ],
)
