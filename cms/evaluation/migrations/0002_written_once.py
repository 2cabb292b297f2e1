"""What was put on record and evaluated is written once, and nothing is put on record of a period that is closed."""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION evaluation_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are never changed or deleted.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE FUNCTION evaluation_is_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM evaluation_evaluationperiod WHERE last >= NEW.day) THEN
        RAISE EXCEPTION 'The period of % is closed.', NEW.day USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
"""
FINAL = """
CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION evaluation_is_final();
CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION evaluation_is_final();
"""
NOT_FINAL = "DROP TRIGGER {table}_whole ON {table}; DROP TRIGGER {table}_rows ON {table};"
CLOSED = """
CREATE TRIGGER {table}_closed BEFORE INSERT ON {table}
    FOR EACH ROW EXECUTE FUNCTION evaluation_is_closed();
"""
NOT_CLOSED = "DROP TRIGGER {table}_closed ON {table};"

WRITTEN_ONCE = (
    "evaluation_notedday",
    "evaluation_fact",
    "evaluation_evaluationperiod",
    "evaluation_departmentresult",
)
OF_DAYS = ("evaluation_notedday", "evaluation_fact")


def each(text: str, tables: tuple[str, ...]) -> str:
    return "".join(text.format(table=table) for table in tables)


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0001_initial")]

    operations = [
        migrations.RunSQL(
            FUNCTIONS + each(FINAL, WRITTEN_ONCE) + each(CLOSED, OF_DAYS),
            each(NOT_CLOSED, OF_DAYS)
            + each(NOT_FINAL, WRITTEN_ONCE)
            + "DROP FUNCTION evaluation_is_closed(); DROP FUNCTION evaluation_is_final();",
        )
    ]
