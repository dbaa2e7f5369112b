"""The trigger that holds an initiative to what was signed: it asks when the transaction ends."""

import pgtrigger

# As in `initiative_wording.SIGNED_WORDS`, which stands above this module.
_WORDS = ("title_sr", "title_en", "summary_sr", "summary_en", "why_sr", "why_en")


def words_trigger() -> pgtrigger.Trigger:
    """Return the trigger on initiatives: with a wording, their words and whom they ask are those of the last one."""
    same = " AND ".join(f"i.{name} = w.{name}" for name in _WORDS)
    return pgtrigger.Trigger(
        name="signed_words_stay",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        timing=pgtrigger.Deferred,
        declare=[("fits", "BOOLEAN")],
        func=(
            f"SELECT {same} AND w.asked = ARRAY(SELECT institution_id"  # noqa: S608 -- of our own list
            " FROM center_advocacyinitiative_institutions WHERE advocacyinitiative_id = i.id"
            " ORDER BY institution_id) INTO fits"
            " FROM center_advocacyinitiative i JOIN center_initiativewording w ON w.initiative_id = i.id"
            " WHERE i.id = NEW.id ORDER BY w.number DESC LIMIT 1;"
            " IF NOT coalesce(fits, TRUE) THEN RAISE EXCEPTION 'initiative_says_what_was_signed'"
            " USING ERRCODE = 'check_violation'; END IF; RETURN NULL;"
        ),
    )
