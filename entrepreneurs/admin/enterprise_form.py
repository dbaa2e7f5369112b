"""The form of an enterprise: identity and profile."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.base.point_field import PointField, PointForm
from entrepreneurs.admin.duplicates import NewEnterpriseForm
from entrepreneurs.choices import SpokenLanguage
from entrepreneurs.models import FormerSlug


class EnterpriseForm(PointForm, NewEnterpriseForm):
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("languages"),
        choices=SpokenLanguage,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("In which customers are served."),
    )
    point = PointField(
        label=gettext_lazy("point on the map"),
        help_text=gettext_lazy(
            "Where customers come; shown on the public map. Two numbers, latitude first, or the address of a place"
            " copied from any map on the internet. Leave it empty if nobody should come."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        slug = self.fields.get("slug")
        if slug is not None and self.instance.pk is None:
            slug.required = False
            slug.help_text = _("Leave it empty: it is made of the name.")

    def clean_slug(self) -> str:
        """Refuse an address that already leads to another enterprise."""
        slug: str = self.cleaned_data["slug"]
        leads_away = FormerSlug.objects.filter(slug=slug).exclude(enterprise=self.instance.pk)
        if slug and leads_away.exists():
            raise ValidationError(_("This address leads to another enterprise."))
        return slug
