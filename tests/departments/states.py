"""Every row of the municipality's tables as text, to say that nothing else changed."""

from django.db import connection

OWN = {
    "departments_reorganisation",
    "departments_reorganisationline",
    "departments_reorganisationassignment",
    "departments_reorganisationchange",
    "wagtailsearch_indexentry",
    "modelsearch_indexentry",
    "django_session",
}
# Derived, and written anew with other keys: compared by what it says.
DERIVED = {"wagtailcore_referenceindex": "id"}


def dump() -> dict[str, list[str]]:
    """The rows of every table but the reorganisations' own, in the order of their text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1")
        tables = [name for (name,) in cursor.fetchall() if name not in OWN]
        return {table: _rows(cursor, table) for table in tables}


def differences(before: dict[str, list[str]], after: dict[str, list[str]]) -> dict[str, tuple]:
    """The tables that differ, with what is only in the one and only in the other."""
    return {
        table: (sorted(set(before[table]) - set(after[table])), sorted(set(after[table]) - set(before[table])))
        for table in before
        if before[table] != after[table]
    }


def _rows(cursor, table: str) -> list[str]:
    left_out = DERIVED.get(table)
    row = f"to_jsonb(t) - '{left_out}'" if left_out else "to_jsonb(t)"
    cursor.execute(f'SELECT ({row})::text FROM "{table}" t ORDER BY 1')
    return [text for (text,) in cursor.fetchall()]
