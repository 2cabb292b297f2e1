"""The register of removals and its verifications are written once; matters, copies and what belongs to them never go.

The functions and triggers live in the municipality's own schema, so that a dump of the schema brings them along.
"""

from django.db import migrations

KEPT = ("matter", "report", "proposal", "referral", "evidence", "objection", "tombstone", "reasonnotice", "block")

FORWARDS = """
CREATE FUNCTION moderation_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The register of removals is append-only: % refused.', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
CREATE FUNCTION moderation_refuse_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What a removal was decided on is kept (%): % refused.', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER moderation_register_rows BEFORE UPDATE OR DELETE ON moderation_moderationregister
    FOR EACH ROW EXECUTE FUNCTION moderation_refuse_change();
CREATE TRIGGER moderation_register_whole BEFORE TRUNCATE ON moderation_moderationregister
    FOR EACH STATEMENT EXECUTE FUNCTION moderation_refuse_change();
CREATE TRIGGER moderation_check_rows BEFORE UPDATE OR DELETE ON moderation_registercheck
    FOR EACH ROW EXECUTE FUNCTION moderation_refuse_change();
CREATE TRIGGER moderation_check_whole BEFORE TRUNCATE ON moderation_registercheck
    FOR EACH STATEMENT EXECUTE FUNCTION moderation_refuse_change();
""" + "".join(
    f"""
CREATE TRIGGER moderation_{name}_kept BEFORE DELETE ON moderation_{name}
    FOR EACH ROW EXECUTE FUNCTION moderation_refuse_delete();
CREATE TRIGGER moderation_{name}_whole BEFORE TRUNCATE ON moderation_{name}
    FOR EACH STATEMENT EXECUTE FUNCTION moderation_refuse_delete();
"""
    for name in KEPT
)
BACKWARDS = (
    "".join(
        f"""
DROP TRIGGER moderation_{name}_whole ON moderation_{name};
DROP TRIGGER moderation_{name}_kept ON moderation_{name};
"""
        for name in KEPT
    )
    + """
DROP TRIGGER moderation_check_whole ON moderation_registercheck;
DROP TRIGGER moderation_check_rows ON moderation_registercheck;
DROP TRIGGER moderation_register_whole ON moderation_moderationregister;
DROP TRIGGER moderation_register_rows ON moderation_moderationregister;
DROP FUNCTION moderation_refuse_delete();
DROP FUNCTION moderation_refuse_change();
"""
)


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_moderation")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
