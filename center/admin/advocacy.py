"""Initiatives to institutions in the admin: written in a form, moved on by buttons."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from center.admin.advocacy_forms import DocumentForm, InitiativeForm, StepForm
from center.admin.initiative_wordings import REVISE_VERB, wording_lines
from center.admin.kept_files import FileInline, FilesMixin
from center.admin_base import FoldedInline, VersionedAdmin
from center.admin_columns import NOTHING, badge, moment_and_who, two_lines
from center.admin_verbs import Verb, VerbsMixin, through
from center.base.admin_inlines import inlines_of, links_of
from center.base.bilingual_admin import BilingualAdminMixin
from center.models import AdvocacyInitiative, InitiativeDocument, InitiativeStep, Institution, User
from center.models.advocacy_words import SIGNED_WORDS
from center.refusals import ServiceRefused
from center.services import advocacy
from center.services.kept_files import add_file
from center.templatetags.center_advocacy import in_days, state_badge
from center.views.advocacy import standing

_NEEDS = "center.publish_initiative"


@admin.register(Institution)
class InstitutionAdmin(VersionedAdmin[Institution]):
    list_display = ["called", "level", "is_offered"]
    list_filter: ClassVar = ["level", "is_offered"]
    folded_search = ("name_sr", "name_en")
    add_label = _("Add an institution")
    nothing_yet = _("Add those of whom the Center asks something: the city, a ministry, a public enterprise.")
    fields: ClassVar = ["name_sr", "name_en", "level", "website", "is_offered"]

    @admin.display(description=_("name"), ordering="name_sr")
    def called(self, institution: Institution) -> str:
        return institution.name.plain


class StepInline(BilingualAdminMixin, FoldedInline[InitiativeStep]):
    """What happened, in the order of the days; words are corrected here, new steps come by the button above."""

    model = InitiativeStep
    extra = 0
    fields: ClassVar = ["text_sr", "text_en", "institution", "document"]
    ordering: ClassVar = ["day", "place"]
    description = _(
        "Correct the words here. What happened on which day stays: of a mistake take the last step back and enter it"
        " again."
    )

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the documents of this initiative alone."""
        if db_field.name == "document":
            match = request.resolver_match
            key = match.kwargs.get("object_id") if match else None
            kwargs["queryset"] = InitiativeDocument.objects.filter(initiative=key)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def row_note(self, row: InitiativeStep) -> str:
        """Say how it begins."""
        text = row.text.plain
        return text[:80] + "…" if len(text) > 80 else text  # noqa: PLR2004 -- a line


class DocumentInline(FileInline):
    model = InitiativeDocument
    file_url = "center_initiativedocument_file"


def _step(initiative: AdvocacyInitiative, user: User, clean: dict[str, Any]) -> object:
    return advocacy.record_step(initiative=initiative, by=user, **clean)


def _document(initiative: AdvocacyInitiative, user: User, clean: dict[str, Any]) -> object:
    upload = clean.pop("file")
    row = InitiativeDocument(initiative=initiative, **clean)
    return add_file(row, file=upload.file, name=upload.name, by=user)


VERBS = (
    Verb(
        "publish",
        _("Publish"),
        through(advocacy.publish_initiative, "initiative"),
        lambda initiative: not initiative.is_published,
        kind="primary",
        told=_("Everybody can follow it now"),
        needs=_NEEDS,
    ),
    Verb(
        "step",
        _("Write down what happened"),
        _step,
        lambda initiative: initiative.is_published,
        kind="primary",
        told=_("It is written down"),
        form=lambda initiative, _user, data: StepForm(initiative, data),
        needs=_NEEDS,
    ),
    Verb(
        "document",
        _("Add a document"),
        _document,
        lambda _initiative: True,
        told=_("The document is added"),
        form=lambda _initiative, _user, data: DocumentForm(data),
    ),
    REVISE_VERB,
    Verb(
        "take_back",
        _("Take the last step back"),
        lambda initiative, _user, _reason: advocacy.take_back_step(initiative=initiative),
        lambda initiative: initiative.is_published and initiative.steps.exists(),
        kind="danger",
        told=_("The step is taken back"),
        warning=_(
            "Only for a mistake: the step that was entered last goes from the public page, and the initiative stands"
            " where it stood before."
        ),
        needs=_NEEDS,
    ),
)


