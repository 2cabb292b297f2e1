"""One query over many schemas, instead of one query a schema."""

from collections.abc import Sequence

from django_tenants.utils import quote_schema_name


def union_all(schemas: Sequence[str], select: str) -> tuple[str, list[str]]:
    """``select`` for every schema, as one statement with its parameters.

    In ``select`` stands ``{schema}`` for the quoted name, and ``%s`` once for the name as a value.
    """
    parts = [select.replace("{schema}", quote_schema_name(schema)) for schema in schemas]
    return " UNION ALL ".join(parts), list(schemas)
