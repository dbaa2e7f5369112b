"""Changing the text of an initiative that enterprises have signed: the page says first how many are told."""

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from center.admin_columns import NOTHING, moment_and_who
from center.admin_verbs import Verb
from center.base import signers
from center.models import AdvocacyInitiative, Institution, User
from center.services import wordings


def _line() -> forms.TextInput:
    """Return a field as wide as the page: these are sentences."""
    return forms.TextInput(attrs={"class": "vTextField"})


class RevisionForm(forms.Form):
    """The words of a signed initiative, and why they change."""

    title_sr = forms.CharField(label=_("Title (Serbian)"), max_length=160, widget=_line())
    title_en = forms.CharField(label=_("Title (English)"), max_length=160, required=False, widget=_line())
    summary_en = forms.CharField(
        label=_("What we ask (English)"), max_length=300, required=False, widget=_line()
    )
    why_sr = forms.CharField(
        label=_("Why (Serbian)"), max_length=12000, required=False, widget=forms.Textarea(attrs={"rows": 12})
    )
    why_en = forms.CharField(
        label=_("Why (English)"), max_length=12000, required=False, widget=forms.Textarea(attrs={"rows": 12})
    )
    institutions = forms.ModelMultipleChoiceField(
        label=_("asked of"),
        queryset=Institution.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    reason_sr = forms.CharField(
        label=_("Why the text is changed (Serbian)"),
        max_length=300,
        widget=_line(),
        help_text=_("Everybody can read it, and it stands in the letter to those who signed."),
    )
    reason_en = forms.CharField(
        label=_("Why the text is changed (English)"), max_length=300, required=False, widget=_line()
    )

    def __init__(self, initiative: AdvocacyInitiative, data: Any) -> None:
        asked = [each.pk for each in initiative.institutions.all()]
        words = {name: getattr(initiative, name) for name in wordings.REVISABLE}
        super().__init__(data, initial={**words, "institutions": asked})
        offered = Institution.objects.filter(is_offered=True) | Institution.objects.filter(pk__in=asked)
        choices: Any = self.fields["institutions"]
        choices.queryset = offered.order_by("name_sr")
        number = signers.number_of(initiative)
        self.consequences = [
            _("What we ask stays as it was signed: %(words)s") % {"words": initiative.summary.plain},
            ngettext(
                "%(count)d enterprise signed. It gets a letter about the change at once, and its signature stays one"
                " to the earlier text.",
                "%(count)d enterprises signed. They get a letter about the change at once, and their signatures stay"
                " those to the earlier text.",
                number,
            )
            % {"count": number},
        ]


def _revise(initiative: AdvocacyInitiative, user: User, clean: dict[str, Any]) -> object:
    return wordings.revise_initiative(initiative=initiative, by=user, **clean)


REVISE_VERB = Verb(
    "revise",
    _("Change the signed text"),
    _revise,
    lambda initiative: initiative.wordings.exists(),
    told=_("The new text is public, and those who signed are told"),
    form=lambda initiative, _user, data: RevisionForm(initiative, data),
    needs="center.publish_initiative",
)


def wording_lines(initiative: AdvocacyInitiative) -> SafeString | str:
    """Return each change of the signed words in a line: when, by whom, why. One query."""
    rows = initiative.wordings.filter(number__gt=1).select_related("written_by")
    lines = [(each.reason.plain, moment_and_who(each.written_at, each.written_by)) for each in rows]
    if not lines:
        return NOTHING
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}<br>{}</li>", lines))
