"""Why something about people stays, and how long: sentences and spans that several records share."""

from typing import Any, Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from center.base.personal_data.spans import Span

FIGURES = _(
    "The figures of the Center are counted from it: that there was somebody, when, where from. It names nobody."
)
OF_ENTERPRISE = _(
    "It belongs to the enterprise, which stands in public registers. To take the enterprise itself out, ask for that"
    " apart."
)
# For columns that the database does not allow to be empty.
DASH = "–"
WHILE_LISTED = _("As long as the enterprise is listed, and three years longer (office decision, not law).")
# How long people are kept: decisions of the office, not of the law. Jobs count with them, the sentence is made of them.
CAME: Final = Span(years=2)
NEVER_CAME: Final = Span(months=6)
WHILE_PERSON = format_lazy(
    _(
        "After the last visit: {came}; if the person never came: {never} (office decision, not law). As long as there"
        " is a case, an enterprise or a login, longer."
    ),
    came=CAME,
    never=NEVER_CAME,
)
DIRECTORY = _("Keeping one record of each enterprise, and showing it in the directory with its consent.")
# Said after a sentence on how long something is kept.
EVIDENCE: Final = _("Where a grant paid for it and its contract asks for proof, until the day named there.")


def or_as_evidence(sentence: Any) -> Any:
    """Return a sentence on how long something is kept, and that a grant may ask for longer."""
    return format_lazy("{} {}", sentence, EVIDENCE)
