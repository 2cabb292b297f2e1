"""What happened to translations, and the texts that they were made from, are written once: PostgreSQL refuses more.

The function and the triggers live in the municipality's own schema, so that a dump of the schema brings them along.
"""

from django.db import migrations

TABLES = ("languages_translationevent", "languages_sourcetext")
FUNCTION = """
CREATE FUNCTION languages_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are never changed or deleted.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
"""
TRIGGERS = """
CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION languages_refuse_change();
CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION languages_refuse_change();
"""
NO_TRIGGERS = "DROP TRIGGER {table}_whole ON {table}; DROP TRIGGER {table}_rows ON {table};"


def each(text: str) -> str:
    return "".join(text.format(table=table) for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("languages", "0001_translations")]

    operations = [
        migrations.RunSQL(FUNCTION + each(TRIGGERS), each(NO_TRIGGERS) + "DROP FUNCTION languages_refuse_change();")
    ]
