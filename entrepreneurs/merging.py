"""What happens to what hangs on a person or an enterprise when two records of one become one."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.base.merging import (
    Choice,
    Journal,
    Mergeable,
    MergeRefused,
    Move,
    forgotten,
    keep_once,
    mergeable,
    register,
    repoint,
    stay,
    without_overlap,
)
from entrepreneurs.business_names import comparable_names
from entrepreneurs.choices import EnterpriseState, Stage
from entrepreneurs.models import (
    AnnualFigures,
    ChangeProposal,
    Channel,
    CheckLetter,
    Consent,
    ContactPreference,
    DataRequest,
    Demographics,
    DirectoryEntry,
    Engagement,
    Enterprise,
    EnterpriseMessage,
    EnterpriseNews,
    Entrepreneur,
    ErrorReport,
    Existence,
    FormerSlug,
    InitiativeSignature,
    Joining,
    LegalStatus,
    Membership,
    OpeningTime,
    PersonLogin,
    RegisteredActivity,
    RegisteredForm,
    ReportDuty,
    Seat,
    ServedGroup,
    Vulnerability,
    WebLink,
)
from entrepreneurs.models.contact_preference import HELPER_COLUMNS


def _one_set(move: Move) -> None:
    """Take the whole set where the survivor has none: two halves of opening times or counts say nothing true."""
    if not move.kept:
        repoint(move)
        return
    for row in move.rows:
        move.drop(row)


def _one_receives_messages(move: Move) -> None:
    """Keep one address for the messages from the profile: the survivor's."""
    if any(row.receives_messages for row in move.kept):
        for row in move.rows:
            if row.receives_messages:
                move.journal.update(row, receives_messages=False)
    keep_once("kind", "phone", "email", fill=["person", "publication_consent"])(move)


def _never_two_hardships(move: Move) -> None:
    """Leave special-category data to people: what was said of one record is not mixed into the other.

    Nor does a merge keep a second copy of it, which the withdrawal of the consent would not reach.
    """
    if move.rows and move.kept:
        raise MergeRefused(
            _(
                "For both records it is noted what makes life harder. First withdraw the consent of one of them, "
                "then merge."
            )
        )
    repoint(move)


def _figures_of_one_year(move: Move) -> None:
    """Keep one set of figures of a year and a source; who is from vulnerable groups goes with the table of people."""
    kept = {(row.year, row.source): row for row in move.kept}
    for row in move.rows:
        twin = kept.get((row.year, row.source))
        if twin is None:
            move.take(row)
            continue
        fill = ["source_note", "income_band", "profit_reinvested", "decision_share"]
        has_table = twin.engagements.exists()
        move.fold(row, twin, fill=fill if has_table else [*fill, "vulnerable_engaged"])
        everybody = sum(twin.engagements.values_list("people", flat=True))
        if not has_table and twin.engagements.exists() and (twin.vulnerable_engaged or 0) > everybody:
            raise MergeRefused(
                _(
                    "The figures of the year %(year)s do not fit together: the one record names more people from"
                    " vulnerable groups than the other one names people engaged. First correct one of them."
                )
                % {"year": row.year}
            )


def _more_careful(move: Move) -> None:
    """Keep what either record asks for: every "no" of both, the hours that suit both, the words of both.

    The survivor's helper stays; one whom only the other record names comes along with the consent.
    """
    for row in move.rows:
        if not move.kept:
            move.take(row)
            continue
        (kept,) = move.kept
        call_from, call_until = kept.careful_hours(row)
        words = "\n".join(dict.fromkeys(filter(None, (kept.advice, row.advice))))
        helper = {
            name: getattr(row, name) for name in (*HELPER_COLUMNS, "helper_consent") if not kept.helper_name
        }
        flags = ("no_voicemail", "neutral_texts", "no_email_reminders")
        move.fold(row, kept, either=flags)
        move.journal.update(kept, call_from=call_from, call_until=call_until, advice=words, **helper)


_members = {"fill": ["started_on", "publication_consent"], "either": ["may_edit"]}

for _fact in (Existence, RegisteredForm, RegisteredActivity, Seat):
    register(_fact, "enterprise", without_overlap("valid"))
