"""Forms of the public pages of the events."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from center.base.guarded_form import GuardedForm
from center.base.person_names import PersonNameField
from center.base.phone_field import PhoneField
from entrepreneurs.models import ConsentText
from events.choices import ComesAgain, QuestionKind
from events.models import Event, ProgrammeItem, Question, QuestionAnswer
from events.models.feedback import WORDS
from events.services.answers import NO, YES, Given, options_of

_BEST = 5
_LONGEST_KEY = 18


def question_fields(questions: Sequence[Question], *, by_staff: bool = False) -> dict[str, forms.Field]:
    """Return a form field for each question, by the name `question_<key>`; staff may leave any of them open."""
    return {
        f"question_{question.pk}": _field(question, required=question.is_required and not by_staff)
        for question in questions
    }


def given_answers(questions: Sequence[Question], clean: dict[str, Any]) -> list[Given]:
    """Return what a form with `question_fields` answered."""
    answers = []
    for question in questions:
        value = clean.get(f"question_{question.pk}")
        if question.kind == QuestionKind.TEXT:
            answers.append(Given(question, text=" ".join(str(value or "").split())))
        elif question.kind == QuestionKind.SOME_OF:
            answers.append(Given(question, chosen=tuple(sorted(int(each) for each in value or ()))))
        else:
            answers.append(Given(question, chosen=(int(value),) if value else ()))
    return answers


def _field(question: Question, *, required: bool) -> forms.Field:
    common: dict[str, Any] = {
        "label": question.text.plain,
        "help_text": question.help.plain,
        "required": required,
    }
    if question.kind == QuestionKind.TEXT:
        return forms.CharField(max_length=QuestionAnswer.LENGTH, **common)
    if question.kind == QuestionKind.YES_NO:
        choices = [(str(YES), _("Yes")), (str(NO), _("No"))]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
    options = [(str(place), option) for place, option in enumerate(options_of(question))]
    if question.kind == QuestionKind.ONE_OF:
        return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **common)
    return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **common)


class RegisterForm(GuardedForm):
    """Who comes to an event, with how many people, and the answers to its questions."""

    name = PersonNameField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name, so that we know who is coming.")},
    )
    phone = PhoneField(
        label=_("Phone"),
        required=False,
        help_text=_("One of the two is enough: a phone number or an email address."),
    )
    email = forms.EmailField(
        label=_("Email"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("With an email address you also get an email with the details and your pass."),
    )
    size = forms.IntegerField(
        label=_("How many people come?"),
        min_value=1,
        initial=1,
        help_text=_("Yourself included. You need not give the names of the others."),
        error_messages={"required": _("Write how many people come.")},
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    organisation = forms.CharField(
        label=_("Organisation or school"),
        required=False,
        max_length=120,
        help_text=_("Only if you come for one."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    items = forms.MultipleChoiceField(
        label=_("What would you like to take part in?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("These parts have places of their own. You can choose later too."),
    )
    another_person = forms.BooleanField(
        label=_("This is another person with the same name"),
        required=False,
        error_messages={"required": _("Say whether this is another person.")},
    )
    # Which words the person read: its key.
    read = forms.CharField(required=False, widget=forms.HiddenInput, max_length=_LONGEST_KEY)

    def __init__(
        self,
        data: Any = None,
        *,
        event: Event,
        questions: Sequence[Question],
        items: Sequence[tuple[ProgrammeItem, str]] = (),
    ) -> None:
        super().__init__(data)
        self.questions, self.offered_items = questions, [item for item, _words in items]
        size: Any = self.fields["size"]
        if event.most_together > 1:
            size.max_value = event.most_together
            size.widget.attrs |= {"min": 1, "max": event.most_together}
        else:
            del self.fields["size"], self.fields["organisation"]
        self.fields |= question_fields(questions)
        choices: Any = self.fields["items"]
        choices.choices = [(str(item.pk), words) for item, words in items]
        if not items:
            del self.fields["items"]
        self._another_person = self.fields.pop("another_person")
        if "another_person" in self.data:
            self.ask_whether_another()

    def ask_whether_another(self) -> None:
        """Show the box by which somebody says that this is not the person who is on the list already."""
        self.fields["another_person"] = self._another_person

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if {"phone", "email"} & set(self.errors) or data.get("phone") or data.get("email"):
            return data
        self.add_error("phone", _("Give a phone number or an email address, so that we can reach you."))
        return data

    @property
    def chosen_items(self) -> list[ProgrammeItem]:
        chosen = set(self.cleaned_data.get("items", []))
        return [item for item in self.offered_items if str(item.pk) in chosen]

    @property
    def answers(self) -> list[Given]:
        return given_answers(self.questions, self.cleaned_data)

    def consent(self, newest: ConsentText | None) -> ConsentText | None:
        """Return the words to which the person agrees by sending the form: those that were shown, else the newest."""
        key = self.cleaned_data.get("read", "")
        if newest is None or not key.isdecimal() or not key.isascii():
            return newest
        shown = ConsentText.objects.filter(pk=int(key), purpose=newest.purpose).first()
        return shown or newest


class SizeForm(forms.Form):
    """With how many people somebody who has registered comes."""

    size = forms.IntegerField(
        label=_("How many people come?"),
        min_value=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": _("Write how many people come.")},
    )


class FeedbackForm(GuardedForm):
    """How an event was, in a minute and without a name."""

    score = forms.TypedChoiceField(
        label=_("How was it?"),
        coerce=int,
        choices=[
            (5, _("5: very good")),
            (4, _("4: good")),
            (3, _("3: so so")),
            (2, _("2: not good")),
            (1, _("1: bad")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it was.")},
    )
    good = forms.CharField(
        label=_("What was good?"), required=False, max_length=WORDS, widget=forms.Textarea(attrs={"rows": 3})
    )
    better = forms.CharField(
        label=_("What should be better?"),
        required=False,
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Please write no names, yours neither."),
    )
    comes_again = forms.ChoiceField(
        label=_("Would you come again?"), required=False, choices=ComesAgain, widget=forms.RadioSelect
    )
