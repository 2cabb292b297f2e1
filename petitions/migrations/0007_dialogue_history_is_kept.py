"""What was decided about an opinion is written once, as the history of cases is."""

from django.db import migrations

FORWARDS = """
CREATE TRIGGER petitions_opinion_rows BEFORE UPDATE OR DELETE ON petitions_opinionevent
    FOR EACH ROW EXECUTE FUNCTION petitions_keep_history();
"""
BACKWARDS = "DROP TRIGGER petitions_opinion_rows ON petitions_opinionevent;"


class Migration(migrations.Migration):
    dependencies = [("petitions", "0006_payments_and_dialogue")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
