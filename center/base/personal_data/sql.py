"""SQL of the functions that shorten history and logs: run as the owner of the database, asked by the application."""

from typing import Final

FORGET_HISTORY_CREATE: Final = """
CREATE FUNCTION center_forget_history(
    events regclass, records regclass, ids bigint[], names text[], why text, request text
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    history text := (SELECT relname FROM pg_class WHERE oid = events);
    source text := (SELECT relname FROM pg_class WHERE oid = records);
    own oid := (SELECT oid FROM pg_roles WHERE rolname = current_user);
    name text;
    kind oid;
    is_needed boolean;
    nothing text;
    is_blank text;
    touched bigint;
    total bigint := 0;
BEGIN
    -- Only a history table of ours, and only with the table that it follows: the longest name with which it begins.
    IF NOT EXISTS (
        SELECT FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'pgh_obj_id'
        WHERE c.oid = events AND c.relowner = own
    ) OR NOT EXISTS (SELECT FROM pg_class WHERE oid = records AND relowner = own)
    OR events = records OR NOT starts_with(history, source) OR EXISTS (
        SELECT FROM pg_class o WHERE o.relkind = 'r' AND o.relowner = own AND o.oid <> events
        AND length(o.relname) > length(source) AND starts_with(history, o.relname)
    ) THEN
        RAISE EXCEPTION '% is not the history of %', events, records USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM set_config('pgtrigger.ignore', (
        SELECT '{' || coalesce(string_agg(tgname, ','), '') || '}' FROM pg_trigger
        WHERE tgrelid = events AND tgname LIKE 'pgtrigger_append_only_%'
    ), true);
    FOREACH name IN ARRAY names LOOP
        SELECT atttypid, attnotnull INTO kind, is_needed FROM pg_attribute
        WHERE attrelid = events AND attname = name AND NOT attisdropped AND attname NOT LIKE 'pgh\\_%';
        IF NOT FOUND OR NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = records AND attname = name) THEN
            RAISE EXCEPTION 'no column % in %', name, events USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF kind IN ('text'::regtype, 'varchar'::regtype) THEN
            nothing := quote_literal('');
            is_blank := format(
                'coalesce(l.%1$I, %2$L) IN (%2$L, %3$L) OR l.%1$I ~ %4$L',
                name, '', '–', '^erased-[0-9]+@erased\\.invalid$'
            );
        ELSIF kind = 'jsonb'::regtype THEN
            nothing := quote_literal('{}') || '::jsonb';
            is_blank := format('coalesce(l.%1$I, %2$L::jsonb) IN (%2$L::jsonb, %3$L::jsonb)', name, '{}', '[]');
        ELSIF NOT is_needed THEN
            nothing := 'NULL';
            is_blank := format('l.%I IS NULL', name);
        ELSE
            -- A number or a yes and no that must be there names nobody.
            CONTINUE;
        END IF;
        EXECUTE format(
            'UPDATE %1$s e SET %2$I = %3$s WHERE e.pgh_obj_id = ANY($1) AND e.%2$I IS DISTINCT FROM %3$s'
            ' AND NOT EXISTS (SELECT FROM %4$s l WHERE l.id = e.pgh_obj_id AND NOT (%5$s))',
            events, name, nothing, records, is_blank
        ) USING ids;
        GET DIAGNOSTICS touched = ROW_COUNT;
        total := total + touched;
    END LOOP;
    PERFORM set_config('pgtrigger.ignore', '{}', true);
    IF total > 0 THEN
        INSERT INTO center_historyredaction (
            event_table, columns, record_count, value_count, purpose, request_id, database_role, done_at
        ) VALUES (history, names, cardinality(ids), total, why, request, session_user, clock_timestamp());
    END IF;
    RETURN total;
END $$;
REVOKE ALL ON FUNCTION center_forget_history(regclass, regclass, bigint[], text[], text, text) FROM PUBLIC;
"""
FORGET_HISTORY_DROP: Final = (
    "DROP FUNCTION center_forget_history(regclass, regclass, bigint[], text[], text, text)"
)
# The five years stand here too, so that nobody can ask for less; a test compares them with the sentence on /privacy/.
FORGET_LOG_CREATE: Final = """
CREATE FUNCTION center_forget_log(log regclass) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    touched bigint;
BEGIN
    PERFORM set_config('pgtrigger.ignore', (
        SELECT '{' || coalesce(string_agg(tgname, ','), '') || '}' FROM pg_trigger
        WHERE tgrelid = log AND tgname LIKE 'pgtrigger_%'
    ), true);
    IF log = 'center_accessrecord'::regclass THEN
        DELETE FROM center_accessrecord WHERE seen_at < now() - interval '5 years';
    ELSIF log = 'center_staffaction'::regclass THEN
        DELETE FROM center_staffaction WHERE done_at < now() - interval '5 years';
    ELSE
        RAISE EXCEPTION '% is no log that is shortened', log USING ERRCODE = 'insufficient_privilege';
    END IF;
    GET DIAGNOSTICS touched = ROW_COUNT;
    PERFORM set_config('pgtrigger.ignore', '{}', true);
    RETURN touched;
END $$;
REVOKE ALL ON FUNCTION center_forget_log(regclass) FROM PUBLIC;
"""
FORGET_LOG_DROP: Final = "DROP FUNCTION center_forget_log(regclass)"

# The same with the log of what happened at the door.
FORGET_LOG_WITH_ACCOUNTS: Final = FORGET_LOG_CREATE.replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
).replace(
    "    ELSE\n",
    "    ELSIF log = 'center_accountevent'::regclass THEN\n"
    "        DELETE FROM center_accountevent WHERE happened_at < now() - interval '5 years';\n"
    "    ELSE\n",
)
FORGET_LOG_WITHOUT_ACCOUNTS: Final = FORGET_LOG_CREATE.replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)
# Who acted stands beside the history, in a table that pghistory writes to again when a request tells more of itself
# (its button, its verb). So the application must be able to change a row, but only to add to what it says, and soon.
KEEP_CONTEXT_CREATE: Final = """
CREATE FUNCTION center_keep_context() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.id = OLD.id AND NEW.created_at = OLD.created_at
    AND (NEW.metadata - 'verb') @> (OLD.metadata - 'verb') AND OLD.created_at > now() - interval '1 hour' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'who acted is only ever added to' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER center_context_only_added BEFORE UPDATE OR DELETE ON pghistory_context
    FOR EACH ROW EXECUTE FUNCTION center_keep_context();
"""
KEEP_CONTEXT_DROP: Final = """
DROP TRIGGER center_context_only_added ON pghistory_context;
DROP FUNCTION center_keep_context();
"""
