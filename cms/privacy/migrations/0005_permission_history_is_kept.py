"""Changes of rights are only ever added to, and kept for their time, as the access log is."""

from django.db import migrations

FORWARDS = """
CREATE TRIGGER privacy_rights_rows BEFORE UPDATE ON privacy_permissionchange
    FOR EACH ROW EXECUTE FUNCTION privacy_refuse_change();
CREATE TRIGGER privacy_rights_time BEFORE DELETE ON privacy_permissionchange
    FOR EACH ROW EXECUTE FUNCTION privacy_refuse_early();
CREATE TRIGGER privacy_rights_whole BEFORE TRUNCATE ON privacy_permissionchange
    FOR EACH STATEMENT EXECUTE FUNCTION privacy_refuse_change();
"""
BACKWARDS = """
DROP TRIGGER privacy_rights_whole ON privacy_permissionchange;
DROP TRIGGER privacy_rights_time ON privacy_permissionchange;
DROP TRIGGER privacy_rights_rows ON privacy_permissionchange;
"""


class Migration(migrations.Migration):
    dependencies = [("privacy", "0004_permission_history")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
