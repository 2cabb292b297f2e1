"""Posts belong to the original of a board: PostgreSQL refuses one on a page in another language.

Such a page is the same board for readers of that language. The function lives in the municipality's own schema.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION boards_is_of_original() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_original boolean;
BEGIN
    EXECUTE format(
        'SELECT language_code = $1 FROM %I.wagtailcore_page AS page'
        ' JOIN %I.wagtailcore_locale AS locale ON locale.id = page.locale_id WHERE page.id = $2',
        TG_TABLE_SCHEMA, TG_TABLE_SCHEMA
    ) INTO is_original USING 'ko', NEW.board_id;
    IF is_original IS FALSE THEN
        RAISE EXCEPTION 'A post belongs to the original of its board.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER boards_post_of_original BEFORE INSERT OR UPDATE OF board_id ON boards_post
    FOR EACH ROW EXECUTE FUNCTION boards_is_of_original();
"""
BACKWARDS = """
DROP TRIGGER boards_post_of_original ON boards_post;
DROP FUNCTION boards_is_of_original();
"""


class Migration(migrations.Migration):
    dependencies = [("boards", "0008_words_of_their_own")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
