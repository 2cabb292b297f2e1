"""Consents are only ever added to, and the words that somebody agreed to stay as they were read.

The functions and the triggers live in the municipality's own schema, so that a dump of the schema brings them along.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION members_refuse_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Consents are append-only: % refused.', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
CREATE FUNCTION members_refuse_reworded() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE agreed bigint;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN
        RETURN NEW;
    END IF;
    IF TG_TABLE_NAME = 'members_consenttext' THEN agreed := OLD.id; ELSE agreed := OLD.text_id; END IF;
    IF EXISTS (SELECT 1 FROM members_consent WHERE text_id = agreed) THEN
        RAISE EXCEPTION 'Somebody agreed to these words: % refused.', TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER members_consent_rows BEFORE UPDATE OR DELETE ON members_consent
    FOR EACH ROW EXECUTE FUNCTION members_refuse_consent();
CREATE TRIGGER members_consent_whole BEFORE TRUNCATE ON members_consent
    FOR EACH STATEMENT EXECUTE FUNCTION members_refuse_consent();
CREATE TRIGGER members_consenttext_kept BEFORE UPDATE OR DELETE ON members_consenttext
    FOR EACH ROW EXECUTE FUNCTION members_refuse_reworded();
CREATE TRIGGER members_consentwording_kept BEFORE UPDATE OR DELETE ON members_consentwording
    FOR EACH ROW EXECUTE FUNCTION members_refuse_reworded();
"""
BACKWARDS = """
DROP TRIGGER members_consentwording_kept ON members_consentwording;
DROP TRIGGER members_consenttext_kept ON members_consenttext;
DROP TRIGGER members_consent_whole ON members_consent;
DROP TRIGGER members_consent_rows ON members_consent;
DROP FUNCTION members_refuse_reworded();
DROP FUNCTION members_refuse_consent();
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0006_consents")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
