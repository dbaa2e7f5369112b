"""Notes of a case: reading one is written down, correcting it is a verb."""

from typing import ClassVar

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, pgettext_lazy

from center.admin_columns import NOTHING
from center.admin_verbs import Verb
from center.base.shown_text import quoted
from consultations import services
from consultations.admin import case_forms as forms
from consultations.admin.case_parts import CasePartAdmin, HiddenMixin, when_and_who
from consultations.models import CaseNote


@admin.register(CaseNote)
class CaseNoteAdmin(HiddenMixin, CasePartAdmin[CaseNote]):
    list_display = ["__str__", "case_link", "written"]
    list_select_related: ClassVar = ["case__person", "written_by", "corrected_by"]
    reading_is_logged = True
    fieldsets: ClassVar = [(None, {"fields": ["case_link", "about", "words", "written", "correction"]})]
    readonly_fields: ClassVar = ["case_link", "about", "words", "written", "correction"]
    verbs = (
        Verb(
            "correct",
            gettext_lazy("Correct the note"),
            lambda note, user, clean: services.correct_note(
                note=note, text=clean["text"], seen=clean["seen"], by=user
            ),
            lambda note: bool(note.text),
            told=gettext_lazy("The note is corrected"),
            form=lambda note, _user, data: forms.CorrectionForm(note, data),
        ),
    )

    @admin.display(description=gettext_lazy("about the visit"))
    def about(self, note: CaseNote) -> str:
        return forms.visit_label(note.visit) if note.visit else NOTHING

    @admin.display(description=pgettext_lazy("of an advisor", "note"))
    def words(self, note: CaseNote) -> SafeString:
        return quoted(note.text)

    @admin.display(description=gettext_lazy("written"), ordering="written_at")
    def written(self, note: CaseNote) -> str:
        return when_and_who(note.written_at, note.written_by)

    @admin.display(description=gettext_lazy("corrected"))
    def correction(self, note: CaseNote) -> str:
        return when_and_who(note.corrected_at, note.corrected_by) if note.corrected_at else NOTHING
