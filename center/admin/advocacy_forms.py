"""The forms of initiatives: what is written, what happened, and documents."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminDateWidget
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin_versions import VersionedForm
from center.base.file_kinds import ACCEPTED, kind_of
from center.models import AdvocacyInitiative, InitiativeDocument, Institution
from center.services.advocacy import fitting_kinds
from center.services.kept_files import most_bytes


class InitiativeForm(VersionedForm):
    """What staff write of an initiative; an institution that is offered no more stays where it was chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "institutions" in self.fields:
            field: Any = self.fields["institutions"]
            offered = Institution.objects.filter(is_offered=True)
            chosen = Institution.objects.none()
            if self.instance.pk:
                chosen = Institution.objects.filter(initiatives=self.instance.pk)
            field.queryset = (offered | chosen).distinct().order_by("name_sr")


def _words(rows: int, label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": rows, "cols": 60}), **more
    )


class StepForm(forms.Form):
    """What happened, on which day, in a few sentences."""

    kind = forms.ChoiceField(label=gettext_lazy("What happened"))
    day = forms.DateField(
        label=gettext_lazy("Day"),
        widget=AdminDateWidget,
        initial=timezone.localdate,
        help_text=gettext_lazy("The day on which it happened, also if that is some time ago."),
    )
    institution = forms.ModelChoiceField(
        label=gettext_lazy("Institution"), queryset=Institution.objects.none(), required=False
    )
    text_sr = _words(
        4,
        gettext_lazy("In a few sentences (Serbian)"),
        help_text=gettext_lazy("Everybody can read it. Name offices, not their people."),
    )
    text_en = _words(4, gettext_lazy("In a few sentences (English)"), required=False)
    document: Any = forms.ModelChoiceField(
        label=gettext_lazy("Document"),
        queryset=InitiativeDocument.objects.none(),
        required=False,
        help_text=gettext_lazy("Of those that were added to this initiative."),
    )

    class Media:
        css: ClassVar = {"all": ["admin/css/forms.css"]}

    def __init__(self, initiative: AdvocacyInitiative, data: Any) -> None:
        super().__init__(data)
        fields: Any = self.fields
        fields["kind"].choices = [
            ("", "---------"),
            *((kind.value, kind.label) for kind in fitting_kinds(initiative)),
        ]
        fields["institution"].queryset = Institution.objects.filter(initiatives=initiative).order_by(
            "name_sr"
        )
        fields["document"].queryset = initiative.documents.all()


class DocumentForm(forms.Form):
    """A file with a label."""

    file = forms.FileField(label=gettext_lazy("File"), widget=forms.FileInput(attrs={"accept": ACCEPTED}))
    label_sr = forms.CharField(
        label=gettext_lazy("What it is (Serbian)"),
        max_length=160,
        help_text=gettext_lazy("Such as: the letter as it was submitted, the answer of the institution."),
    )
    label_en = forms.CharField(label=gettext_lazy("What it is (English)"), max_length=160, required=False)
    is_public = forms.BooleanField(
        label=gettext_lazy("Everybody may read it"),
        required=False,
        help_text=gettext_lazy(
            "Look first whether it names people, or shows signatures, addresses or numbers of theirs."
        ),
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["file"].help_text = _(
            "PDF, picture (JPEG, PNG), document (.docx, .odt, .txt) or workbook (.xlsx), at most %(size)s MB and"
            " without macros."
        ) % {"size": settings.DOCUMENT_MEGABYTES}

    def clean_file(self) -> Any:
        """Judge the file by what is in it, before anything is kept."""
        upload = self.cleaned_data["file"]
        kind_of(upload.file, most_bytes=most_bytes())
        return upload
