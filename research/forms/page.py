"""One page of a questionnaire as a form, made of what is asked of this person."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from center.base.guarded_form import ReadableForm
from center.base.shown_text import ShownText
from research.definition import OTHER, Definition, Group, Item, Kind, Question
from research.forms.fields import LONGEST_TEXT, NOTHING, OpenCharField, field_for
from research.interview import Course, Page, piped, problems
from research.interview.piping import REFERENCE
from research.interview.problems import is_offered, is_required

_TABLE = "table-list"


@dataclass
class Part:
    """What the page shows at one place: a note, a question with its field, or a group with its parts."""

    kind: str
    label: ShownText | str
    hint: ShownText | str = ""
    answer: BoundField | None = None
    other: BoundField | None = None
    required: bool = False
    # How its answers lie: "likert" beside one another where there is room, "scale" always.
    layout: str = ""
    parts: list["Part"] = field(default_factory=list)
    # Of a grid: the answers that stand above the columns.
    columns: list[Any] = field(default_factory=list)


class PageForm(ReadableForm):
    """The questions of one page that are asked, given the answers so far.

    What is asked may follow from answers of the same page: what was sent is read first, and what is asked is worked
    out of that. `has_new` says that questions came up which the person has not seen: they are shown before going on.
    After `is_valid`, `answers` holds the plain answers of this page.
    """

    use_required_attribute = False
    # Whoever types in from paper sees all questions at once, and leaves open what was left open there.
    is_entry = False
    # The names of the questions that stood on the page.
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60_000)

    def __init__(
        self,
        data: Any = None,
        *,
        page: Page,
        definition: Definition,
        answers: Mapping[str, Any],
        now: datetime,
    ) -> None:
        super().__init__(data, label_suffix="")
        self.page, self.definition, self.now = page, definition, now
        self.has_new = False
        self.answers: dict[str, Any] = {}
        self.earlier = {name: value for name, value in answers.items() if name not in page.names}
        self._shown = dict(answers)
        self.course = Course(definition, answers, now=now)
        for question in page.questions:
            self._add(question, all_choices=self.is_bound)
        if not self.is_bound:
            self._begin()

    def _begin(self) -> None:
        """Show what was answered before, and defaults where nothing was."""
        for question in self.page.questions:
            if question.name not in self.fields:
                continue
            value = self._shown.get(question.name)
            if value is None and question.name not in self._shown and not self.is_entry:
                value = self.course.default_of(question)
            is_left_open = value is None and question.name in self._shown
            self.initial[question.name] = NOTHING if is_left_open and _is_ticked(self, question) else value
            if question.or_other:
                self.initial[question.other_name] = self._shown.get(question.other_name)
        self._leave_asked()

    def _add(self, question: Question, *, all_choices: bool) -> None:
        if question.kind == Kind.NOTE:
            return
        # On one screen the answer that others hang on is not there yet.
        every = all_choices or self.is_entry
        offered = self.definition.choices_of(question) if every else self.course.offered(question)
        required = is_required(self.course, question)
        self.fields[question.name] = field_for(
            question,
            offered,
            label=piped(self.course, question.label),
            # The template of hints lets HTML through, since those of other forms are ours.
            hint=piped(self.course, question.hint).__html__(),
            required=required and not all_choices,
        )
        if question.or_other:
            self.fields[question.other_name] = OpenCharField(
                label=_("Other: which?"),
                required=False,
                max_length=LONGEST_TEXT,
                widget=forms.TextInput(attrs={"class": "form-control"}),
            )

    def _leave_asked(self) -> None:
        """Take away what is not asked, and keep the place of the rest; say which questions stand there."""
        for question in self.page.questions:
            if not self.is_entry and not self.course.is_asked(question.name):
                self.fields.pop(question.name, None)
                self.fields.pop(question.other_name, None)
        self.fields["seen"].initial = ",".join(
            question.name
            for question in self.page.questions
            if self.is_entry or self.course.is_asked(question.name)
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        read = {name: value for name, value in data.items() if name != "seen"}
        self.course = Course(self.definition, {**self.earlier, **read}, now=self.now)
        seen = set(data.get("seen", "").split(","))
        asked = [question for question in self.page.questions if self.course.is_asked(question.name)]
        fresh = set() if self.is_entry else {question.name for question in asked} - seen
        self.has_new = bool(fresh)
        for question in self.page.questions:
            if question not in asked:
                for name in (question.name, question.other_name):
                    self.errors.pop(name, None)
                    read.pop(name, None)
        self._leave_what_is_offered(asked, read)
        self.course = Course(self.definition, {**self.earlier, **read}, now=self.now)
        right = [each.name for each in asked if each.name not in self.errors]
        for problem in problems(self.course, right, may_be_open=self.is_entry):
            if problem.name not in fresh:
                self.add_error(problem.name, problem.message)
        self.answers = {
            question.name: read.get(question.name) for question in asked if question.kind != Kind.NOTE
        }
        for question in asked:
            if question.or_other and _is_other(read.get(question.name)):
                self.answers[question.other_name] = read.get(question.other_name)
        self._show_again()
        return data

    def _leave_what_is_offered(self, asked: list[Question], read: dict[str, Any]) -> None:
        """Refuse choices that the answers of this page take away again."""
        for question in asked:
            value = read.get(question.name)
            if value is not None and not is_offered(self.course, question, value):
                read[question.name] = None
                self.add_error(
                    question.name, _("This answer does not go with the others. Please choose again.")
                )

    def _show_again(self) -> None:
        """Make the fields for the page as it is now, should it be shown again."""
        self._bound_fields_cache.clear()  # type: ignore[attr-defined]  # of Django's forms
        for question in self.page.questions:
            if question.kind != Kind.NOTE:
                self._add(question, all_choices=False)
        self._leave_asked()
        # What stands there now is what has been seen next time.
        self.data = self.data.copy() if hasattr(self.data, "copy") else dict(self.data)
        self.data["seen"] = self.fields["seen"].initial

    @property
    def depends_on_itself(self) -> bool:
        """Whether answers of this page change what it asks or offers, so that a script may ask at once."""
        texts = [text for each in _with_groups(self.page.items) for text in each]
        return not self.page.names.isdisjoint(name for text in texts for name in REFERENCE.findall(text))

    @property
    def group_label(self) -> ShownText | str:
        """The heading of the page; a grid carries its own."""
        return piped(self.course, self.page.group.label) if self.page.group and not self._is_grid else ""

    @property
    def group_hint(self) -> ShownText | str:
        return piped(self.course, self.page.group.hint) if self.page.group and not self._is_grid else ""

    @property
    def _is_grid(self) -> bool:
        return self.page.group is not None and _is_table(self.page.group, self)

    @property
    def parts(self) -> list[Part]:
        """What the page shows, in its order."""
        shown = list(self._parts(self.page.items))
        if self.page.group is not None and _is_table(self.page.group, self):
            return [self._grid(self.page.group, shown)]
        return shown

    def _parts(self, items: tuple[Item, ...]) -> Iterator[Part]:
        for item in items:
            if isinstance(item, Group):
                inner = list(self._parts(item.items))
                if not inner:
                    continue
                if _is_table(item, self):
                    yield self._grid(item, inner)
                else:
                    yield Part(
                        "group", piped(self.course, item.label), piped(self.course, item.hint), parts=inner
                    )
            elif item.kind == Kind.NOTE:
                if self.course.is_asked(item.name):
                    yield Part("note", piped(self.course, item.label), piped(self.course, item.hint))
            elif item.name in self.fields:
                yield Part(
                    "question",
                    piped(self.course, item.label),
                    piped(self.course, item.hint),
                    answer=self[item.name],
                    other=self[item.other_name] if item.or_other else None,
                    required=is_required(self.course, item),
                    layout="scale"
                    if item.kind == Kind.RANGE
                    else "likert"
                    if "likert" in item.appearance
                    else "",
                )

    def _grid(self, group: Group, inner: list[Part]) -> Part:
        first = next(part.answer for part in inner if part.answer is not None)
        columns = [label for _code, label in first.field.choices]  # type: ignore[attr-defined]  # choosing fields
        return Part(
            "grid",
            piped(self.course, group.label),
            piped(self.course, group.hint),
            parts=inner,
            columns=columns,
        )


def _is_table(group: Group, form: PageForm) -> bool:
    """Whether a group can be shown as a grid: single choices of one list, and nothing else."""
    if _TABLE not in group.appearance:
        return False
    if not all(isinstance(item, Question) and item.kind == Kind.SELECT_ONE for item in group.items):
        return False
    questions = [item for item in group.items if isinstance(item, Question) and item.name in form.fields]
    fields = [form.fields[question.name] for question in questions]
    columns = {tuple(getattr(field, "choices", ())) for field in fields}
    # A list to choose from has no circles, and what "other" means has no place in a row.
    has_circles = all(isinstance(field.widget, forms.RadioSelect) for field in fields)
    return len(columns) == 1 and has_circles and not any(question.or_other for question in questions)


def _is_ticked(form: PageForm, question: Question) -> bool:
    return isinstance(form.fields[question.name].widget, forms.RadioSelect)


def _is_other(answer: Any) -> bool:
    return answer == OTHER or (isinstance(answer, list) and OTHER in answer)


def _with_groups(items: tuple[Item, ...]) -> Iterator[tuple[str, ...]]:
    for item in items:
        if isinstance(item, Group):
            yield (item.relevant,)
            yield from _with_groups(item.items)
        else:
            yield (item.relevant, item.choice_filter, *item.label.values(), *item.hint.values())
