"""A rule for every page, so that none is without a deadline; and acts on record stay as they were written."""

import datetime

from django.db import migrations

DAYS = 180
BASIS = "운영 기준(기본값)"

FINAL = """
CREATE FUNCTION pages_act_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (to_jsonb(NEW) ->> 'rubber_stamp')::boolean
        AND to_jsonb(NEW) - 'rubber_stamp' = to_jsonb(OLD) - 'rubber_stamp' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Rows of % are never changed or deleted.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER pages_confirmation_final BEFORE UPDATE OR DELETE ON pages_confirmation
    FOR EACH ROW EXECUTE FUNCTION pages_act_is_final();
CREATE TRIGGER pages_minoredit_final BEFORE UPDATE OR DELETE ON pages_minoredit
    FOR EACH ROW EXECUTE FUNCTION pages_act_is_final();
"""
NOT_FINAL = """
DROP TRIGGER pages_confirmation_final ON pages_confirmation;
DROP TRIGGER pages_minoredit_final ON pages_minoredit;
DROP FUNCTION pages_act_is_final();
"""


def general_rule(apps, schema_editor):
    rule = apps.get_model("pages", "FreshnessRule")
    rule.objects.get_or_create(
        department=None,
        content_class="",
        effective_on=datetime.date(2000, 1, 1),
        defaults={"days": DAYS, "basis": BASIS},
    )


class Migration(migrations.Migration):
    dependencies = [("pages", "0002_stewardship")]

    operations = [
        migrations.RunSQL(FINAL, NOT_FINAL),
        migrations.RunPython(general_rule, migrations.RunPython.noop),
    ]
