"""SQL of the registry's own functions."""

from typing import Final

PIB_CREATE: Final = """
CREATE OR REPLACE FUNCTION rs_pib_is_valid(number text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    product integer := 10;
    total integer;
BEGIN
    IF number !~ '^[0-9]{9}$' THEN
        RETURN false;
    END IF;
    FOR place IN 1..8 LOOP
        total := (pg_catalog.substr(number, place, 1)::integer + product) % 10;
        IF total = 0 THEN
            total := 10;
        END IF;
        product := (2 * total) % 11;
    END LOOP;
    RETURN (product + pg_catalog.substr(number, 9, 1)::integer) % 10 = 1;
END
$$;
"""
"""Creates `rs_pib_is_valid(text)`: nine digits, the last one by ISO 7064, mod 11,10."""

PIB_DROP: Final = "DROP FUNCTION IF EXISTS rs_pib_is_valid(text);"

VULNERABLE_WITHIN_ALL: Final = """
PERFORM 1 FROM entrepreneurs_annualfigures WHERE id IN ({ids}) ORDER BY id FOR NO KEY UPDATE;
IF EXISTS (
    SELECT FROM entrepreneurs_annualfigures WHERE id IN ({ids}) AND vulnerable_engaged >
        (SELECT sum(people) FROM entrepreneurs_engagement WHERE figures_id = entrepreneurs_annualfigures.id)
) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'annual_figures_vulnerable_within_all',
        MESSAGE = 'more people from vulnerable groups than people engaged';
END IF;
RETURN NULL;
"""
"""Body of the deferred triggers: no more people from vulnerable groups than all that the table of people adds up to.

The lock lets the later of two transactions see what the earlier one wrote.
"""

DIRECTORY_TOTALS: Final = """
INSERT INTO entrepreneurs_directorytotal (facet, amount)
SELECT counted.facet, sum(counted.sign)
FROM (
    SELECT unnest(rows.facets || 'all'::varchar) AS facet, rows.sign
    FROM ({rows}) AS rows
) AS counted
GROUP BY counted.facet
HAVING sum(counted.sign) <> 0
ORDER BY counted.facet;
RETURN NULL;
"""
"""Body of the statement-level triggers that keep the totals of the directory; `rows` are facets with a sign."""

DIRECTORY_TOTALS_COMPACT: Final = """
WITH taken AS (
    DELETE FROM entrepreneurs_directorytotal
    WHERE id IN (SELECT id FROM entrepreneurs_directorytotal FOR UPDATE SKIP LOCKED)
    RETURNING facet, amount
)
INSERT INTO entrepreneurs_directorytotal (facet, amount)
SELECT facet, sum(amount) FROM taken GROUP BY facet HAVING sum(amount) <> 0;
"""
"""Makes one row of each facet's rows, in one statement: who reads meanwhile sees all or none of it."""

DIRECTORY_WORDS_TIDY: Final = """
WITH occurring AS (
    SELECT DISTINCT unnest(string_to_array(words_name || ' ' || words_products || ' ' || words_summary
        || ' ' || words_rest, ' ')) AS word
    FROM entrepreneurs_directoryentry
), first_of AS (
    SELECT min(words.id) AS id FROM entrepreneurs_directoryword AS words JOIN occurring USING (word) GROUP BY word
)
DELETE FROM entrepreneurs_directoryword AS words
WHERE NOT EXISTS (SELECT FROM first_of WHERE first_of.id = words.id);
"""
"""Forgets words that no longer occur, and all but the first row of a word."""
