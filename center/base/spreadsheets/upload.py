"""The field by which staff bring a table."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class TableField(forms.FileField):
    """A workbook or a text file of at most so many megabytes; what is in it says `read_table`."""

    widget = forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"})

    def __init__(self, *, megabytes: int, **kwargs: Any) -> None:
        super().__init__(**{"label": gettext_lazy("File"), **kwargs})
        self.megabytes = megabytes

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if isinstance(upload, UploadedFile) and (upload.size or 0) > self.megabytes * 1024**2:
            raise ValidationError(
                _("The file is larger than %(most)s MB. Keep only the sheet with the list in it.")
                % {"most": self.megabytes}
            )
        return upload
