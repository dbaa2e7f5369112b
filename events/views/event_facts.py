"""A mark of everything that the page of an event says, in one query: as long as it stays, the kept page is true.

Not in the mark, and so up to a minute old on a kept page: the office in the frame, whether a profile that a name leads
to is public, and the figures of a finished event.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from events.choices import PUBLIC_STATES, ApplicationState, RegistrationState

# Whole rows as text: a column that is added later is in the mark by itself. The ORM takes ten times as long to write
# these as the database to answer them.
_MARKS: Final = """
    SELECT md5(concat_ws('|', e::text, v::text, s::text, r::text,
        (SELECT count(*) FROM events_place p WHERE p.event_id = e.id AND p.item_id IS NULL),
        (SELECT sum(w.size) FROM events_registration w WHERE w.event_id = e.id AND w.state = %(waiting)s),
        (SELECT max(p.id) FROM events_programmerelease p WHERE p.event_id = e.id),
        (SELECT string_agg(p::text, '|' ORDER BY p.id) FROM events_eventpicture p WHERE p.event_id = e.id),
        (SELECT string_agg(d::text, '|' ORDER BY d.id) FROM events_eventdownload d WHERE d.event_id = e.id),
        (SELECT string_agg(n::text, '|' ORDER BY n.id) FROM events_eventnews l
            JOIN center_newsitem n ON n.id = l.news_id WHERE l.event_id = e.id),
        (SELECT string_agg(o::text, '|' ORDER BY o.id) FROM events_event o WHERE o.series_id = e.series_id)
    )), md5(concat_ws('|',
        (SELECT p::text FROM events_fairplan p WHERE p.event_id = e.id),
        (SELECT string_agg(concat_ws(':', a.id, a.version, t.stand_id), '|' ORDER BY a.id)
            FROM events_exhibitorapplication a LEFT JOIN events_standassignment t ON t.application_id = a.id
            WHERE a.event_id = e.id AND a.state = %(accepted)s)
    ))
    FROM events_event e
    LEFT JOIN events_venue v ON v.id = e.venue_id
    LEFT JOIN entrepreneurs_settlement s ON s.id = v.settlement_id
    LEFT JOIN events_eventseries r ON r.id = e.series_id
    WHERE e.slug = %(slug)s AND e.state = ANY(%(public)s)
"""


@dataclass(frozen=True)
class Facts:
    """Marks of what a page says: of the event, of who exhibits where at its fair, and of the minute it is.

    All moments of events are whole minutes, so nothing changes with the clock within one.
    """

    event: str
    fair: str
    minute: datetime


def facts_of(slug: str) -> Facts | None:
    """Return the facts of a public event as they are now; None: there is none with this short name."""
    values: dict[str, Any] = {
        "slug": slug,
        "public": list(PUBLIC_STATES),
        "waiting": RegistrationState.WAITING.value,
        "accepted": ApplicationState.ACCEPTED.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MARKS, values)
        found = cursor.fetchone()
    if found is None:
        return None
    event, fair = found
    return Facts(event=event, fair=fair, minute=timezone.now().replace(second=0, microsecond=0))
