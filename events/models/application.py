"""From the wish of an enterprise to have a stand to the list of who was there."""

import pghistory
import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import Bilingual, BilingualContent, EnglishCharField, SerbianCharField
from center.base.checked_model import CheckedModel
from center.base.person_names import PersonNameColumn, only_a_name
from center.base.phones import E164_PATTERN, PhoneColumn
from center.choices import Language
from center.models.columns import colleague
from entrepreneurs.models import Enterprise, Entrepreneur, Product
from entrepreneurs.models.columns import refuse_erased
from events.choices import APPLICATION_TRANSITIONS, DECISIONS, ApplicationState, EventKind
from events.exhibitor_querysets import ApplicationQuerySet
from events.models.event import Event

MOST_HELPERS = 10
MOST_WATTS = 10_000
_WORDS = 1000
_UNSENT = (ApplicationState.DRAFT, ApplicationState.WITHDRAWN)
# In these a decision may be held back: it differs from what people were told.
DECIDABLE = (ApplicationState.SENT, ApplicationState.RESERVE, ApplicationState.DECLINED)


# Written only by the services.
@pghistory.track()
class ExhibitorApplication(BilingualContent):
    """The wish of an enterprise to exhibit at a fair. One for each enterprise and fair, whatever becomes of it.

    A decision is held back in `decision` until its letter goes out; `snapshot` is the profile as it was accepted, and
    `found_by` its words, by which the public finds it.
    """

    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, related_name="applications", verbose_name=_("fair")
    )
    enterprise = models.ForeignKey(
        Enterprise,
        on_delete=models.PROTECT,
        related_name="fair_applications",
        verbose_name=_("enterprise"),
    )
    # Who sent it from their own pages; entered by staff it has a colleague instead.
    applicant = models.ForeignKey(
        Entrepreneur,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="fair_applications",
        verbose_name=_("sent by"),
    )
    entered_by = colleague(_("entered by"))
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=ApplicationState,
        default=ApplicationState.DRAFT,
        editable=False,
    )
    decision = models.CharField(
        _("decision not yet sent"),
        max_length=9,
        choices=[(state.value, state.label) for state in DECISIONS],
        blank=True,
        editable=False,
    )
    contact_name = PersonNameColumn(_("who answers for it"), max_length=120, blank=True)
    contact_phone = PhoneColumn(_("phone"), blank=True)
    contact_email = models.EmailField(_("email"), blank=True)
    language = models.CharField(
        _("language of the emails"), max_length=8, choices=Language, default=Language.SERBIAN_CYRILLIC
    )
    offer_sr = SerbianCharField(
        _("what else you bring (Serbian)"),
        max_length=300,
        blank=True,
        help_text=_("For the list of exhibitors, beside the products that you choose."),
    )
    offer_en = EnglishCharField(_("what else you bring (English)"), max_length=300)
    wishes = models.TextField(_("wishes for the stand"), max_length=_WORDS, blank=True)
    helpers = models.PositiveSmallIntegerField(
        _("people at the stand"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_HELPERS)],
    )
    needs_power = models.BooleanField(_("needs electricity"), default=False)
    devices = models.CharField(_("for which devices"), max_length=200, blank=True)
    watts = models.PositiveIntegerField(
        _("how much (W)"),
        default=0,
        validators=[MaxValueValidator(MOST_WATTS)],
        help_text=_("It stands on the devices: a small fridge has about 150, a coffee machine 1500."),
    )
    beside = models.ForeignKey(
        Enterprise,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("would like to stand beside"),
    )
    needs_step_free = models.BooleanField(
        _("needs a stand without steps"),
        default=False,
        help_text=_("Somebody at the stand uses a wheelchair or cannot climb steps."),
    )
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True, editable=False)
    decided_by = colleague(_("decided by"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    told_at = models.DateTimeField(_("decision sent"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    # No letter reached them, so somebody has to call.
    to_call = models.BooleanField(_("to be told by phone"), default=False, editable=False)
    needs_reminded_at = models.DateTimeField(_("reminded of the needs"), null=True, editable=False)
    report_asked_at = models.DateTimeField(_("asked how it was"), null=True, editable=False)
    report_reminded_at = models.DateTimeField(_("reminded of the report"), null=True, editable=False)
    # Name, sentence and products as they were, so that the list of a past fair stays true.
    snapshot = models.JSONField(default=dict, blank=True, editable=False)
    found_by = models.TextField(blank=True, editable=False)
    # Grows with every save: two editors of one enterprise do not write over one another.
    version = models.PositiveIntegerField(default=1, editable=False)
    begun_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    erased_at = models.DateTimeField(_("contact erased"), null=True, editable=False)

    offer = Bilingual("offer", _("what else they bring"))

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application for a stand")
        verbose_name_plural = _("applications for stands")
        ordering = ["event", "pk"]
        permissions = [
            ("decide_application", "Can decide about applications for stands and send the decisions")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "enterprise"],
                name="application_once_for_each_fair",
                violation_error_message=_("This enterprise has applied already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=ApplicationState.values), name="application_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="application_language_is_known"
            ),
            models.CheckConstraint(
                condition=Q(decision="") | Q(decision__in=DECISIONS), name="application_decision_is_known"
            ),
            models.CheckConstraint(
                condition=Q(decision="") | Q(state__in=DECIDABLE, decided_at__isnull=False),
                name="application_decision_is_open",
                violation_error_message=_("Nothing is to be decided about this application."),
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="application_decided_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_UNSENT) | Q(sent_at__isnull=False), name="application_sent_has_when"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DECISIONS) | Q(told_at__isnull=False, decided_at__isnull=False),
                name="application_told_has_when",
            ),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.WITHDRAWN, withdrawn_at__isnull=False)
                | (~Q(state=ApplicationState.WITHDRAWN) & Q(withdrawn_at__isnull=True)),
                name="application_withdrawn_has_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=ApplicationState.ACCEPTED) | ~Q(snapshot={}),
                name="application_accepted_has_snapshot",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_UNSENT)
                | Q(erased_at__isnull=False)
                | (~Q(contact_name="") & (~Q(contact_phone="") | ~Q(contact_email=""))),
                name="application_sent_has_contact",
                violation_error_message=_(
                    "Write who answers for the stand, with a phone number or an email."
                ),
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(contact_name="", contact_phone="", contact_email=""),
                name="application_erased_is_empty",
                violation_error_message=_("The contact was erased. This application can be changed no more."),
            ),
            only_a_name("contact_name", constraint="application_contact_is_no_address"),
            models.CheckConstraint(
                condition=Q(contact_phone="") | Q(contact_phone__regex=E164_PATTERN),
                name="application_phone_form",
                violation_error_message=_("Write the phone number with its country or area code."),
            ),
            models.CheckConstraint(
                condition=Q(helpers__range=(1, MOST_HELPERS)),
                name="application_helpers_in_range",
                violation_error_message=_("One to ten people can be at a stand."),
            ),
            models.CheckConstraint(
                condition=Q(needs_power=True, watts__lte=MOST_WATTS)
                | Q(needs_power=False, watts=0, devices=""),
                name="application_watts_with_power",
                violation_error_message=_("Say how much electricity you need, up to 10,000 W."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=_UNSENT) | Q(needs_power=False) | Q(watts__gt=0) | ~Q(devices=""),
                name="application_power_is_explained",
                violation_error_message=_("Say for which devices you need electricity, or how many watts."),
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="known_transitions", field="state", transitions=list(APPLICATION_TRANSITIONS)),
            # Who is accepted no more has no stand.
            pgtrigger.Trigger(
                name="gives_its_stand_back",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("state"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition("OLD.state = 'accepted' AND NEW.state <> 'accepted'"),
                func="DELETE FROM events_standassignment WHERE application_id = NEW.id; RETURN NULL;",
            ),
            # FOR SHARE waits for whoever is changing what kind of event it is.
            pgtrigger.Trigger(
                name="for_a_fair",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("event_id"),  # type: ignore[no-untyped-call]
                declare=[("whose", "TEXT")],
                func=(
                    "SELECT kind INTO whose FROM events_event WHERE id = NEW.event_id FOR SHARE;"  # noqa: S608 -- our own
                    f" IF whose <> '{EventKind.FAIR.value}' THEN RAISE EXCEPTION 'stands are at fairs only'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'application_for_a_fair'; END IF;"
                    " RETURN NEW;"
                ),
            ),
            pgtrigger.Trigger(
                name="not_by_the_erased",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("applicant_id"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition("NEW.applicant_id IS NOT NULL"),
                declare=[("gone", "TIMESTAMPTZ")],
                func=refuse_erased("applicant_id", "application_not_by_the_erased"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.enterprise)

    @property
    def is_live(self) -> bool:
        """Whether somebody still wants a stand, or has one."""
        return self.state in {ApplicationState.SENT, ApplicationState.RESERVE, ApplicationState.ACCEPTED}


class ApplicationProduct(CheckedModel):
    """A product of the profile that an exhibitor wants to show."""

    application = models.ForeignKey(
        ExhibitorApplication, on_delete=models.PROTECT, related_name="shown", verbose_name=_("application")
    )
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, related_name="+", verbose_name=_("product")
    )

    class Meta:
        verbose_name = _("product of an application")
        verbose_name_plural = _("products of applications")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "product"], name="application_product_once")
        ]

    def __str__(self) -> str:
        return str(self.product)
