"""On no date is a page without a responsible department: the database itself keeps closed ones away from records.

A record that is written waits for whoever is closing its department, and sees what came of it. Closing is looked at when
the transaction ends, so that a reorganisation can move and close in any order.
"""

from django.db import migrations

GUARD = """
CREATE FUNCTION pages_department_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE closed date;
BEGIN
    EXECUTE format('SELECT closed_on FROM %I.departments_department WHERE id = $1 FOR SHARE', TG_TABLE_SCHEMA)
        INTO closed USING NEW.department_id;
    IF closed IS NOT NULL THEN
        RAISE EXCEPTION 'department % was closed on %: it answers for no page', NEW.department_id, closed
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pages_department_is_open';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER pages_department_is_open BEFORE INSERT OR UPDATE OF department_id ON pages_pagerecord
    FOR EACH ROW EXECUTE FUNCTION pages_department_is_open();

CREATE FUNCTION departments_closed_holds_no_page() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE held bigint;
BEGIN
    EXECUTE format(
        'SELECT count(*) FROM %1$I.pages_pagerecord r JOIN %1$I.departments_department d ON d.id = r.department_id'
        ' WHERE d.id = $1 AND d.closed_on IS NOT NULL', TG_TABLE_SCHEMA
    ) INTO held USING NEW.id;
    IF held > 0 THEN
        RAISE EXCEPTION 'department % cannot be closed: % pages are left', NEW.id, held
            USING ERRCODE = 'check_violation', CONSTRAINT = 'departments_closed_holds_no_page';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER departments_closed_holds_no_page AFTER INSERT OR UPDATE OF closed_on
    ON departments_department DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.closed_on IS NOT NULL) EXECUTE FUNCTION departments_closed_holds_no_page();
"""

NO_GUARD = """
DROP TRIGGER departments_closed_holds_no_page ON departments_department;
DROP FUNCTION departments_closed_holds_no_page();
DROP TRIGGER pages_department_is_open ON pages_pagerecord;
DROP FUNCTION pages_department_is_open();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("departments", "0004_present_names"),
        ("pages", "0004_posted_until"),
    ]

    operations = [migrations.RunSQL(GUARD, NO_GUARD)]
