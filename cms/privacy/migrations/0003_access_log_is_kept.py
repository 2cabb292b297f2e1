"""The access log is only ever added to. A row may go when its time is over, and nobody has to hurry it.

The functions and the triggers live in the municipality's own schema, so that a dump of the schema brings them along.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION privacy_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The access log is append-only: % refused.', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
CREATE FUNCTION privacy_refuse_early() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.kept_until >= (now() AT TIME ZONE 'Asia/Seoul')::date THEN
        RAISE EXCEPTION 'This access is kept until %.', OLD.kept_until USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END
$$;
CREATE TRIGGER privacy_access_rows BEFORE UPDATE ON privacy_accessentry
    FOR EACH ROW EXECUTE FUNCTION privacy_refuse_change();
CREATE TRIGGER privacy_access_time BEFORE DELETE ON privacy_accessentry
    FOR EACH ROW EXECUTE FUNCTION privacy_refuse_early();
CREATE TRIGGER privacy_access_whole BEFORE TRUNCATE ON privacy_accessentry
    FOR EACH STATEMENT EXECUTE FUNCTION privacy_refuse_change();
CREATE TRIGGER privacy_review_rows BEFORE UPDATE OR DELETE ON privacy_accessreview
    FOR EACH ROW EXECUTE FUNCTION privacy_refuse_change();
CREATE TRIGGER privacy_review_whole BEFORE TRUNCATE ON privacy_accessreview
    FOR EACH STATEMENT EXECUTE FUNCTION privacy_refuse_change();
"""
BACKWARDS = """
DROP TRIGGER privacy_review_whole ON privacy_accessreview;
DROP TRIGGER privacy_review_rows ON privacy_accessreview;
DROP TRIGGER privacy_access_whole ON privacy_accessentry;
DROP TRIGGER privacy_access_time ON privacy_accessentry;
DROP TRIGGER privacy_access_rows ON privacy_accessentry;
DROP FUNCTION privacy_refuse_early();
DROP FUNCTION privacy_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("privacy", "0002_access_log")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
