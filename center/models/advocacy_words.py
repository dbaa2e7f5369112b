"""Triggers that hold an initiative to what was signed: they ask when the transaction ends."""

from typing import Final

import pgtrigger

# What is signed, as it stands in the initiative and in each of its wordings.
SIGNED_WORDS: Final = ("title_sr", "title_en", "summary_sr", "summary_en", "why_sr", "why_en")
# The column that names the initiative, by table: the initiative itself, whom it asks, its wordings (which stay).
_TRIGGERS: Final = {
    "id": ("signed_words_stay", pgtrigger.Update),
    "advocacyinitiative_id": (
        "signed_institutions_stay",
        pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    ),
    "initiative_id": ("wording_is_of_its_initiative", pgtrigger.Insert),
}


def words_trigger(key: str) -> pgtrigger.Trigger:
    """Return the trigger of the table whose column `key` names the initiative.

    With a wording, the words of an initiative and whom it asks are those of the last one. They stand in three tables;
    each asks, so that none changes alone.
    """
    name, operation = _TRIGGERS[key]
    same = " AND ".join(f"i.{word} = w.{word}" for word in SIGNED_WORDS)
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        declare=[("fits", "BOOLEAN")],
        func=(
            f"SELECT bool_and({same} AND w.asked = ARRAY(SELECT institution_id"  # noqa: S608 -- of our own lists
            " FROM center_advocacyinitiative_institutions WHERE advocacyinitiative_id = i.id"
            " ORDER BY institution_id)) INTO fits"
            " FROM center_advocacyinitiative i CROSS JOIN LATERAL (SELECT * FROM center_initiativewording"
            " WHERE initiative_id = i.id ORDER BY number DESC LIMIT 1) w"
            # A row that moves from one initiative to another concerns both; there is no OLD of a new row.
            f" WHERE i.id = ANY (ARRAY[OLD.{key}, NEW.{key}]);"
            " IF NOT coalesce(fits, TRUE) THEN RAISE EXCEPTION 'initiative_says_what_was_signed'"
            " USING ERRCODE = 'check_violation'; END IF; RETURN NULL;"
        ),
    )
