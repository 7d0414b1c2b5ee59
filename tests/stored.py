"""Whether something stands anywhere in the record store."""

from django.db import connection


def stored_anywhere(text: str) -> bool:
    """Whether a text stands in any column of any table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f'select exists(select 1 from "{table}" one where one::text like %s)', [f"%{text}%"]
            )
            if cursor.fetchone()[0]:
                return True
    return False
