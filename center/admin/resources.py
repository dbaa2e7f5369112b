"""Guides, law, document templates and links in the admin."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from center.admin.sourced import (
    ARCHIVE,
    CHECKED,
    HAPPENED,
    PUT_BACK,
    SOURCE,
    DueFilter,
    SourcedAdmin,
    publish,
)
from center.admin_base import FoldedInline, Row
from center.admin_columns import two_lines
from center.admin_verbs import Verb
from center.admin_versions import VersionedForm
from center.base.bilingual_admin import BilingualAdminMixin
from center.choices import Language
from center.choices.resources import ContentState, ResourceKind
from center.models import Resource, ResourceFile, ResourceStep, Term, User
from center.services import resource_files, resources, sourced


class FileForm(forms.Form):
    """A new version of the file of a template."""

    upload = forms.FileField(
        label=_("file"),
        widget=forms.FileInput(attrs={"accept": ".docx,.odt,.xlsx,.pdf"}),
        help_text=_("A document to fill in: .docx, .odt, .xlsx or .pdf, without macros."),
    )
    language = forms.ChoiceField(
        label=_("language"),
        choices=Language,
        help_text=_(
            "A file in the same language takes the place of the one before, which stays for the history."
        ),
    )

    def clean_upload(self) -> Any:
        """Judge the file by what is in it, before anything is kept."""
        upload = self.cleaned_data["upload"]
        resource_files.template_kind(upload)
        return upload


class TakeBackForm(forms.Form):
    """Which file is given to nobody any more."""

    file = forms.ModelChoiceField(
        label=_("file"), queryset=ResourceFile.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, resource: Resource, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["file"]
        field.queryset = resource.files.filter(replaced_at=None)


def _add_file(resource: Resource, user: User, clean: dict[str, Any]) -> object:
    upload = clean["upload"]
    return resource_files.add_file(
        resource=resource, file=upload, name=upload.name, language=clean["language"], by=user
    )


VERBS = (
    publish(resources.publish_resource, "resource"),
    CHECKED,
    Verb(
        "add_file",
        _("Add a file"),
        _add_file,
        lambda resource: resource.kind == ResourceKind.TEMPLATE and not resource.is_archived,
        told=_("The file is there to be taken away"),
        form=lambda _resource, _user, data: FileForm(data),
    ),
    Verb(
        "take_back_file",
        _("Take a file back"),
        lambda _resource, user, clean: resource_files.take_back_file(file=clean["file"], by=user),
        lambda resource: resource.kind == ResourceKind.TEMPLATE and not resource.is_archived,
        told=_("The file is given to nobody any more"),
        form=lambda resource, _user, data: TakeBackForm(resource, data),
    ),
    ARCHIVE,
    PUT_BACK,
)


class WordsForm(VersionedForm):
    """Offers words of the glossary: those that are not archived, and those that the record names already."""

    words: ClassVar = "terms"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.words in self.fields:
            field: Any = self.fields[self.words]
            field.queryset = self._offered()

    def _offered(self) -> "models.QuerySet[Term]":
        offered = models.Q(state__in=[ContentState.DRAFT, ContentState.PUBLISHED])
        record: Any = self.instance
        if record.pk is not None:
            offered |= models.Q(pk__in=getattr(record, self.words).values("pk"))
        return Term.objects.filter(offered)


class StepInline(BilingualAdminMixin, FoldedInline[ResourceStep]):
    """Steps of a guide, in the order in which people do them."""

    model = ResourceStep
    extra = 1
    description = _("For guides: one thing to do in each step. The page numbers them.")
    fields: ClassVar = ["title_sr", "title_en", "body_sr", "body_en", "position"]


class WordsAdmin(SourcedAdmin[Row]):
    """Offers words of the glossary as ticks: a list in which several are chosen needs a key held down."""

    form = WordsForm

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)


@admin.register(Resource)
class ResourceAdmin(WordsAdmin[Resource]):
    list_display = ["what", "badge", "checked"]
    list_filter: ClassVar = ["kind", "state", DueFilter]
    folded_search = ("title_sr", "title_en", "summary_sr", "body_sr")
    add_label = _("Write a guide or add a document")
    nothing_yet = _("Guides, law explained, document templates and links to good pages stand here.")
    inlines: ClassVar = [StepInline]
    markdown = ("body_sr", "body_en")
    prepopulated_fields: ClassVar = {"slug": ("title_en",)}
    verbs = VERBS
    written = resources.WRITTEN
    fieldsets: ClassVar = [
        (
            _("What people read"),
            {
                "fields": [
                    "kind",
                    "title_sr",
                    "title_en",
                    "slug",
                    "summary_sr",
                    "summary_en",
                    "body_sr",
                    "body_en",
                    "terms",
                ]
            },
        ),
        SOURCE,
        HAPPENED,
    ]

    def write_text(self, user: User, values: dict[str, Any]) -> Resource:
        return resources.write_resource(by=user, **values)

    def change_text(self, record: Resource, user: User, values: dict[str, Any]) -> Resource:
        return resources.change_resource(resource=record, by=user, **values)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Save the steps and the words; the page is another one then."""
        super().save_related(request, form, formsets, change)
        if "terms" in form.changed_data or any(formset.has_changed() for formset in formsets):
            resources.touch_resource(resource=form.instance)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        resource = context.get("original")
        if resource is not None and resource.kind == ResourceKind.TEMPLATE:
            context["files"] = list(resource.files.select_related("added_by").order_by("-added_at", "-pk"))
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=_("title"), ordering="title_sr")
    def what(self, resource: Resource) -> SafeString:
        return two_lines(resource.title, resource.get_kind_display())


class TermForm(WordsForm):
    """A word of the glossary, which offers other words to see also, but not itself."""

    words = "see_also"

    def _offered(self) -> "models.QuerySet[Term]":
        return super()._offered().exclude(pk=self.instance.pk)

    def _save_m2m(self) -> None:
        term: Any = self.instance
        resources.relate_terms(term=term, others=self.cleaned_data["see_also"])


@admin.register(Term)
class TermAdmin(WordsAdmin[Term]):
    form = TermForm
    list_display = ["what", "badge", "checked"]
    list_filter: ClassVar = ["state", DueFilter]
    folded_search = ("word_sr", "word_en", "short_sr", "definition_sr")
    add_label = _("Explain a word")
    nothing_yet = _("Words that people may not know stand here, each explained in a sentence.")
    markdown = ("definition_sr", "definition_en")
    prepopulated_fields: ClassVar = {"slug": ("word_en",)}
    verbs = (publish(sourced.publish, "record"), CHECKED, ARCHIVE, PUT_BACK)
    written = resources.WRITTEN_TERM
    fieldsets: ClassVar = [
        (
            _("What people read"),
            {
                "fields": [
                    "word_sr",
                    "word_en",
                    "slug",
                    "short_sr",
                    "short_en",
                    "definition_sr",
                    "definition_en",
                    "see_also",
                ]
            },
        ),
        SOURCE,
        HAPPENED,
    ]

    def write_text(self, user: User, values: dict[str, Any]) -> Term:
        return resources.write_term(by=user, **values)

    def change_text(self, record: Term, user: User, values: dict[str, Any]) -> Term:
        return resources.change_term(term=record, by=user, **values)

    @admin.display(description=_("word"), ordering="word_sr")
    def what(self, term: Term) -> SafeString:
        return two_lines(term.word, term.short)

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        """Keep the short name of a public word: links hold it."""
        fields = list(super().get_readonly_fields(request, obj))
        return [*fields, "slug"] if getattr(obj, "published_at", None) else fields
