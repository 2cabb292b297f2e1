"""The history of a case is written once: PostgreSQL refuses anything else; so no case is ever deleted.

Its words may be emptied when their time is over, and closed anew under another key; an account that is deleted leaves
its name.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION petitions_keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.by_id IS NULL OR NEW.by_id = OLD.by_id THEN
            OLD.words := NEW.words;
            OLD.by_id := NEW.by_id;
            IF NEW = OLD THEN
                RETURN NEW;
            END IF;
        END IF;
    END IF;
    RAISE EXCEPTION 'The history of petitions is append-only: % refused.', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER petitions_event_rows BEFORE UPDATE OR DELETE ON petitions_caseevent
    FOR EACH ROW EXECUTE FUNCTION petitions_keep_history();
"""
BACKWARDS = """
DROP TRIGGER petitions_event_rows ON petitions_caseevent;
DROP FUNCTION petitions_keep_history();
"""


class Migration(migrations.Migration):
    dependencies = [("petitions", "0002_cases")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
