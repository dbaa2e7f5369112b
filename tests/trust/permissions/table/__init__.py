"""The one table of who may open and do what, in a file for each app; `decisions` says how it is read."""

from tests.trust.permissions.decisions import rights_row, rows, verb_row
from tests.trust.permissions.table import center, consultations, entrepreneurs, events, research

_PARTS = (center, entrepreneurs, consultations, events, research)
_PAGES = {name: text for part in _PARTS for name, text in part.PAGES.items()}
RIGHTS = {name: text for part in _PARTS for name, text in part.RIGHTS.items()}

ADDRESSES = rows(_PAGES, RIGHTS)
# "app.model.verb": the sign of pressing the button.
VERBS = {name: verb_row(text) for part in _PARTS for name, text in part.VERBS.items()}
# "app.model Inline": what each may do with the rows.
LISTS = {name: rights_row(text) for part in _PARTS for name, text in part.LISTS.items()}
