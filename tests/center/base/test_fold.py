import unicodedata
import uuid

import psycopg
import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from center.base.scripts import fold, to_latin
from center.base.scripts.alphabet import AZBUKA, LETTER_TO_LATIN
from center.base.scripts.folding import FOLDING
from center.base.sql import SR_FOLD_CREATE

# PostgreSQL stores no NUL and no half of a pair; Python and PostgreSQL may know different Unicode versions.
STORABLE = st.characters(exclude_categories=("Cs", "Cn"), exclude_characters="\0")
TEXT = st.text(
    st.one_of(
        STORABLE, st.sampled_from([*LETTER_TO_LATIN, *filter(None, FOLDING)]), st.sampled_from("šđčćžǆ")
    )
)
FOLD_ALL = "SELECT array(SELECT sr_fold(x) FROM unnest(%s::text[]) WITH ORDINALITY t(x, n) ORDER BY n)"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Крушевац", "krusevac"),
        ("Kruševac", "krusevac"),
        ("KRUSEVAC", "krusevac"),
        ("Ђорђе", "djordje"),
        ("Đorđe", "djordje"),
        ("Djordje", "djordje"),
        ("Џеп, Džep, ǆep, dzep", "dzep, dzep, dzep, dzep"),
        ("Његош, љубав, чаша, ћуп", "njegos, ljubav, casa, cup"),
        ("Łódź, Straße, Ærø, naïve", "lodz, strasse, aero, naive"),
        ("m², ﬁ, №", "m2, fi, no"),
    ],
)
def test_both_scripts_and_plain_letters_meet(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(AZBUKA + AZBUKA.upper() + " "))
def test_serbian_folds_alike_in_both_scripts(text: str) -> None:
    assert fold(text) == fold(to_latin(text))


@given(TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.fixture
def sql_fold(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SR_FOLD_CREATE)


@pytest.mark.usefixtures("sql_fold")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(TEXT, max_size=20))
@example(["\u1e12", "D\u0339", "\u0130I\u0131", "\uac00", "Σς", "ӂ", "Қазақ"])
def test_the_database_folds_exactly_as_python_does(texts: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(FOLD_ALL, [texts])
        assert cursor.fetchone() == ([fold(text) for text in texts],)


@pytest.mark.usefixtures("sql_fold")
def test_the_database_folds_every_letter_of_the_table_as_python_does() -> None:
    letters = [unicodedata.normalize("NFC", char) for char in (*FOLDING, *LETTER_TO_LATIN)]
    with connection.cursor() as cursor:
        cursor.execute(FOLD_ALL, [letters])
        assert cursor.fetchone() == ([fold(letter) for letter in letters],)


@pytest.mark.usefixtures("sql_fold")
def test_the_function_serves_an_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE folded (name text)")
        cursor.execute("CREATE INDEX ON folded (sr_fold(name))")
        cursor.execute("DROP TABLE folded")
        cursor.execute("SELECT provolatile, proisstrict, proparallel FROM pg_proc WHERE proname = 'sr_fold'")
        assert cursor.fetchall() == [("i", True, "s")]


@pytest.mark.django_db
def test_the_function_needs_nothing_of_the_locale() -> None:
    parameters = connection.get_connection_params()
    address = {
        name: parameters[name] for name in ("host", "port", "user", "password") if parameters.get(name)
    }
    name = f"fold_{uuid.uuid4().hex}"
    with psycopg.connect(dbname=parameters["dbname"], autocommit=True, **address) as server:
        server.execute(
            f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C'"
        )
        try:
            with psycopg.connect(dbname=name, autocommit=True, **address) as plain:
                plain.execute(SR_FOLD_CREATE)
                texts = ["Крушевац ЂАК", "KRUŠEVAC Đak", "İstanbul, Σς", *FOLDING]
                assert plain.execute(FOLD_ALL, [texts]).fetchone() == ([fold(text) for text in texts],)
        finally:
            server.execute(f"DROP DATABASE {name}")
