"""To whom press releases went, and whether they arrived."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from center.admin_columns import badge, moment_column, two_lines
from center.admin_verbs import Verb, VerbAdmin, through
from center.choices import MailState
from center.models import PressDelivery
from center.services.press import sending

_BADGES = {
    MailState.QUEUED: ("info", "clock"),
    MailState.SENT: ("success", "check"),
    MailState.FAILED: ("error", "error"),
}


@admin.register(PressDelivery)
class PressDeliveryAdmin(VerbAdmin[PressDelivery]):
    list_display = ("whom", "release", "mail_state", "language", moment_column("sent_at", _("handed over")))
    list_filter: ClassVar = ["mail__state", ("release", admin.RelatedOnlyFieldListFilter)]
    date_hierarchy = "sent_at"
    folded_search = ("address", "journalist__name", "outlet__name", "release__title_sr")
    nothing_yet = _("Once a press release is sent to media, it stands here to whom and whether it arrived.")
    fields = ("whom", "release", "mail_state", "mail_link", "language", "sent_by", "sent_at")
    readonly_fields = ("whom", "release", "mail_state", "mail_link", "language", "sent_by", "sent_at")
    verbs = (
        Verb(
            "again",
            _("Send again"),
            through(sending.send_again, "delivery"),
            lambda delivery: delivery.mail.state == MailState.FAILED,
            kind="primary",
            told=_("A new letter is on its way"),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[PressDelivery]:
        return PressDelivery.objects.with_details()

    @admin.display(description=_("to whom"))
    def whom(self, delivery: PressDelivery) -> SafeString:
        return two_lines(delivery, delivery.address)

    @admin.display(description=_("state"), ordering="mail__state")
    def mail_state(self, delivery: PressDelivery) -> SafeString:
        state = badge(*_BADGES[MailState(delivery.mail.state)], delivery.mail.get_state_display())
        return two_lines(state, delivery.mail.last_error)

    @admin.display(description=_("email message"))
    def mail_link(self, delivery: PressDelivery) -> Any:
        address = reverse("admin:center_storedmail_change", args=[delivery.mail_id])
        return format_html('<a href="{}">{}</a>', address, delivery.mail)
