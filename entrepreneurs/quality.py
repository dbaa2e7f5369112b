"""What a record of an enterprise may lack: questions whose answers the office works off one by one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from center.base.pictures.making import PictureState
from entrepreneurs.choices import EnterpriseState, PictureKind, Purpose, StatusKind
from entrepreneurs.models import Channel, Consent, Enterprise, LegalStatus, Picture, Product
from entrepreneurs.services import editors, yearly_check

YEAR: Final = timedelta(days=365)


@dataclass(frozen=True)
class Check:
    """One question; `condition` chooses the enterprises that lack it, each by an indexed look beside the row."""

    name: str
    label: str | Promise
    advice: str | Promise
    condition: Callable[[], Any]


def _of(model: Any, *matches: Any, **match: Any) -> Exists:
    return Exists(model.objects.filter(*matches, enterprise=OuterRef("pk"), **match))


def _year_ago() -> Any:
    return timezone.localdate() - YEAR


def _registered() -> Exists:
    return Exists(
        LegalStatus.objects.valid_on(timezone.localdate()).filter(
            Q(checked_on__lt=_year_ago()) | Q(checked_on__isnull=True),
            enterprise=OuterRef("pk"),
            status=StatusKind.REGISTERED,
        )
    )


CHECKS: Final = (
    Check(
        "pictures-waiting",
        _("Pictures wait for a look"),
        _("Nobody sees them until somebody of the office has looked."),
        lambda: _of(Picture, is_approved=False, state=PictureState.READY),
    ),
    Check(
        "check",
        _("Not checked for a year"),
        _("Ask whether the profile is still right, then press “Checked today”."),
        lambda: Q(confirmed_on__lt=_year_ago()) | Q(confirmed_on__isnull=True),
    ),
    Check(
        "confirmation",
        _("The enterprise has not confirmed its profile in time"),
        _("Its page says so, and hides later. Call the enterprise, then press “Checked today”."),
        lambda: Q(pk__in=yearly_check.unconfirmed().values("pk")),
    ),
    Check(
        "editor",
        _("Published, but nobody edits it"),
        _("Invite somebody of the enterprise, or keep it up to date yourself."),
        lambda: Q(pk__in=editors.without_editor().values("pk")),
    ),
    Check(
        "status-check",
        _("Registered status not checked for a year"),
        _("Look it up in the register and enter the day of the check."),
        _registered,
    ),
    Check(
        "consent",
        _("No consent to publish"),
        _("Without it nothing can be shown."),
        lambda: ~_of(Consent, purpose=Purpose.PUBLICATION, withdrawn_at__isnull=True),
    ),
    Check(
        "summary",
        _("No sentence about what it does"),
        _("It stands in the list of the directory."),
        lambda: Q(summary_sr=""),
    ),
    Check(
        "english",
        _("No English text"),
        _("English pages show the Serbian text in Latin script instead."),
        lambda: Q(summary_en="") | (~Q(description_sr="") & Q(description_en="")),
    ),
    Check(
        "photo",
        _("No photo"),
        _("A picture is what people look at first."),
        lambda: ~_of(Picture, kind=PictureKind.PHOTO, is_approved=True, state=PictureState.READY),
    ),
    Check(
        "alt-english",
        _("A picture is not described in English"),
        _("People who cannot see it, and English pages, need the words."),
        lambda: _of(Picture, alt_en="", is_approved=True),
    ),
    Check(
        "product",
        _("No product or service"),
        _("Buyers look for what is offered."),
        lambda: ~_of(Product, is_offered=True),
    ),
    Check(
        "point",
        _("No point on the map"),
        _("Leave it so where no customer should come."),
        lambda: Q(latitude__isnull=True),
    ),
    Check(
        "channel",
        _("No public phone or email"),
        _("Buyers cannot reach it. Each phone and email needs its consent."),
        lambda: ~_of(Channel, publication_consent__isnull=False),
    ),
)


def in_use() -> Q:
    """Return which enterprises the questions are about."""
    return ~Q(state=EnterpriseState.ARCHIVED) & Q(merged_into__isnull=True)


def counts(*names: str) -> list[tuple[Check, int]]:
    """Return each question (or only those named) with the number of enterprises in use that lack it.

    One query for each: the database then joins whole tables instead of looking beside every row.
    """
    wanted = [check for check in CHECKS if not names or check.name in names]
    rows = Enterprise.objects.filter(in_use())
    return [(check, rows.filter(check.condition()).count()) for check in wanted]
