"""Grants: who gives the money, for which time, and what has to be said about it."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.images import get_image_dimensions
from django.db import models
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from center import funding
from center.admin_base import FoldedInline, VersionedAdmin
from center.admin_columns import badge, two_lines
from center.base.bilingual_admin import BilingualAdminMixin
from center.base.money import shown_money
from center.base.pictures.fields import LogoField
from center.models import Grant, GrantBudget, GrantLogo

# Twice the largest size at which a mark is shown.
_BOX = (480, 240)


class LogoForm(forms.ModelForm):  # type: ignore[type-arg]  # the stubs' generic base cannot be subscripted at runtime
    image = LogoField(
        box=_BOX,
        label=gettext_lazy("logo"),
        help_text=gettext_lazy(
            "PNG, JPEG or WebP up to 2 MB, at least 480 pixels wide or 240 high, without a frame: clear space is added."
        ),
    )

    def clean_image(self) -> Any:
        """Refuse what is too small to be printed; a saved file was judged when it came."""
        image = self.cleaned_data.get("image")
        if isinstance(image, ContentFile):
            width, height = get_image_dimensions(image)
            if (width or 0) < _BOX[0] and (height or 0) < _BOX[1]:
                raise ValidationError(
                    _("This logo is too small to be printed: %(width)s × %(height)s pixels."),
                    code="small",
                    params={"width": width, "height": height},
                )
        return image


class LogoInline(BilingualAdminMixin, FoldedInline[GrantLogo]):
    model = GrantLogo
    form = LogoForm
    extra = 0
    description = gettext_lazy(
        "The files that the donor gives for this. They stand in a row of one height, the emblem of the European Union"
        " first, on white."
    )
    fields: ClassVar = ["kind", "name_sr", "name_en", "image", "position"]

    def row_note(self, row: GrantLogo) -> str:
        return str(row.get_kind_display())


class BudgetInline(FoldedInline[GrantBudget]):
    model = GrantBudget
    extra = 0
    description = gettext_lazy(
        "For a grant of more than a year, as the agreement parts it: files by the standard of IATI want budgets of at"
        " most a year, and what is not entered is not said there."
    )
    fields: ClassVar = ["first", "last", "amount"]

    def row_note(self, row: GrantBudget) -> str:
        return shown_money(row.amount, row.grant.currency)


@admin.register(Grant)
class GrantAdmin(VersionedAdmin[Grant]):
    markdown = ("about_sr", "about_en")
    list_display = ("named", "given_by", "period", "state_badge")
    list_filter = ("is_shown_everywhere",)
    date_hierarchy = "first_day"
    folded_search = ("code", "title_sr", "title_en", "donor_sr", "donor_en", "programme_sr", "agreement")
    nothing_yet = gettext_lazy("Records count for a grant by their days, also those entered before it.")
    inlines: ClassVar = [BudgetInline, LogoInline]
    readonly_fields = ("preview",)
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": [
                    "title_sr",
                    "title_en",
                    "code",
                    "donor_sr",
                    "donor_en",
                    "programme_sr",
                    "programme_en",
                    "agreement",
                    ("first_day", "last_day"),
                    ("budget", "currency"),
                    "about_sr",
                    "about_en",
                ],
                "description": gettext_lazy(
                    "Events, visits, cases, surveys and news of these days count for the grant by themselves; on the"
                    " page of each you can choose otherwise."
                ),
            },
        ),
        (
            gettext_lazy("What has to be seen"),
            {
                "fields": [
                    "preview",
                    "shows_eu_emblem",
                    "disclaimer_sr",
                    "disclaimer_en",
                    "is_shown_everywhere",
                    "is_public",
                    "visibility_rules",
                ],
                "description": gettext_lazy(
                    "This stands on pages, papers and files together with the logos below."
                ),
            },
        ),
        (gettext_lazy("Proof"), {"fields": ["evidence_until"]}),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Grant | None = None) -> Any:
        """Show the block once there is something to show."""
        found = super().get_fieldsets(request, obj)
        if obj is not None:
            return found
        return [
            (title, {**options, "fields": [name for name in options["fields"] if name != "preview"]})
            for title, options in found
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Grant | None = None) -> Any:
        """Fix the code of a saved grant: files and addresses carry it."""
        return [*super().get_readonly_fields(request, obj), *(["code"] if obj else [])]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Grant]:
        return Grant.objects.all()

    @admin.display(description=gettext_lazy("as it is shown"))
    def preview(self, grant: Grant) -> SafeString:
        return render_to_string("components/visibility.html", {"funding": [funding.of_grant(grant)]})

    @admin.display(description=gettext_lazy("grant"), ordering="title_sr")
    def named(self, grant: Grant) -> SafeString:
        return two_lines(grant.title, grant.code)

    @admin.display(description=gettext_lazy("donor"), ordering="donor_sr")
    def given_by(self, grant: Grant) -> SafeString:
        return two_lines(grant.donor, grant.budget_in_words)

    @admin.display(description=gettext_lazy("days"), ordering="first_day")
    def period(self, grant: Grant) -> str:
        return grant.period_in_words

    @admin.display(description=gettext_lazy("state"))
    def state_badge(self, grant: Grant) -> SafeString:
        today = timezone.localdate()
        if grant.runs_on(today):
            return badge("success", "check", pgettext("state of a grant", "runs now"))
        if grant.first_day > today:
            return badge("info", "clock", pgettext("state of a grant", "to come"))
        return badge("quiet", "check", pgettext("state of a grant", "over"))
