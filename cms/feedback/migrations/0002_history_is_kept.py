"""The history of an opinion is written once: PostgreSQL refuses anything else, and so an opinion is never deleted."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION feedback_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The history of opinions is append-only: % refused.', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER feedback_event_rows BEFORE UPDATE OR DELETE ON feedback_opinionevent
    FOR EACH ROW EXECUTE FUNCTION feedback_refuse_change();
"""
BACKWARDS = """
DROP TRIGGER feedback_event_rows ON feedback_opinionevent;
DROP FUNCTION feedback_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
