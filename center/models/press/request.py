import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.base.person_names import PersonNameColumn, only_a_name
from center.base.shown_text import in_script
from center.choices import Language
from center.choices.press import MediaRequestState
from center.models.columns import colleague
from center.models.press.contacts import Journalist, MediaOutlet
from center.querysets.press import MediaRequestQuerySet


@pghistory.track(fields=["state", "outlet", "journalist", "handled_by", "handled_at"])
class MediaRequest(CheckedModel):
    """What somebody of a medium wrote on the page for media; staff answer and, if it fits, keep the contact.

    `wants_releases` is the consent to get press releases, given with the form.
    """

    outlet_name = models.CharField(_("medium"), max_length=120)
    name = PersonNameColumn(_("name"), max_length=120)
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    text = models.TextField(_("what they need"), max_length=4000)
    deadline = models.DateField(_("needed by"), null=True, blank=True)
    wants_releases = models.BooleanField(_("wants our press releases"), default=False)
    language = models.CharField(_("language"), max_length=8, choices=Language)
    submission = models.UUIDField(unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=MediaRequestState, default=MediaRequestState.NEW
    )
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    handled_by = colleague(_("dealt with by"))
    handled_at = models.DateTimeField(_("dealt with"), null=True, blank=True, editable=False)
    outlet = models.ForeignKey(
        MediaOutlet,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("medium in our list"),
    )
    journalist = models.ForeignKey(
        Journalist,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("journalist in our list"),
    )
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)

    objects = MediaRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request of a medium")
        verbose_name_plural = _("requests of media")
        ordering = ["-created_at", "-pk"]
        constraints = [
            only_a_name("name", constraint="media_request_name_is_no_address"),
            only_a_name("outlet_name", constraint="media_request_outlet_is_no_address"),
            models.CheckConstraint(
                condition=~Q(phone="") | ~Q(email=""),
                name="media_request_can_be_answered",
                violation_error_message=_("Give a phone number or an email address, so that we can answer."),
            ),
            models.CheckConstraint(
                condition=Q(wants_releases=False) | ~Q(email=""),
                name="media_request_releases_need_email",
                violation_error_message=_("To get our releases, give an email address."),
            ),
            models.CheckConstraint(
                condition=Q(state=MediaRequestState.NEW, handled_by__isnull=True, handled_at__isnull=True)
                | Q(handled_by__isnull=False, handled_at__isnull=False),
                name="media_request_handled_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=MediaRequestState.values), name="media_request_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=MediaRequestState.KEPT, journalist__isnull=False)
                | (~Q(state=MediaRequestState.KEPT) & Q(journalist__isnull=True)),
                name="media_request_kept_has_its_journalist",
            ),
        ]

    def __str__(self) -> str:
        return f"{in_script(self.outlet_name)}, {in_script(self.name)}"
