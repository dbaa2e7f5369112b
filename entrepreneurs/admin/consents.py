"""Consents: recorded by a button of the person or the enterprise, withdrawn here; the texts are only added to."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin_base import PortalModelAdmin
from center.admin_columns import badge, moment_column
from center.admin_verbs import Verb, VerbAdmin
from center.base.bilingual_admin import BilingualAdminMixin
from center.base.shown_text import quoted
from center.models import User
from entrepreneurs import services
from entrepreneurs.choices import Purpose
from entrepreneurs.models import Consent, ConsentText
from entrepreneurs.wording import FOLLOWS


class InForceFilter(admin.SimpleListFilter):
    title = gettext_lazy("in force")
    parameter_name = "in_force"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("In force")), ("no", _("Withdrawn"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return queryset.filter(withdrawn_at__isnull=self.value() == "yes") if self.value() else queryset


def _withdraw(consent: Consent, user: User, answer: Any) -> object:
    return services.withdraw_consent(consent=consent, by=user)


@admin.register(Consent)
class ConsentAdmin(VerbAdmin[Consent]):
    list_display = [
        "who",
        "shown_purpose",
        "behalf",
        "force",
        moment_column("given_at", gettext_lazy("given")),
    ]
    list_filter: ClassVar = [InForceFilter, "purpose", "given_how"]
    list_select_related: ClassVar = ["person", "enterprise", "text"]
    folded_search = ("person__name",)
    search_help_text = gettext_lazy("Name of the person, in either script.")
    nothing_yet = gettext_lazy("Consents are recorded in the record of a person or of an enterprise.")
    reading_is_logged = True
    fields: ClassVar = [
        "who",
        "shown_purpose",
        "behalf",
        "force",
        "given_at",
        "given_how",
        "recorder",
        "words",
        "follows",
        "withdrawn_at",
    ]
    readonly_fields: ClassVar = ["who", "shown_purpose", "behalf", "force", "recorder", "words", "follows"]
    verbs = (
        Verb(
            "withdraw",
            gettext_lazy("Withdraw the consent"),
            _withdraw,
            lambda consent: consent.in_force,
            kind="danger",
            told=gettext_lazy("The consent is withdrawn"),
            warning=gettext_lazy(
                "What rests on it ends at once: an enterprise leaves the directory, phones and names leave its page,"
                " what makes life harder and who helps is erased, and no more text messages are sent."
            ),
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description=gettext_lazy("person"), ordering="person__name")
    def who(self, consent: Consent) -> str:
        return str(consent.person)

    @admin.display(description=gettext_lazy("for what"), ordering="purpose")
    def shown_purpose(self, consent: Consent) -> str:
        return str(consent.get_purpose_display())

    @admin.display(description=gettext_lazy("on behalf of"))
    def behalf(self, consent: Consent) -> str:
        return str(consent.enterprise) if consent.enterprise else "–"

    @admin.display(description=gettext_lazy("in force"))
    def force(self, consent: Consent) -> SafeString:
        if consent.in_force:
            return badge("success", "check", _("In force"))
        return badge("neutral", "error", _("Withdrawn"))

    @admin.display(description=gettext_lazy("recorded by"))
    def recorder(self, consent: Consent) -> str:
        return str(consent.recorded_by) if consent.recorded_by else "–"

    @admin.display(description=gettext_lazy("text agreed to"))
    def words(self, consent: Consent) -> SafeString:
        return consent.text.text.paragraphs()

    @admin.display(description=gettext_lazy("said to who withdraws it"))
    def follows(self, consent: Consent) -> str:
        """Return what the person reads beside the button on the own pages, to be read out on the phone."""
        return str(FOLLOWS[Purpose(consent.purpose)])

    def in_words(self, consent: Consent) -> str:
        return f"{consent.person}, {consent.get_purpose_display()}"


@admin.register(ConsentText)
class ConsentTextAdmin(BilingualAdminMixin, PortalModelAdmin[ConsentText]):
    """People agreed to these words, so they are never changed: a new version is added."""

    list_display = ["shown_purpose", "version", "text"]
    list_filter: ClassVar = ["purpose"]
    add_label = gettext_lazy("Add a new version")
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": ["purpose", "version", "text_sr", "text_en"],
                "description": gettext_lazy(
                    "A text cannot be changed once it is saved, because people agreed to its words. The newest version"
                    " counts for new consents."
                ),
            },
        )
    ]

    readonly_fields: ClassVar = ["serbian", "english"]

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def get_fieldsets(self, request: HttpRequest, obj: ConsentText | None = None) -> Any:
        """Ask for both texts while they are new; later quote them as they were agreed to."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        (title, options), *_others = fieldsets
        return [(title, {**options, "fields": ["purpose", "version", "serbian", "english"]})]

    @admin.display(description=gettext_lazy("text (Serbian)"))
    def serbian(self, text: ConsentText) -> SafeString:
        return quoted(text.text_sr, "sr")

    @admin.display(description=gettext_lazy("text (English)"))
    def english(self, text: ConsentText) -> SafeString | str:
        return quoted(text.text_en, "en") if text.text_en else "–"

    @admin.display(description=gettext_lazy("for what"), ordering="purpose")
    def shown_purpose(self, text: ConsentText) -> str:
        return str(text.get_purpose_display())
