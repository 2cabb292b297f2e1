"""History and readings of a letter are written once: PostgreSQL refuses anything else; so no letter is ever deleted."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION contact_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The history of letters is append-only: % refused.', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER contact_event_rows BEFORE UPDATE OR DELETE ON contact_letterevent
    FOR EACH ROW EXECUTE FUNCTION contact_refuse_change();
CREATE TRIGGER contact_reading_rows BEFORE UPDATE OR DELETE ON contact_letterreading
    FOR EACH ROW EXECUTE FUNCTION contact_refuse_change();
"""
BACKWARDS = """
DROP TRIGGER contact_reading_rows ON contact_letterreading;
DROP TRIGGER contact_event_rows ON contact_letterevent;
DROP FUNCTION contact_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("contact", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