register(LegalStatus, "enterprise", without_overlap("valid", parts=["served_groups"]))
register(ServedGroup, "status", keep_once("group"))
register(AnnualFigures, "enterprise", _figures_of_one_year)
register(DirectoryEntry, "enterprise", stay)
forgotten(EnterpriseMessage)
forgotten(ErrorReport)
register(Engagement, "figures", _one_set)
register(OpeningTime, "enterprise", _one_set)
register(Channel, "enterprise", _one_receives_messages)
register(WebLink, "enterprise", keep_once("url"))
register(EnterpriseNews, "enterprise", keep_once("news", either=["is_its_story"]))
register(CheckLetter, "enterprise", keep_once("kind", "period"))
register(
    ChangeProposal,
    "enterprise",
    keep_once("section", "proposed_by", among=lambda proposal: proposal.is_open),
)
register(ReportDuty, "enterprise", keep_once("last_year", fill=["submitted_on", "enterprise_reminded_at"]))
register(
    Membership,
    "enterprise",
    keep_once("person", "role", among=lambda member: member.ended_on is None, **_members),
)
register(
    Membership,
    "person",
    keep_once("enterprise", "role", among=lambda member: member.ended_on is None, **_members),
)
register(PersonLogin, "person", keep_once("user"))
register(
    Joining, "enterprise", keep_once("action", fill=["words"], among=lambda joining: joining.left_at is None)
)
# Both records signed: the signature of the survivor stands for the one enterprise that they are.
register(
    InitiativeSignature,
    "enterprise",
    keep_once("initiative", among=lambda signature: signature.withdrawn_at is None),
)
register(
    Consent, "enterprise", keep_once("person", "purpose", among=lambda consent: consent.withdrawn_at is None)
)
register(
    Consent, "person", keep_once("purpose", "enterprise", among=lambda consent: consent.withdrawn_at is None)
)
register(DataRequest, "person", keep_once("kind", fill=["words"], among=lambda request: request.is_open))
register(ContactPreference, "person", _more_careful)
register(Demographics, "person", keep_once(fill=["sex", "birth_year", "employment"]))
register(Demographics, "consent", keep_once(fill=["sex", "birth_year", "employment"]))
register(Vulnerability, "person", _never_two_hardships)
register(Vulnerability, "consent", _never_two_hardships)


def _after_enterprises(journal: Journal, kept: Any, merged: Any) -> None:
    """Lead the merged record's address here, join the notes, and bring what is made of the names up to date."""
    journal.create(FormerSlug(slug=merged.slug, enterprise=kept))
    kept.refresh_from_db()
    notes = [note for note in (kept.internal_note, merged.internal_note) if note]
    changes: dict[str, Any] = {
        "internal_note": "\n\n".join(dict.fromkeys(notes)),
        "comparable_name": comparable_names(kept.legal_name, kept.name_sr),
        # What was typed in Latin counts only for as long as the stored text is the same.
        "typed_latin": {**merged.typed_latin, **kept.typed_latin},
    }
    journal.update(kept, **changes)


def _after_people(journal: Journal, kept: Any, merged: Any) -> None:
    """Say since when the person is known, and that they run an enterprise if either record says so."""
    kept.refresh_from_db()
    changes: dict[str, Any] = {"created_at": min(kept.created_at, merged.created_at)}
    if Stage.EXISTING in {kept.stage, merged.stage}:
        changes["stage"] = Stage.EXISTING
    journal.update(kept, **changes)


mergeable(
    Mergeable(
        Enterprise,
        choices=(
            Choice(("legal_name",)),
            Choice(("name_sr", "name_en"), gettext_lazy("name")),
            Choice(("registration_number",)),
            Choice(("tax_number",)),
            Choice(("founded_on",)),
            Choice(("summary_sr", "summary_en"), gettext_lazy("in one sentence")),
            Choice(("description_sr", "description_en"), gettext_lazy("description")),
            Choice(("how_to_buy_sr", "how_to_buy_en"), gettext_lazy("how to buy")),
            Choice(("hours_note_sr", "hours_note_en"), gettext_lazy("about the opening times")),
            Choice(("languages",)),
            Choice(("latitude", "longitude"), gettext_lazy("point on the map")),
        ),
        set_aside={"state": EnterpriseState.ARCHIVED},
        afterwards=_after_enterprises,
    )
)
mergeable(
    Mergeable(
        Entrepreneur,
        choices=(
            Choice(("name",)),
            Choice(("phone",)),
            Choice(("email",)),
            Choice(("language",)),
            Choice(("settlement",)),
        ),
        afterwards=_after_people,
    )
)
