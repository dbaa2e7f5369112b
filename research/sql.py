"""What the database itself does for the research: rows of answers lose their order."""

from typing import Final

MIX_ANSWERS: Final = "research_mix_answers()"
# An advisory lock: whoever answers shares it, the mixing has it alone. Without it the two would lock the same tables in
# different orders, and one of them would be stopped as a deadlock. The function below names the same number.
ANSWERING_LOCK: Final = 4002
# A row remembers the transaction that wrote it, and rows lie in the order in which they came: both would join an
# answer to the invitation that was spent, or the draft that was deleted, in the same moment. Written anew within one
# transaction and in a random order they say nothing; TRUNCATE takes the old pages away at once, dead rows included.
# Nothing refers to these three tables. The triggers of the rows are for new answers.
# Whoever sends also locks the row of the invitation, for the foreign key of its mark, and a row remembers who locked it
# last: that would tell in which order, and so on which day, the invitations of an anonymous survey were answered. All
# rows of such a survey are written anew together, or the night would tell the day. What they say stays the same, so no
# history is written.
MIX_ANSWERS_CREATE: Final = """
CREATE FUNCTION research_mix_answers() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    mixed bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(4002, 0);
    LOCK TABLE research_invitation IN EXCLUSIVE MODE;
    LOCK TABLE research_response, research_spentinvitation, research_draft IN ACCESS EXCLUSIVE MODE;
    CREATE TEMPORARY TABLE mixed_response ON COMMIT DROP AS SELECT * FROM research_response;
    CREATE TEMPORARY TABLE mixed_spent ON COMMIT DROP AS SELECT * FROM research_spentinvitation;
    CREATE TEMPORARY TABLE mixed_draft ON COMMIT DROP AS SELECT * FROM research_draft;
    TRUNCATE research_response, research_spentinvitation, research_draft;
    PERFORM set_config('pgtrigger.ignore', (
        SELECT '{' || coalesce(string_agg(tgname, ','), '') || '}' FROM pg_trigger
        WHERE tgrelid IN (
            'research_response'::regclass, 'research_spentinvitation'::regclass, 'research_invitation'::regclass
        )
        AND tgname LIKE 'pgtrigger_%'
    ), true);
    INSERT INTO research_response SELECT * FROM mixed_response ORDER BY random();
    GET DIAGNOSTICS mixed = ROW_COUNT;
    INSERT INTO research_spentinvitation SELECT * FROM mixed_spent ORDER BY random();
    INSERT INTO research_draft SELECT * FROM mixed_draft ORDER BY random();
    UPDATE research_invitation SET mode = mode WHERE survey_id IN (
        SELECT answered.survey_id FROM research_invitation AS answered
        JOIN research_survey ON research_survey.id = answered.survey_id AND research_survey.is_anonymous
        WHERE answered.xmax::text <> '0'
    );
    PERFORM set_config('pgtrigger.ignore', '{}', true);
    RETURN mixed;
END $$;
REVOKE ALL ON FUNCTION research_mix_answers() FROM PUBLIC;
"""
MIX_ANSWERS_DROP: Final = "DROP FUNCTION research_mix_answers()"
