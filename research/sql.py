"""What the database itself does for the research: rows of answers lose their order."""

from typing import Final

MIX_ANSWERS: Final = "research_mix_answers()"
# A row remembers the transaction that wrote it, and rows lie in the order in which they came: both would join an
# answer to the invitation that was spent, or the draft that was deleted, in the same moment. Written anew within one
# transaction and in a random order they say nothing; TRUNCATE takes the old pages away at once, dead rows included.
# Nothing refers to these three tables. The triggers of the rows are for new answers.
MIX_ANSWERS_CREATE: Final = """
CREATE FUNCTION research_mix_answers() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    mixed bigint;
BEGIN
    LOCK TABLE research_response, research_spentinvitation, research_draft IN ACCESS EXCLUSIVE MODE;
    CREATE TEMPORARY TABLE mixed_response ON COMMIT DROP AS SELECT * FROM research_response;
    CREATE TEMPORARY TABLE mixed_spent ON COMMIT DROP AS SELECT * FROM research_spentinvitation;
    CREATE TEMPORARY TABLE mixed_draft ON COMMIT DROP AS SELECT * FROM research_draft;
    TRUNCATE research_response, research_spentinvitation, research_draft;
    PERFORM set_config('pgtrigger.ignore', (
        SELECT '{' || coalesce(string_agg(tgname, ','), '') || '}' FROM pg_trigger
        WHERE tgrelid IN ('research_response'::regclass, 'research_spentinvitation'::regclass)
        AND tgname LIKE 'pgtrigger_%'
    ), true);
    INSERT INTO research_response SELECT * FROM mixed_response ORDER BY random();
    GET DIAGNOSTICS mixed = ROW_COUNT;
    INSERT INTO research_spentinvitation SELECT * FROM mixed_spent ORDER BY random();
    INSERT INTO research_draft SELECT * FROM mixed_draft ORDER BY random();
    PERFORM set_config('pgtrigger.ignore', '{}', true);
    RETURN mixed;
END $$;
REVOKE ALL ON FUNCTION research_mix_answers() FROM PUBLIC;
"""
MIX_ANSWERS_DROP: Final = "DROP FUNCTION research_mix_answers()"
