"""No way round the register of removals: PostgreSQL lets posts and comments go by none but its rows.

A row never goes. Its state changes only with the number of a row of the register that is about it and says so. The text
of a post changes only with the version that it replaces; that of a comment does not. An account that is deleted takes
its name along. The functions live in the municipality's own schema and name it, so a restored copy works alone.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION boards_refuse_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Posts go by the register of removals alone (%): % refused.', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE FUNCTION boards_follows_register(kind text, pk bigint, act_number bigint, state text, place text)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    acts text[];
    found boolean;
BEGIN
    acts := CASE state
        WHEN 'held' THEN ARRAY['held']
        WHEN 'public' THEN ARRAY['approved', 'shown', 'restored', 'kept']
        WHEN 'hidden' THEN ARRAY['hidden', 'referred']
        WHEN 'removed' THEN ARRAY['removed']
        WHEN 'gone' THEN ARRAY['withdrawn', 'erased']
    END;
    EXECUTE format(
        'SELECT EXISTS (SELECT FROM %I.moderation_moderationregister'
        ' WHERE number = $1 AND subject_kind = $2 AND subject_pk = $3 AND act = ANY ($4))', place
    ) INTO found USING act_number, kind, pk, acts;
    RETURN found;
END
$$;
CREATE FUNCTION boards_keep_post() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept boolean;
BEGIN
    IF NEW.state <> OLD.state THEN
        IF NEW.last_act > OLD.last_act
            AND boards_follows_register('boards.post', NEW.id, NEW.last_act, NEW.state, TG_TABLE_SCHEMA) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'A post becomes % by a row of the register of removals alone.', NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.title <> OLD.title OR NEW.body <> OLD.body THEN
        EXECUTE format(
            'SELECT EXISTS (SELECT FROM %I.boards_postversion'
            ' WHERE post_id = $1 AND number = $2 AND title = $3 AND body = $4)', TG_TABLE_SCHEMA
        ) INTO kept USING OLD.id, OLD.version, OLD.title, OLD.body;
        IF NOT kept OR NEW.version <> OLD.version + 1 OR NEW.state NOT IN ('held', 'public') THEN
            RAISE EXCEPTION 'A post is edited with the version that it replaces.' USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION boards_keep_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state THEN
        IF NEW.last_act > OLD.last_act
            AND boards_follows_register('boards.comment', NEW.id, NEW.last_act, NEW.state, TG_TABLE_SCHEMA) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'A comment becomes % by a row of the register of removals alone.', NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.body <> OLD.body THEN
        RAISE EXCEPTION 'A comment is not edited.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION boards_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    EXECUTE format('SELECT state FROM %I.boards_post WHERE id = $1', TG_TABLE_SCHEMA) INTO state USING OLD.post_id;
    IF NEW.number = OLD.number AND NEW.post_id = OLD.post_id AND (
        (state IN ('removed', 'gone') AND NEW.title = '' AND NEW.body = '')
        OR (OLD.title = '' AND OLD.body = '')
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Earlier versions of a post are kept as they are.' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER boards_post_kept BEFORE UPDATE ON boards_post FOR EACH ROW EXECUTE FUNCTION boards_keep_post();
CREATE TRIGGER boards_comment_kept BEFORE UPDATE ON boards_comment FOR EACH ROW EXECUTE FUNCTION boards_keep_comment();
CREATE TRIGGER boards_version_kept BEFORE UPDATE ON boards_postversion
    FOR EACH ROW EXECUTE FUNCTION boards_keep_version();
"""
TABLES = ("post", "comment", "postversion", "attachment", "answer")
FORWARDS += "".join(
    f"""
CREATE TRIGGER boards_{name}_row_stays BEFORE DELETE ON boards_{name}
    FOR EACH ROW EXECUTE FUNCTION boards_refuse_delete();
CREATE TRIGGER boards_{name}_rows_stay BEFORE TRUNCATE ON boards_{name}
    FOR EACH STATEMENT EXECUTE FUNCTION boards_refuse_delete();
"""
    for name in TABLES
)
BACKWARDS = (
    "".join(
        f"""
DROP TRIGGER boards_{name}_rows_stay ON boards_{name};
DROP TRIGGER boards_{name}_row_stays ON boards_{name};
"""
        for name in TABLES
    )
    + """
DROP TRIGGER boards_version_kept ON boards_postversion;
DROP TRIGGER boards_comment_kept ON boards_comment;
DROP TRIGGER boards_post_kept ON boards_post;
DROP FUNCTION boards_keep_version();
DROP FUNCTION boards_keep_comment();
DROP FUNCTION boards_keep_post();
DROP FUNCTION boards_follows_register(text, bigint, bigint, text, text);
DROP FUNCTION boards_refuse_delete();
"""
)


class Migration(migrations.Migration):
    dependencies = [("boards", "0001_boards"), ("moderation", "0002_register_is_kept")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
