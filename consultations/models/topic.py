import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import (
    Bilingual,
    BilingualContent,
    EnglishCharField,
    EnglishTextField,
    SerbianCharField,
    SerbianTextField,
)
from center.base.full_text import search_column
from consultations.choices import RESERVED_SLUGS, Confirmation, Mode, NoticeUnit
from consultations.querysets import TopicQuerySet

# Shorter visits, offered more densely or farther ahead, would make the page of free days slow for everyone.
_SHORTEST, _LONGEST, _FARTHEST_DAYS = 10, 480, 180
_LONGEST_CHANGE_NOTICE = 240
_LONG_ENOUGH = MinValueValidator(_SHORTEST)
_AT_MOST_A_DAY = MaxValueValidator(_LONGEST)


def _all_modes() -> list[str]:
    return [Mode.OFFICE.value]


@pghistory.track(exclude=["search"])
class Topic(BilingualContent):
    """A kind of consultation: what it is about, how long it lasts, when and how it may be booked.

    All lengths are minutes. Changing them touches no visit that is already booked.
    """

    name_sr = SerbianCharField(_("name (Serbian)"), max_length=120)
    name_en = EnglishCharField(_("name (English)"), max_length=120)
    slug = models.SlugField(
        _("short name in addresses"),
        max_length=60,
        unique=True,
        help_text=_(
            "Latin letters, digits and hyphens. Links that people saved use it, so change it rarely."
        ),
    )
    summary_sr = SerbianTextField(
        _("what it is about (Serbian)"), max_length=600, help_text=_("Two or three plain sentences.")
    )
    summary_en = EnglishTextField(_("what it is about (English)"), max_length=600)
    what_to_bring_sr = SerbianTextField(_("what to bring (Serbian)"), max_length=600, blank=True)
    what_to_bring_en = EnglishTextField(_("what to bring (English)"), max_length=600)
    length = models.PositiveSmallIntegerField(
        _("length"),
        default=60,
        validators=[_LONG_ENOUGH, _AT_MOST_A_DAY],
        help_text=_("How many minutes the visit lasts: 10 to 480."),
    )
    buffer_before = models.PositiveSmallIntegerField(
        _("pause before"),
        default=0,
        validators=[MaxValueValidator(120)],
        help_text=_("Minutes kept free before the visit, to prepare. They may lie before the opening."),
    )
    buffer_after = models.PositiveSmallIntegerField(
        _("pause after"),
        default=0,
        validators=[MaxValueValidator(120)],
        help_text=_("Minutes kept free after the visit, to write notes. They may lie after the closing."),
    )
    step = models.PositiveSmallIntegerField(
        _("step between starts"),
        null=True,
        blank=True,
        validators=[_LONG_ENOUGH, _AT_MOST_A_DAY],
        help_text=_(
            "Minutes from one offered start to the next, counted from the opening: 10 to 480. Empty: the length."
        ),
    )
    notice_amount = models.PositiveSmallIntegerField(
        _("book at least ahead"),
        default=2,
        validators=[MaxValueValidator(240)],
        help_text=_("Exactly this much ahead is still allowed. Staff may book later than that."),
    )
    notice_unit = models.CharField(
        _("counted in"), max_length=12, choices=NoticeUnit, default=NoticeUnit.HOURS
    )
    horizon_days = models.PositiveSmallIntegerField(
        _("book at most ahead, in days"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(_FARTHEST_DAYS)],
        help_text=_("1 to 180. Staff may book farther ahead."),
    )
    change_notice_hours = models.PositiveSmallIntegerField(
        _("visitors may move or cancel until, in hours before"),
        default=0,
        validators=[MaxValueValidator(_LONGEST_CHANGE_NOTICE)],
        help_text=_(
            "Exactly this much ahead is still allowed; 0: until the visit begins. Staff may do it later, with a reason."
        ),
    )
    modes = ArrayField(
        models.CharField(max_length=6, choices=Mode),
        verbose_name=_("where it takes place"),
        default=_all_modes,
        help_text=_("The visitor chooses one of these."),
    )
    confirmation = models.CharField(
        _("confirmed"),
        max_length=8,
        choices=Confirmation,
        default=Confirmation.AT_ONCE,
        help_text=_("By staff: the visit holds its time as a request until a colleague confirms it."),
    )
    is_published = models.BooleanField(
        _("published"), default=False, help_text=_("Only published topics can be booked on the public pages.")
    )
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)
    search = search_column(
        ("name_sr", "name_en"), ("summary_sr", "summary_en"), ("what_to_bring_sr", "what_to_bring_en")
    )

    name = Bilingual("name")
    summary = Bilingual("summary")
    what_to_bring = Bilingual("what_to_bring")

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(slug__in=RESERVED_SLUGS),
                name="topic_slug_not_reserved",
                violation_error_message=_(
                    "This word is an address of the portal. Choose another short name."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    length__range=(_SHORTEST, _LONGEST), buffer_before__lte=120, buffer_after__lte=120
                )
                & (models.Q(step__isnull=True) | models.Q(step__range=(_SHORTEST, _LONGEST))),
                name="topic_minutes_in_range",
                violation_error_message=_(
                    "Length and step: 10 to 480 minutes; each pause: at most 120 minutes."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(horizon_days__range=(1, _FARTHEST_DAYS)),
                name="topic_horizon_in_range",
                violation_error_message=_("A topic can be booked 1 to 180 days ahead."),
            ),
            models.CheckConstraint(
                condition=models.Q(change_notice_hours__lte=_LONGEST_CHANGE_NOTICE),
                name="topic_change_notice_in_range",
                violation_error_message=_("Visitors can be asked to change at most 240 hours ahead."),
            ),
            models.CheckConstraint(
                condition=models.Q(modes__len__gt=0, modes__contained_by=Mode.values),
                name="topic_modes_are_known",
                violation_error_message=_("Choose at least one place for the visit."),
            ),
            models.CheckConstraint(
                condition=models.Q(notice_unit__in=NoticeUnit.values), name="topic_notice_unit_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(confirmation__in=Confirmation.values), name="topic_confirmation_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name.plain

    @property
    def mode_choices(self) -> list[tuple[str, str]]:
        """The modes of this topic as (value, label), in the fixed order of `Mode`."""
        return [(value, str(label)) for value, label in Mode.choices if value in self.modes]
