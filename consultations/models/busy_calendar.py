import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.base.encryption import EncryptedTextField
from consultations.choices import BusyProblem, BusyState
from consultations.models.advisor import Advisor
from consultations.querysets import BusyCalendarQuerySet


# The address opens the whole calendar of a person; of the many readings the history keeps only what changed.
@pghistory.track(
    exclude=[
        "address",
        "address_mark",
        "unread_entries",
        "tried_at",
        "read_at",
        "expanded_on",
        "failures",
        "etag",
        "modified",
    ]
)
class BusyCalendar(CheckedModel):
    """A calendar of an advisor's own, elsewhere, whose busy times are no times for visitors.

    Read by the worker again and again. A reading that fails leaves the busy times as they were. Once ended, there
    is neither address nor time.
    """

    ETAG_LENGTH = 250
    MODIFIED_LENGTH = 60

    advisor = models.ForeignKey(
        Advisor, on_delete=models.PROTECT, related_name="busy_calendars", verbose_name=_("advisor")
    )
    address = EncryptedTextField(_("address"), blank=True, editable=False)
    # A keyed hash, so that one calendar is not added twice.
    address_mark = models.CharField(max_length=64, blank=True, editable=False)
    host = models.CharField(_("server"), max_length=255, editable=False)
    counts_all_day = models.BooleanField(
        _("all-day entries count"),
        default=True,
        help_text=_("Turn this off when birthdays and reminders stand in your calendar as whole days."),
    )
    state = models.CharField(
        _("state"), max_length=7, choices=BusyState, default=BusyState.WAITING, editable=False
    )
    problem = models.CharField(_("problem"), max_length=14, choices=BusyProblem, blank=True, editable=False)
    unread_entries = models.PositiveIntegerField(_("entries not understood"), default=0, editable=False)
    added_at = models.DateTimeField(_("added"), editable=False)
    tried_at = models.DateTimeField(_("last tried"), null=True, blank=True, editable=False)
    read_at = models.DateTimeField(_("last read"), null=True, blank=True, editable=False)
    # Repetitions were counted out on this day; each day reaches a day farther.
    expanded_on = models.DateField(null=True, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0, editable=False)
    # What the server gave us to ask with for changes only.
    etag = models.CharField(max_length=ETAG_LENGTH, blank=True, editable=False)
    modified = models.CharField(max_length=MODIFIED_LENGTH, blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("ended by"),
    )

    objects = BusyCalendarQuerySet.as_manager()

    class Meta:
        verbose_name = _("own calendar")
        verbose_name_plural = _("own calendars")
        ordering = ["advisor", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=BusyState.values), name="busy_calendar_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=BusyState.FAILING, problem__in=BusyProblem.values)
                | (~Q(state=BusyState.FAILING) & Q(problem="")),
                name="busy_calendar_failing_has_problem",
            ),
            models.CheckConstraint(
                condition=~Q(state=BusyState.READ) | Q(read_at__isnull=False),
                name="busy_calendar_read_has_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=BusyState.ENDED, ended_at__isnull=False, ended_by__isnull=False, address_mark=""
                )
                | (
                    ~Q(state=BusyState.ENDED)
                    & ~Q(address_mark="")
                    & Q(ended_at__isnull=True, ended_by__isnull=True)
                ),
                name="busy_calendar_ended_has_who_and_when",
            ),
            models.UniqueConstraint(
                fields=["advisor", "address_mark"],
                condition=~Q(state=BusyState.ENDED),
                name="busy_calendar_once",
                violation_error_message=_("This calendar is already in the list."),
            ),
        ]

    def __str__(self) -> str:
        return self.shown_address

    @property
    def shown_address(self) -> str:
        """The address as people may see it: who reads all of it reads the calendar."""
        return f"https://{self.host}/…"

    @property
    def is_open(self) -> bool:
        """Whether it is read."""
        return self.state != BusyState.ENDED


class BusyTime(CheckedModel):
    """A time in which an own calendar says busy. What for is never stored; rows are replaced, not kept."""

    calendar = models.ForeignKey(
        BusyCalendar, on_delete=models.CASCADE, related_name="times", verbose_name=_("own calendar")
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("to"))

    class Meta:
        verbose_name = _("busy time")
        verbose_name_plural = _("busy times")
        ordering = ["starts_at", "ends_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="busy_time_ends_after_start"
            ),
            models.UniqueConstraint(fields=["calendar", "starts_at", "ends_at"], name="busy_time_once"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} – {self.ends_at:%Y-%m-%d %H:%M}"
