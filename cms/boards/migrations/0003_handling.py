"""What departments do about posts, beside answering. PostgreSQL keeps the history as it was written."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

#: An account that is deleted takes its key along; its name stays beside what it did.
FORWARDS = """
CREATE FUNCTION boards_keep_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.by_id IS NULL AND (OLD.id, OLD.post_id, OLD.at, OLD.act, OLD.by_name, OLD.note)
        = (NEW.id, NEW.post_id, NEW.at, NEW.act, NEW.by_name, NEW.note) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The history of a post is only ever added to.' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER boards_event_kept BEFORE UPDATE ON boards_postevent
    FOR EACH ROW EXECUTE FUNCTION boards_keep_event();
CREATE TRIGGER boards_postevent_row_stays BEFORE DELETE ON boards_postevent
    FOR EACH ROW EXECUTE FUNCTION boards_refuse_delete();
CREATE TRIGGER boards_postevent_rows_stay BEFORE TRUNCATE ON boards_postevent
    FOR EACH STATEMENT EXECUTE FUNCTION boards_refuse_delete();
"""
BACKWARDS = """
DROP TRIGGER boards_postevent_rows_stay ON boards_postevent;
DROP TRIGGER boards_postevent_row_stays ON boards_postevent;
DROP TRIGGER boards_event_kept ON boards_postevent;
DROP FUNCTION boards_keep_event();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("boards", "0002_posts_are_kept"),
        ("departments", "0006_reasons_for_leaving"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PostEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("assigned", "handed to another department"),
                            ("answered", "answered"),
                            ("changed", "answer changed"),
                            ("offered", "author asked whether it may become a petition"),
                            ("taken_back", "question to the author taken back"),
                            ("declined", "author does not want a petition"),
                            ("petition", "received as a petition"),
                            ("undeliverable", "mail could not be delivered"),
                        ],
                        max_length=14,
                    ),
                ),
                ("by_name", models.CharField(blank=True, max_length=150)),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="boards.post"
                    ),
                ),
            ],
            options={
                "verbose_name": "history of a post",
                "verbose_name_plural": "histories of posts",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PetitionOffer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=4, verbose_name="kind")),
                ("words", models.TextField(blank=True, verbose_name="words to the author")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "waits for the author"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                            ("taken_back", "taken back"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("by_name", models.CharField(blank=True, max_length=150)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="departments.department"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offers", to="boards.post"
                    ),
                ),
            ],
            options={
                "verbose_name": "offer to take a post as a petition",
                "verbose_name_plural": "offers to take posts as petitions",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("post",), name="boards_one_open_offer"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("state", "open")),
                            models.Q(models.Q(("state", "open"), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="boards_offer_answered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PostMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("answered", "the post was answered"), ("offered", "the post may become a petition")],
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waits to be sent"),
                            ("sent", "sent"),
                            ("refused", "refused by the mail server"),
                            ("settled", "no longer needed"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_attempt_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent_at", models.DateTimeField(null=True)),
                ("error", models.TextField(blank=True)),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mails", to="boards.post"
                    ),
                ),
            ],
            options={
                "verbose_name": "mail about a post",
                "verbose_name_plural": "mail about posts",
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")), fields=["next_attempt_at"], name="boards_mail_waiting"
                    )
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