@admin.register(AdvocacyInitiative)
class AdvocacyInitiativeAdmin(FilesMixin, VerbsMixin[AdvocacyInitiative], VersionedAdmin[AdvocacyInitiative]):
    form = InitiativeForm
    change_form_template = "admin/center/advocacy/initiative_form.html"
    markdown = ("why_sr", "why_en")
    list_display = ["what", "badge", "since", "asked", "due"]
    list_filter: ClassVar = ["state", ("institutions", admin.RelatedOnlyFieldListFilter)]
    folded_search = ("title_sr", "title_en", "summary_sr")
    # The button on top leads there, once there is something to see.
    view_on_site = False
    add_label = _("Write an initiative")
    nothing_yet = _("Write the first one: what the Center asks, of whom, and why.")
    inlines: ClassVar = [StepInline, DocumentInline]
    verbs = VERBS
    refusals = (ServiceRefused,)
    file_model = InitiativeDocument
    file_url = "center_initiativedocument_file"
    fieldsets: ClassVar = [
        (
            _("What is asked, and of whom"),
            {
                "fields": [
                    "title_sr",
                    "title_en",
                    "slug",
                    "summary_sr",
                    "summary_en",
                    "institutions",
                    "why_sr",
                    "why_en",
                ]
            },
        ),
        (
            _("Days"),
            {
                "fields": ["signs_until", "answer_due", "due_source_sr", "due_source_en"],
                "description": _(
                    "Write a day for the answer only with its source. Without one the page says how long we have"
                    " waited, and nothing more."
                ),
            },
        ),
        (_("About this record"), {"fields": ["writing", "publication", "rewording"]}),
    ]
    readonly_fields: ClassVar = ["writing", "publication", "rewording"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[AdvocacyInitiative]:
        return (
            AdvocacyInitiative.objects.with_days()
            .with_institutions()
            .select_related("created_by", "published_by")
        )

    def get_readonly_fields(self, request: HttpRequest, obj: AdvocacyInitiative | None = None) -> Any:
        """Keep what was signed: from the first signature on it changes by its own button, which tells the signers."""
        is_signed = obj is not None and obj.wordings.exists()
        return [*self.readonly_fields, *([*SIGNED_WORDS, "institutions"] if is_signed else [])]

    def get_prepopulated_fields(self, request: Any, obj: AdvocacyInitiative | None = None) -> dict[str, Any]:
        """Propose the short name from the English title while the initiative is new."""
        return {} if obj else {"slug": ("title_en",)}

    def get_inlines(self, request: HttpRequest, obj: AdvocacyInitiative | None) -> list[Any]:
        """Show what happened, documents, and what upper apps know; a new one has nothing yet."""
        return [*super().get_inlines(request, obj), *inlines_of(AdvocacyInitiative)] if obj else []

    def versioned_lists(self) -> tuple[type[models.Model], ...]:
        """Let signatures come in while somebody writes."""
        return (InitiativeStep, InitiativeDocument)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer institutions as boxes to tick, which need no keyboard tricks."""
        kwargs.setdefault("widget", CheckboxSelectMultiple())
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field is not None:
            field.help_text = ""
        return field

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        initiative = context.get("original")
        if initiative is not None:
            context["more_links"] = links_of(AdvocacyInitiative, initiative, request.user)
            context["standing"] = standing(initiative)
        response = super().render_change_form(request, context, *args, **kwargs)
        if initiative is not None:
            response.context_data["title"] = initiative.title
        return response

    # --- saving

    def save_model(self, request: HttpRequest, obj: AdvocacyInitiative, form: Any, change: Any) -> None:
        """Write or change through the services."""
        clean, user = form.cleaned_data, request.user
        values = {name: clean[name] for name in advocacy.WRITTEN if name in clean}
        asked: Any = {"by": user}
        if "institutions" in clean:
            asked["institutions"] = list(clean["institutions"])
        saved = (
            advocacy.change_initiative(initiative=obj, **asked, **values)
            if change
            else advocacy.write_initiative(**asked, **values)
        )
        obj.__dict__.update(saved.__dict__)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        """Correct the words of steps and of documents."""
        if formset.model is InitiativeDocument:
            self.save_files(formset)
        elif formset.model is InitiativeStep:
            for step, _names in self._changed(formset):
                advocacy.correct_step(
                    step=step,
                    text_sr=step.text_sr,
                    text_en=step.text_en,
                    institution=step.institution,
                    document=step.document,
                )
        for name in ("new_objects", "changed_objects", "deleted_objects"):
            if not hasattr(formset, name):
                setattr(formset, name, [])

    def _changed(self, formset: Any) -> list[Any]:
        formset.save(commit=False)
        return list(formset.changed_objects)

    # --- columns and facts

    @admin.display(description=_("title"), ordering="title_sr")
    def what(self, initiative: AdvocacyInitiative) -> SafeString:
        return two_lines(initiative.title, "" if initiative.is_published else _("not published"))

    @admin.display(description=_("state"), ordering="state")
    def badge(self, initiative: AdvocacyInitiative) -> SafeString:
        return badge(**state_badge(initiative.state))

    @admin.display(description=_("since"))
    def since(self, initiative: Any) -> SafeString | str:
        """Say how long it has waited, or when it moved last."""
        facts = standing(initiative)
        day = initiative.submitted_on if facts["waits"] else initiative.moved_on
        if day is None:
            return NOTHING
        return two_lines(
            date_format(day, "SHORT_DATE_FORMAT"), in_days(facts["days"]) if facts["waits"] else ""
        )

    @admin.display(description=_("asked of"))
    def asked(self, initiative: AdvocacyInitiative) -> str:
        return ", ".join(each.name.plain for each in initiative.institutions.all()) or NOTHING

    @admin.display(description=_("answer due by"), ordering="answer_due")
    def due(self, initiative: Any) -> SafeString | str:
        if initiative.answer_due is None:
            return NOTHING
        late = standing(initiative)["is_overdue"]
        return two_lines(date_format(initiative.answer_due, "SHORT_DATE_FORMAT"), _("late") if late else "")

    @admin.display(description=_("written"))
    def writing(self, initiative: AdvocacyInitiative) -> str:
        return moment_and_who(initiative.created_at, initiative.created_by if initiative.pk else "")

    @admin.display(description=_("signed text changed"))
    def rewording(self, initiative: AdvocacyInitiative) -> SafeString | str:
        return wording_lines(initiative) if initiative.pk else NOTHING

    @admin.display(description=_("published"))
    def publication(self, initiative: AdvocacyInitiative) -> str:
        return moment_and_who(initiative.published_at, initiative.published_by)
