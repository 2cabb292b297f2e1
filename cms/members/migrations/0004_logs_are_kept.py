"""The logs of members and of their consents are written once: PostgreSQL refuses anything else."""

from django.db import migrations

TABLES = ("memberevent", "subscriptionevent")
FORWARDS = """
CREATE FUNCTION members_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The log of members is append-only (%): % refused.', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$;
""" + "".join(
    f"""
CREATE TRIGGER members_{name}_rows BEFORE UPDATE OR DELETE ON members_{name}
    FOR EACH ROW EXECUTE FUNCTION members_refuse_change();
CREATE TRIGGER members_{name}_table BEFORE TRUNCATE ON members_{name}
    FOR EACH STATEMENT EXECUTE FUNCTION members_refuse_change();
"""
    for name in TABLES
)
BACKWARDS = (
    "".join(
        f"""
DROP TRIGGER members_{name}_table ON members_{name};
DROP TRIGGER members_{name}_rows ON members_{name};
"""
        for name in TABLES
    )
    + "DROP FUNCTION members_refuse_change();"
)


class Migration(migrations.Migration):
    dependencies = [("members", "0003_leaving_and_services")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
