"""News, press releases and what media reported carry grants."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from center.base.carrying import Carrier, at_moment, on_day, register
from center.choices.press import PressState
from center.choices.publications import PublicationState
from center.models import Coverage, CoverageGrant, NewsItem, NewsItemGrant, PressRelease, PressReleaseGrant

NEWS = register(
    Carrier(
        NewsItem,
        NewsItemGrant,
        _("News"),
        at_moment("published_at"),
        Q(state=PublicationState.PUBLISHED),
    )
)
RELEASES = register(
    Carrier(
        PressRelease,
        PressReleaseGrant,
        _("Press releases"),
        on_day("dated"),
        Q(state=PressState.APPROVED),
    )
)
COVERAGE = register(Carrier(Coverage, CoverageGrant, _("Coverage in media"), on_day("day"), Q()))
