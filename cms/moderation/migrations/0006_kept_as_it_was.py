"""What a removal was decided on is kept as it was: it changes with a row of the register of removals alone.

Rows of matters never go (0002). Here is said what of them may change: a matter goes on by the row that says so, and
what it was closed with stays; a copy is given up with its own row, never before its time; a notice of a removal goes by
a restoring, an objection or a review is answered once, a block ended by its row. An account that is deleted takes its
name along, and what people wrote is emptied or encrypted anew, as before. The functions live in the municipality's own
schema and look there, so that a restored copy works alone.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION moderation_entered(place text, matter bigint, acts text[]) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    found boolean;
BEGIN
    EXECUTE format(
        'SELECT EXISTS (SELECT FROM %I.moderation_moderationregister WHERE matter = $1 AND act = ANY ($2))', place
    ) INTO found USING matter, acts;
    RETURN found;
END
$$;
CREATE FUNCTION moderation_keep_matter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.subject_kind <> OLD.subject_kind OR NEW.subject_pk <> OLD.subject_pk OR NEW.opened_at <> OLD.opened_at
        OR (OLD.closed_at IS NOT NULL AND (NEW.closed_at, NEW.grounds, NEW.explanation, NEW.decided_as, NEW.decided_at,
            NEW.policy_version) IS DISTINCT FROM (OLD.closed_at, OLD.grounds, OLD.explanation, OLD.decided_as,
            OLD.decided_at, OLD.policy_version)) THEN
        RAISE EXCEPTION 'What a matter was opened for and closed with stays.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state <> OLD.state AND (
        OLD.state IN ('kept', 'restored', 'gone')
        OR (OLD.state = 'removed' AND NEW.state <> 'restored')
        OR NOT moderation_entered(TG_TABLE_SCHEMA, OLD.id, CASE NEW.state
        WHEN 'proposed' THEN ARRAY['proposed', 'reviewed']
        WHEN 'referred' THEN ARRAY['referred']
        WHEN 'decided' THEN ARRAY['decided']
        WHEN 'kept' THEN ARRAY['kept', 'approved']
        WHEN 'removed' THEN ARRAY['removed']
        WHEN 'restored' THEN ARRAY['restored']
        WHEN 'gone' THEN ARRAY['withdrawn', 'erased']
        END)
    ) THEN
        RAISE EXCEPTION 'A matter becomes % by a row of the register of removals alone.', NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION moderation_keep_copy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.matter_id, NEW.subject_kind, NEW.subject_pk, NEW.file_id, NEW.digest, NEW.whole_digest, NEW.saved_at)
        IS DISTINCT FROM (OLD.matter_id, OLD.subject_kind, OLD.subject_pk, OLD.file_id, OLD.digest, OLD.whole_digest,
        OLD.saved_at) OR NEW.keep_until < OLD.keep_until THEN
        RAISE EXCEPTION 'An evidence copy stays what it was, for as long as was said.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.gone_at IS DISTINCT FROM OLD.gone_at OR (NEW.whole IS NULL) <> (OLD.whole IS NULL)) AND (
        OLD.gone_at IS NOT NULL OR NEW.gone_at IS NULL OR NEW.whole IS NOT NULL
        OR NOT moderation_entered(TG_TABLE_SCHEMA, OLD.matter_id, ARRAY['copy_gone'])
    ) THEN
        RAISE EXCEPTION 'An evidence copy goes by a row of the register of removals alone.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION moderation_keep_tombstone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'gone_at' <> to_jsonb(OLD) - 'gone_at' THEN
        RAISE EXCEPTION 'The notice of a removal stays as it was published.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.gone_at IS DISTINCT FROM OLD.gone_at AND (
        OLD.gone_at IS NOT NULL OR NOT moderation_entered(TG_TABLE_SCHEMA, OLD.matter_id, ARRAY['restored'])
    ) THEN
        RAISE EXCEPTION 'The notice of a removal goes when the post is restored.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION moderation_keep_objection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.matter_id <> OLD.matter_id OR NEW.received_at <> OLD.received_at THEN
        RAISE EXCEPTION 'An objection stays as it was received.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.outcome, NEW.answer, NEW.decided_at) IS DISTINCT FROM (OLD.outcome, OLD.answer, OLD.decided_at) AND (
        OLD.decided_at IS NOT NULL OR NOT moderation_entered(TG_TABLE_SCHEMA, OLD.matter_id, ARRAY[NEW.outcome::text])
    ) THEN
        RAISE EXCEPTION 'An objection is decided once, by a row of the register of removals.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION moderation_keep_referral() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.matter_id, NEW.body, NEW.question, NEW.sent_at) IS DISTINCT FROM
        (OLD.matter_id, OLD.body, OLD.question, OLD.sent_at) THEN
        RAISE EXCEPTION 'A request for review stays as it was sent.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.opinion, NEW.answer, NEW.reference, NEW.answered_at) IS DISTINCT FROM
        (OLD.opinion, OLD.answer, OLD.reference, OLD.answered_at) AND (
        OLD.answered_at IS NOT NULL OR NOT moderation_entered(TG_TABLE_SCHEMA, OLD.matter_id, ARRAY['reviewed'])
    ) THEN
        RAISE EXCEPTION 'A review is answered once, by a row of the register of removals.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION moderation_keep_block() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entered boolean;
BEGIN
    IF (NEW.account, NEW.reason, NEW.since, NEW.until) IS DISTINCT FROM
        (OLD.account, OLD.reason, OLD.since, OLD.until) THEN
        RAISE EXCEPTION 'A block stays as it was laid.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.ended_at IS DISTINCT FROM OLD.ended_at THEN
        EXECUTE format(
            'SELECT EXISTS (SELECT FROM %I.moderation_moderationregister WHERE act = $1 AND at = $2)', TG_TABLE_SCHEMA
        ) INTO entered USING 'unblocked', NEW.ended_at;
        IF OLD.ended_at IS NOT NULL OR NOT entered THEN
            RAISE EXCEPTION 'A block is ended once, by a row of the register of removals.'
                USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
"""
_UPDATED = {
    "matter": "matter", "evidence": "copy", "tombstone": "tombstone", "objection": "objection", "referral": "referral",
    "block": "block",
}  # fmt: skip
#: Which of them stays: a finding that accounts are one author's, and what a block rests on.
_STAY = ("sameauthor", "block_matters")
FORWARDS += "".join(
    f"""
CREATE TRIGGER moderation_{table}_as_it_was BEFORE UPDATE ON moderation_{table}
    FOR EACH ROW EXECUTE FUNCTION moderation_keep_{name}();
"""
    for table, name in _UPDATED.items()
)
FORWARDS += "".join(
    f"""
CREATE TRIGGER moderation_{name}_kept BEFORE DELETE ON moderation_{name}
    FOR EACH ROW EXECUTE FUNCTION moderation_refuse_delete();
CREATE TRIGGER moderation_{name}_whole BEFORE TRUNCATE ON moderation_{name}
    FOR EACH STATEMENT EXECUTE FUNCTION moderation_refuse_delete();
"""
    for name in _STAY
)
BACKWARDS = (
    "".join(
        f"""
DROP TRIGGER moderation_{name}_whole ON moderation_{name};
DROP TRIGGER moderation_{name}_kept ON moderation_{name};
"""
        for name in _STAY
    )
    + "".join(
        f"""
DROP TRIGGER moderation_{table}_as_it_was ON moderation_{table};
DROP FUNCTION moderation_keep_{name}();
"""
        for table, name in _UPDATED.items()
    )
    + "DROP FUNCTION moderation_entered(text, bigint, text[]);"
)


class Migration(migrations.Migration):
    dependencies = [("moderation", "0005_marks_of_writers_who_left")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
