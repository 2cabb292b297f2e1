"""What was reviewed is written once: PostgreSQL refuses more.

The function and the triggers live in the municipality's own schema, so that a dump of the schema brings them along.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION translating_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are never changed or deleted.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER translating_review_rows BEFORE UPDATE OR DELETE ON translating_review
    FOR EACH ROW EXECUTE FUNCTION translating_refuse_change();
CREATE TRIGGER translating_review_whole BEFORE TRUNCATE ON translating_review
    FOR EACH STATEMENT EXECUTE FUNCTION translating_refuse_change();
"""
NO_FUNCTION = """
DROP TRIGGER translating_review_whole ON translating_review;
DROP TRIGGER translating_review_rows ON translating_review;
DROP FUNCTION translating_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("translating", "0001_assignments_and_reviews")]

    operations = [migrations.RunSQL(FUNCTION, NO_FUNCTION)]
