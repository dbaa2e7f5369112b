"""Standing pages that the office writes itself, such as "How we work"."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from center.choices.publications import PagePlace, PublicationState
from center.models.publication import FormerAddress, PlacedPicture, Publication
from center.querysets.publications import PageQuerySet


@pghistory.track(exclude=["search"])
class Page(Publication):
    """A standing page below /about/; one may stand in place of the portal's own text about the Center."""

    place = models.CharField(
        _("where it is found"), max_length=6, choices=PagePlace, default=PagePlace.LISTED
    )
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)

    objects = PageQuerySet.as_manager()

    class Meta(Publication.Meta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering: ClassVar = ["place", "position", "pk"]
        permissions: ClassVar = [("publish_page", "Can publish, schedule and archive pages")]
        constraints: ClassVar = [
            *Publication.Meta.constraints,
            models.CheckConstraint(
                condition=Q(place__in=PagePlace.values), name="%(app_label)s_%(class)s_place_is_known"
            ),
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(place=PagePlace.ABOUT, state=PublicationState.PUBLISHED),
                name="%(app_label)s_%(class)s_about_once",
                violation_error_message=_(
                    "Another page stands in place of the text about the Center. Archive that one first."
                ),
            ),
        ]


@pghistory.track()
class PagePicture(PlacedPicture):
    """A picture in the text of a page."""

    record = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="placed", verbose_name=_("page"))

    class Meta(PlacedPicture.Meta):
        verbose_name = _("picture in the text")
        verbose_name_plural = _("pictures in the text")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record", "number"],
                name="page_picture_number_once",
                violation_error_message=_("Another picture of this text has this number."),
            )
        ]


@pghistory.track()
class FormerPageSlug(FormerAddress):
    record = models.ForeignKey(
        Page, on_delete=models.PROTECT, related_name="former_slugs", verbose_name=_("page")
    )

    class Meta(FormerAddress.Meta):
        verbose_name = _("earlier short name of a page")
        verbose_name_plural = _("earlier short names of pages")
