"""The plan of a case: the canvas in words, the first budget in numbers, and what is said about both.

The person writes it, or an advisor types it in from paper; everything hangs on one row for each case.
"""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from center.base.checked_model import CheckedModel
from center.base.encryption import EncryptedTextField
from center.models.columns import colleague
from consultations.budgets import MONTHS, MOST_DINARS, MOST_PERCENT, MOST_UNITS
from consultations.choices import BudgetKind, CanvasPart, MoneySource
from consultations.models.case import Case
from consultations.querysets import CasePartQuerySet, PlanCommentQuerySet


@pghistory.track()
class BusinessPlan(CheckedModel):
    """The plan of one case. `budget_version` grows with each change of the budget; 0 means nobody wrote one.

    A letter that there are new comments goes to each side at most once an hour: `told` says when the last one went,
    `tell` when the next one is due. The team are the advisors of the case.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="plan", verbose_name=_("case"))
    budget_version = models.PositiveIntegerField(_("version of the budget"), default=0, editable=False)
    budget_saved_at = models.DateTimeField(_("budget saved"), null=True, blank=True, editable=False)
    budget_saved_by = colleague(_("budget saved by"))
    person_told_at = models.DateTimeField(_("last letter to the person"), null=True, editable=False)
    person_tell_at = models.DateTimeField(_("next letter to the person"), null=True, editable=False)
    team_told_at = models.DateTimeField(_("last letter to the advisors"), null=True, editable=False)
    team_tell_at = models.DateTimeField(_("next letter to the advisors"), null=True, editable=False)

    objects = CasePartQuerySet["BusinessPlan"].as_manager()

    class Meta:
        verbose_name = _("plan of a case")
        verbose_name_plural = _("plans of cases")
        constraints = [
            models.CheckConstraint(
                condition=Q(budget_version=0, budget_saved_at__isnull=True, budget_saved_by__isnull=True)
                | Q(budget_version__gt=0, budget_saved_at__isnull=False, budget_saved_by__isnull=False),
                name="business_plan_budget_saved_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Plan no. %(number)s") % {"number": self.pk})


# The history knows who wrote and when, never the words.
@pghistory.track(exclude=["text"])
class CanvasBlock(CheckedModel):
    """The words of one block as they are now, encrypted. What stood there before is in `CanvasEarlier`."""

    TEXT_LENGTH = 3000

    plan = models.ForeignKey(
        BusinessPlan, on_delete=models.PROTECT, related_name="blocks", verbose_name=_("plan")
    )
    part = models.CharField(_("block"), max_length=13, choices=CanvasPart)
    text = EncryptedTextField(_("words of the block"), blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now, editable=False)
    saved_by = colleague(_("saved by"))

    class Meta:
        verbose_name = _("block of the canvas")
        verbose_name_plural = _("blocks of the canvas")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "part"], name="canvas_block_once"),
            models.CheckConstraint(
                condition=Q(part__in=CanvasPart.values), name="canvas_block_part_is_known"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="canvas_block_version_from_one"),
            models.CheckConstraint(
                condition=Q(saved_at__isnull=False, saved_by__isnull=False),
                name="canvas_block_saved_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_part_display())


@pghistory.track(exclude=["text"])
class CanvasEarlier(CheckedModel):
    """Words that stood in a block: the last ones of each author on each day, and those that a comment was about."""

    block = models.ForeignKey(
        CanvasBlock, on_delete=models.PROTECT, related_name="earlier", verbose_name=_("block")
    )
    text = EncryptedTextField(_("words of the block"), blank=True)
    version = models.PositiveIntegerField(_("version"), editable=False)
    saved_at = models.DateTimeField(_("saved"), editable=False)
    saved_by = colleague(_("saved by"))

    class Meta:
        verbose_name = _("earlier words of a block")
        verbose_name_plural = _("earlier words of blocks")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["block", "version"], name="canvas_earlier_version_once"),
            models.CheckConstraint(
                condition=Q(saved_at__isnull=False, saved_by__isnull=False),
                name="canvas_earlier_saved_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Version %(number)s") % {"number": self.version})


_MOST_ROWS = 20
_SALE = Q(kind=BudgetKind.SALE)
_MONEY = Q(kind=BudgetKind.MONEY)


@pghistory.track(exclude=["name"])
class BudgetRow(CheckedModel):
    """A row of the budget in whole dinars; `amount` of a sale is the price of a unit, `quantity` units in a month.

    `place` numbers the rows of a kind. A row that was taken out although somebody wrote about it has none.
    """

    MOST_ROWS = _MOST_ROWS
    NAME_LENGTH = 80

    plan = models.ForeignKey(
        BusinessPlan, on_delete=models.PROTECT, related_name="rows", verbose_name=_("plan")
    )
    kind = models.CharField(_("kind of row"), max_length=7, choices=BudgetKind)
    place = models.PositiveSmallIntegerField(_("number of the row"), null=True, blank=True)
    name = EncryptedTextField(_("what it is"))
    amount = models.PositiveIntegerField(_("amount in dinars"))
    quantity = models.PositiveIntegerField(_("units in a month"), null=True, blank=True)
    unit_cost = models.PositiveIntegerField(_("cost of a unit in dinars"), null=True, blank=True)
    source = models.CharField(_("source of the money"), max_length=5, choices=MoneySource, blank=True)

    class Meta:
        verbose_name = _("row of the budget")
        verbose_name_plural = _("rows of the budget")
        ordering = ["plan", "kind", "place"]
        constraints = [
            # At the end of the transaction: rows change their places one after the other.
            models.UniqueConstraint(
                fields=["plan", "kind", "place"],
                name="budget_row_place_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=Q(kind__in=BudgetKind.values), name="budget_row_kind_is_known"),
            models.CheckConstraint(
                condition=Q(place__isnull=True) | Q(place__gte=1, place__lte=_MOST_ROWS),
                name="budget_row_at_most_twenty",
                violation_error_message=_("At most 20 rows of a kind."),
            ),
            models.CheckConstraint(
                condition=_SALE & Q(quantity__isnull=False, unit_cost__isnull=False)
                | ~_SALE & Q(quantity__isnull=True, unit_cost__isnull=True),
                name="budget_row_a_sale_has_units",
            ),
            models.CheckConstraint(
                condition=_MONEY & Q(source__in=MoneySource.values) | ~_MONEY & Q(source=""),
                name="budget_row_money_has_a_source",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0, amount__lte=MOST_DINARS)
                & (Q(unit_cost__isnull=True) | Q(unit_cost__gte=0, unit_cost__lte=MOST_DINARS))
                & (Q(quantity__isnull=True) | Q(quantity__gte=0, quantity__lte=MOST_UNITS)),
                name="budget_row_amounts_in_reach",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Row no. %(number)s") % {"number": self.pk})

    @property
    def pk_text(self) -> str:
        """The key as an address or a form has it, whatever the language does to numbers."""
        return str(self.pk)


@pghistory.track()
class BudgetMonth(CheckedModel):
    """How much of the planned sales one month of the first year brings, in percent. A plan has twelve or none."""

    plan = models.ForeignKey(
        BusinessPlan, on_delete=models.PROTECT, related_name="months", verbose_name=_("plan")
    )
    number = models.PositiveSmallIntegerField(_("month of the first year"))
    share = models.PositiveSmallIntegerField(_("percent of the planned sales"))

    class Meta:
        verbose_name = _("month of the budget")
        verbose_name_plural = _("months of the budget")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="budget_month_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MONTHS), name="budget_month_of_a_year"
            ),
            models.CheckConstraint(
                condition=Q(share__gte=0, share__lte=MOST_PERCENT), name="budget_month_share_in_reach"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.share}"


@pghistory.track(exclude=["text"])
class PlanComment(CheckedModel):
    """What an advisor or the person says about a block, a row, or (neither) the budget; and answers to it.

    `version` is that of the block or of the budget which was read. A first comment is settled, with its answers.
    """

    TEXT_LENGTH = 2000

    plan = models.ForeignKey(
        BusinessPlan, on_delete=models.PROTECT, related_name="comments", verbose_name=_("plan")
    )
    part = models.CharField(_("about the block"), max_length=13, choices=CanvasPart, blank=True)
    row = models.ForeignKey(
        BudgetRow,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="comments",
        verbose_name=_("about the row"),
    )
    answer_to = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=pgettext_lazy("verb", "answers"),
    )
    text = EncryptedTextField(_("comment"))
    from_person = models.BooleanField(_("written by the person"), default=False)
    version = models.PositiveIntegerField(_("version that was read"), default=0, editable=False)
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    written_by = colleague(_("written by"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True, editable=False)
    settled_by = colleague(_("settled by"))
    # Made by the form; the same form sent twice is one comment.
    submission = models.UUIDField(unique=True, editable=False)

    objects = PlanCommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment on a plan")
        verbose_name_plural = _("comments on plans")
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(part="") | Q(part__in=CanvasPart.values, row__isnull=True),
                name="plan_comment_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(written_at__isnull=False, written_by__isnull=False),
                name="plan_comment_written_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="plan_comment_settled_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(answer_to__isnull=True) | Q(settled_at__isnull=True),
                name="plan_comment_settled_as_a_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Comment no. %(number)s") % {"number": self.pk})
