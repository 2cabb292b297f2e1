"""Rows of the register and of its verifications are written once: PostgreSQL refuses anything else.

The function and the triggers live in the municipality's own schema, so that a dump of the schema brings them along.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION publication_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The register of publications is append-only: % refused.', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER publication_register_rows BEFORE UPDATE OR DELETE ON publication_publicationregister
    FOR EACH ROW EXECUTE FUNCTION publication_refuse_change();
CREATE TRIGGER publication_register_whole BEFORE TRUNCATE ON publication_publicationregister
    FOR EACH STATEMENT EXECUTE FUNCTION publication_refuse_change();
CREATE TRIGGER publication_check_rows BEFORE UPDATE OR DELETE ON publication_registercheck
    FOR EACH ROW EXECUTE FUNCTION publication_refuse_change();
CREATE TRIGGER publication_check_whole BEFORE TRUNCATE ON publication_registercheck
    FOR EACH STATEMENT EXECUTE FUNCTION publication_refuse_change();
"""
BACKWARDS = """
DROP TRIGGER publication_check_whole ON publication_registercheck;
DROP TRIGGER publication_check_rows ON publication_registercheck;
DROP TRIGGER publication_register_whole ON publication_publicationregister;
DROP TRIGGER publication_register_rows ON publication_publicationregister;
DROP FUNCTION publication_refuse_change();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("publication", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
