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
