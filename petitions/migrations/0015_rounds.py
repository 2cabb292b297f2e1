"""A petition that is taken up again can be objected to again; no petitioner is named outside of the case itself."""

from django.db import migrations

#: Whoever filed as a member stood by name in the history; what is erased says no longer whose it was.
UNNAMED = """
ALTER TABLE petitions_caseevent DISABLE TRIGGER petitions_event_rows;
UPDATE petitions_caseevent SET by_id = NULL, by_name = '' WHERE actor = 'petitioner' AND (by_id IS NOT NULL OR by_name <> '');
ALTER TABLE petitions_caseevent ENABLE TRIGGER petitions_event_rows;
UPDATE petitions_case SET member_id = NULL WHERE erased_at IS NOT NULL AND member_id IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("petitions", "0014_one_outbox")]

    operations = [
        migrations.RunSQL(UNNAMED, migrations.RunSQL.noop),
    ]
