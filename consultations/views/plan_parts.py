"""What the pages of a plan show of it, to the person and to the advisors alike: blocks, budget, talks about both."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from center.base import word_diff
from center.base.shown_text import quoted_html
from consultations.budgets import Results
from consultations.canvas import QUESTIONS, Question
from consultations.choices import BudgetKind, CanvasPart
from consultations.models import BudgetRow, BusinessPlan, CanvasBlock, CanvasEarlier, Case, PlanComment
from consultations.services.business_plans import Row, as_row, figures_of


@dataclass(frozen=True)
class Talk:
    """A first comment with its answers. `change` marks what became of the block since, and is empty without change.

    `is_older`: the budget was saved since, whose changes are not marked.
    """

    first: PlanComment
    answers: list[PlanComment]
    change: SafeString
    is_older: bool

    @property
    def is_open(self) -> bool:
        return self.first.settled_at is None


@dataclass(frozen=True)
class Part:
    """A block of the canvas: its question, its words (None: nobody wrote any), and what was said about it."""

    part: CanvasPart
    question: Question
    block: CanvasBlock | None
    talks: list[Talk] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.block.text if self.block else ""

    @property
    def version(self) -> int:
        return self.block.version if self.block else 0

    @property
    def waiting(self) -> int:
        return sum(talk.is_open for talk in self.talks)


@dataclass(frozen=True)
class Budget:
    """The budget as saved: rows by kind in their order, percents by month, figures, and what was said about it."""

    version: int
    rows: list[BudgetRow]
    shares: list[int]
    figures: Results
    talks: list[Talk]
    row_talks: list[tuple[BudgetRow, list[Talk]]]

    @property
    def plain(self) -> list[Row]:
        return [as_row(row) for row in self.rows]

    @property
    def waiting(self) -> int:
        talks = [*self.talks, *(talk for _row, several in self.row_talks for talk in several)]
        return sum(talk.is_open for talk in talks)

    def of_kind(self, kind: BudgetKind) -> list[BudgetRow]:
        return [row for row in self.rows if row.kind == kind]


@dataclass(frozen=True)
class WholePlan:
    """A plan read in a fixed number of queries; `plan` is None before anybody wrote anything."""

    plan: BusinessPlan | None
    parts: list[Part]
    budget: Budget

    @property
    def written(self) -> int:
        return sum(bool(part.text) for part in self.parts)

    @property
    def waiting(self) -> int:
        return sum(part.waiting for part in self.parts) + self.budget.waiting

    @property
    def is_empty(self) -> bool:
        return not self.written and not self.budget.rows


def whole_plan(case: Case) -> WholePlan:
    """Read the plan of a case with everything in it."""
    plan = BusinessPlan.objects.filter(case=case).select_related("budget_saved_by").first()
    blocks: dict[str, CanvasBlock] = {}
    comments: list[PlanComment] = []
    rows: list[BudgetRow] = []
    shares: list[int] = []
    if plan is not None:
        blocks = {block.part: block for block in plan.blocks.select_related("saved_by")}
        comments = list(plan.comments.select_related("written_by", "settled_by"))
        rows = list(plan.rows.order_by("place", "pk"))
        shares = list(plan.months.order_by("number").values_list("share", flat=True))
    talks = _talks(plan, comments, blocks)
    placed = sorted(
        (row for row in rows if row.place),
        key=lambda row: (list(BudgetKind).index(BudgetKind(row.kind)), row.place),
    )
    gone = [row for row in rows if not row.place]
    return WholePlan(
        plan=plan,
        parts=[
            Part(part, QUESTIONS[part], blocks.get(part), talks.get(part.value, [])) for part in CanvasPart
        ],
        budget=Budget(
            version=plan.budget_version if plan else 0,
            rows=placed,
            shares=shares,
            figures=figures_of([as_row(row) for row in placed], shares),
            talks=talks.get("", []),
            row_talks=[(row, talks[row.pk]) for row in [*placed, *gone] if row.pk in talks],
        ),
    )


def _talks(
    plan: BusinessPlan | None, comments: Iterable[PlanComment], blocks: dict[str, CanvasBlock]
) -> dict[str | int, list[Talk]]:
    """Return the talks by what they are about: a block's name, a row's key, or "" for the budget as a whole."""
    answers: dict[int, list[PlanComment]] = defaultdict(list)
    firsts = []
    for comment in comments:
        if comment.answer_to_id:
            answers[comment.answer_to_id].append(comment)
        else:
            firsts.append(comment)
    former = _former_words(plan, firsts)
    found: dict[str | int, list[Talk]] = defaultdict(list)
    for first in firsts:
        block = blocks.get(first.part)
        change = SafeString("")
        if block is not None and block.version != first.version:
            before = former.get((block.pk, first.version), "")
            change = quoted_html(word_diff.as_html(before, block.text))
        is_older = not first.part and plan is not None and plan.budget_version != first.version
        found[first.row_id or first.part].append(Talk(first, answers[first.pk], change, is_older))
    # What is still open comes first.
    return {key: sorted(talks, key=lambda talk: not talk.is_open) for key, talks in found.items()}


def _former_words(plan: BusinessPlan | None, firsts: list[PlanComment]) -> dict[tuple[int, int], str]:
    if plan is None or not firsts:
        return {}
    versions = {first.version for first in firsts if first.part}
    rows = CanvasEarlier.objects.filter(block__plan=plan, version__in=versions)
    return {(row.block_id, row.version): row.text for row in rows}
