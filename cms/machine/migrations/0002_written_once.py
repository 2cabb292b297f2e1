"""What a service was used for is written once: PostgreSQL refuses to change or delete a row.

The function and the triggers live in the municipality's own schema, so that a dump of the schema brings them along.
"""

from django.db import migrations

MAKE = """
CREATE FUNCTION machine_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are never changed or deleted.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER machine_machineuse_rows BEFORE UPDATE OR DELETE ON machine_machineuse
    FOR EACH ROW EXECUTE FUNCTION machine_refuse_change();
CREATE TRIGGER machine_machineuse_whole BEFORE TRUNCATE ON machine_machineuse
    FOR EACH STATEMENT EXECUTE FUNCTION machine_refuse_change();
"""
UNMAKE = """
DROP TRIGGER machine_machineuse_whole ON machine_machineuse;
DROP TRIGGER machine_machineuse_rows ON machine_machineuse;
DROP FUNCTION machine_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("machine", "0001_setting_and_uses")]

    operations = [migrations.RunSQL(MAKE, UNMAKE)]
