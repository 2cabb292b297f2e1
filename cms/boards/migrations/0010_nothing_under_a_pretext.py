"""Nothing goes under a pretext: a post is removed by a row with copy, ground and office, and no other act takes words.

Until now a row that says "removed" was enough, and whatever changed the state could empty the text as well. A post
stays on its board, below its name, for the time that was said; a comment stays below its post, a file with it. The
functions live in the municipality's own schema and look there, as those of 0002.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION boards_goes_lawfully(kind text, pk bigint, act_number bigint, place text)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    found boolean;
BEGIN
    EXECUTE format(
        'SELECT EXISTS (SELECT FROM %I.moderation_moderationregister AS entry JOIN %I.moderation_evidence AS copy'
        ' ON copy.matter_id = entry.matter AND copy.digest = entry.evidence_digest'
        ' WHERE entry.number = $1 AND entry.decided_as <> '''' AND jsonb_array_length(entry.grounds) > 0'
        ' AND copy.subject_kind = $2 AND copy.subject_pk = $3 AND copy.gone_at IS NULL)', place, place
    ) INTO found USING act_number, kind, pk;
    RETURN found;
END
$$;
CREATE FUNCTION boards_keep_contribution() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kind text := replace(TG_TABLE_NAME, '_', '.');
BEGIN
    IF NEW.state = OLD.state AND NEW.last_act <> OLD.last_act AND (NEW.last_act < OLD.last_act
        OR NOT boards_follows_register(kind, NEW.id, NEW.last_act, NEW.state, TG_TABLE_SCHEMA)) THEN
        RAISE EXCEPTION 'The register of removals does not say that % is %.', kind, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state <> OLD.state AND NEW.state = 'removed'
        AND NOT boards_goes_lawfully(kind, NEW.id, NEW.last_act, TG_TABLE_SCHEMA) THEN
        RAISE EXCEPTION '% is removed with a copy, on a ground, by an office.', kind
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.author_name NOT IN (OLD.author_name, '') OR NEW.account NOT IN (OLD.account, '') THEN
        RAISE EXCEPTION '% keeps the name of its author, or none.', kind USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION boards_keep_place_of_post() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    edited boolean;
BEGIN
    IF NEW.board_id <> OLD.board_id OR coalesce(NEW.keep_until < coalesce(OLD.keep_until, 'infinity'), false)
        OR coalesce(NEW.public_until < coalesce(OLD.public_until, 'infinity'), false) THEN
        RAISE EXCEPTION 'A post stays on its board for the time that was said.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.title, NEW.body) <> (OLD.title, OLD.body) AND NEW.state <> OLD.state
        AND NEW.state NOT IN ('removed', 'gone') AND OLD.state <> 'removed' THEN
        EXECUTE format(
            'SELECT EXISTS (SELECT FROM %I.boards_postversion'
            ' WHERE post_id = $1 AND number = $2 AND title = $3 AND body = $4)', TG_TABLE_SCHEMA
        ) INTO edited USING OLD.id, OLD.version, OLD.title, OLD.body;
        IF NEW.state <> 'held' OR NEW.version <> OLD.version + 1 OR NOT edited THEN
            RAISE EXCEPTION 'No act but a removal and a restoring touches the words of a post.'
                USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION boards_keep_place_of_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.post_id <> OLD.post_id THEN
        RAISE EXCEPTION 'A comment stays below its post.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.body <> OLD.body AND NEW.state NOT IN ('removed', 'gone') AND OLD.state <> 'removed' THEN
        RAISE EXCEPTION 'No act but a removal and a restoring touches the words of a comment.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION boards_keep_attachment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    edited boolean;
BEGIN
    IF NEW.post_id <> OLD.post_id OR NEW.file_id <> OLD.file_id THEN
        RAISE EXCEPTION 'A file stays with its post.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.taken_out_in IS DISTINCT FROM OLD.taken_out_in THEN
        EXECUTE format(
            'SELECT EXISTS (SELECT FROM %I.boards_postversion AS old JOIN %I.boards_post AS post'
            ' ON post.id = old.post_id AND post.version = old.number WHERE old.post_id = $1 AND old.number = $2 - 1)',
            TG_TABLE_SCHEMA, TG_TABLE_SCHEMA
        ) INTO edited USING OLD.post_id, NEW.taken_out_in;
        IF OLD.taken_out_in IS NOT NULL OR NOT edited THEN
            RAISE EXCEPTION 'A file is taken out by an edit of its post alone.' USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER boards_post_lawful BEFORE UPDATE OF state, last_act, author_name, account ON boards_post
    FOR EACH ROW EXECUTE FUNCTION boards_keep_contribution();
CREATE TRIGGER boards_comment_lawful BEFORE UPDATE OF state, last_act, author_name, account ON boards_comment
    FOR EACH ROW EXECUTE FUNCTION boards_keep_contribution();
CREATE TRIGGER boards_post_in_place
    BEFORE UPDATE OF board_id, keep_until, public_until, state, title, body ON boards_post
    FOR EACH ROW EXECUTE FUNCTION boards_keep_place_of_post();
CREATE TRIGGER boards_comment_in_place BEFORE UPDATE OF post_id, state, body ON boards_comment
    FOR EACH ROW EXECUTE FUNCTION boards_keep_place_of_comment();
CREATE TRIGGER boards_attachment_in_place BEFORE UPDATE ON boards_attachment
    FOR EACH ROW EXECUTE FUNCTION boards_keep_attachment();
"""
BACKWARDS = """
DROP TRIGGER boards_attachment_in_place ON boards_attachment;
DROP TRIGGER boards_comment_in_place ON boards_comment;
DROP TRIGGER boards_post_in_place ON boards_post;
DROP TRIGGER boards_comment_lawful ON boards_comment;
DROP TRIGGER boards_post_lawful ON boards_post;
DROP FUNCTION boards_keep_attachment();
DROP FUNCTION boards_keep_place_of_comment();
DROP FUNCTION boards_keep_place_of_post();
DROP FUNCTION boards_keep_contribution();
DROP FUNCTION boards_goes_lawfully(text, bigint, bigint, text);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("boards", "0009_posts_of_originals"),
        ("moderation", "0006_kept_as_it_was"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
