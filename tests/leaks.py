"""Where a word still stands in the database: every table, encrypted columns read."""

from collections.abc import Iterable

from django.apps import apps
from django.db import connection

from center.base.encryption import EncryptedTextField


def places_of(words: Iterable[str]) -> set[tuple[str, str]]:
    """Return table and word of each place in which one of the words stands."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 -- names from the database itself
            text = "\n".join(row[0] for row in cursor.fetchall())
            # What is stored as bytes is shown as digits.
            found |= {(table, word) for word in words if word in text or word.encode().hex() in text}
    for model in apps.get_models():
        names = [each.name for each in model._meta.concrete_fields if isinstance(each, EncryptedTextField)]
        for row in model._base_manager.values_list(*names) if names else ():
            text = "\n".join(map(str, row))
            found |= {(model._meta.db_table, word) for word in words if word in text}
    return found
