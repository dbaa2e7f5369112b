"""The frame of a sample: the enterprises of the registry that exist on a day and that an invitation can reach.

Its rule, which the admin prints beside the number: every enterprise that exists on the day by its dated facts, that is
no record twice and not put away in the archive, and that can be reached in a way the survey allows: by an email
address of the office's records, or with a letter to the street of its seat. Where several share an address, the first
record gets the email, and the others count as reachable on paper only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Prefetch

from entrepreneurs.choices import ActivityLevel, ChannelKind, EnterpriseState
from entrepreneurs.models import ActivityCode, Channel, Enterprise
from research.census.figures import NOT_KNOWN
from research.census.registry import activity_key, counted, settlement_key
from research.choices import Mode, Stratum
from research.models import Survey

_FACTS: Final = {
    Stratum.LEGAL_FORM: "registeredform",
    Stratum.STATUS: "legalstatus",
    Stratum.SECTION: "registeredactivity",
}


@dataclass(frozen=True)
class Member:
    """An enterprise of the frame; `email` is empty for one that is written to on paper."""

    enterprise_id: int
    key: str
    name: str
    email: str
    stratum: str = ""

    @property
    def mode(self) -> Mode:
        """How its invitation reaches it."""
        return Mode.MAIL if self.email else Mode.CODE


@dataclass(frozen=True)
class Frame:
    """All members, in the order of their records, and how many exist that nothing can reach."""

    members: tuple[Member, ...]
    unreachable: int


def frame_of(survey: Survey, *, day: date, strata_by: str = "") -> Frame:
    """Return the frame of a survey on a day (a fixed number of queries)."""
    kinds = {"seat"} | ({_FACTS[Stratum(strata_by)]} if strata_by in _FACTS else set())
    emails = Channel.objects.filter(kind=ChannelKind.EMAIL).order_by("-receives_messages", "position", "pk")
    rows: Any = (
        Enterprise.objects.filter(counted(), existence_facts__valid__contains=day)
        .exclude(state=EnterpriseState.ARCHIVED)
        .with_facts_on(day, kinds=tuple(sorted(kinds)))
        .prefetch_related(Prefetch("channels", emails, to_attr="mailboxes"))
        .order_by("pk")
    )
    sections = _sections() if strata_by == Stratum.SECTION else {}
    taken = {
        address.lower()
        for address in survey.invitations.filter(withdrawn_at=None).values_list("email", flat=True)
    }
    members, unreachable = [], 0
    for row in rows:
        email = _address(row, taken) if Mode.MAIL in survey.modes else ""
        on_paper = Mode.CODE in survey.modes and any(seat.street_sr for seat in row.current_seat)
        if not email and not on_paper:
            unreachable += 1
            continue
        taken.add(email.lower())
        stratum = _stratum(row, strata_by, sections)
        members.append(Member(row.pk, str(row.uid), row.name_sr, email, stratum))
    return Frame(tuple(members), unreachable)


def _address(row: Any, taken: set[str]) -> str:
    first = row.mailboxes[0].email if row.mailboxes else ""
    return first if first.lower() not in taken else ""


def _stratum(row: Any, strata_by: str, sections: Mapping[int, str]) -> str:
    if strata_by == Stratum.LEGAL_FORM:
        return str(row.current_registeredform[0].form) if row.current_registeredform else NOT_KNOWN
    if strata_by == Stratum.STATUS:
        return str(row.current_legalstatus[0].status) if row.current_legalstatus else NOT_KNOWN
    if strata_by == Stratum.SECTION:
        facts = row.current_registeredactivity
        return sections.get(facts[0].code_id, NOT_KNOWN) if facts else NOT_KNOWN
    if strata_by == Stratum.SETTLEMENT:
        return settlement_key(row.current_seat[0].settlement) if row.current_seat else NOT_KNOWN
    return ""


def _sections() -> dict[int, str]:
    """Return the section above each code of the classifications, by the key of the code."""
    listed = {
        code["pk"]: code
        for code in ActivityCode.objects.values("pk", "parent", "level", "code", "scheme", "version")
    }
    found = {}
    for key in listed:
        above = listed.get(key)
        while above is not None and above["level"] != ActivityLevel.SECTION:
            above = listed.get(above["parent"] or 0)
        if above is not None:
            found[key] = activity_key(above)
    return found
