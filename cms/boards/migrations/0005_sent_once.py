"""The same post sent twice is one, and what came from one network address is counted by an index."""

from django.db import migrations, models

SENT = models.Q(("submission", ""), _negated=True)
OF_A_SENDER = models.Q(("sender", ""), _negated=True)


def _field():
    return models.CharField(blank=True, db_default="", default="", editable=False, max_length=64)


class Migration(migrations.Migration):
    dependencies = [("boards", "0004_lists")]

    operations = [
        migrations.AddField(model_name="comment", name="submission", field=_field()),
        migrations.AddField(model_name="post", name="submission", field=_field()),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(condition=OF_A_SENDER, fields=["sender", "posted_at"], name="boards_comment_sender"),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(condition=OF_A_SENDER, fields=["sender", "posted_at"], name="boards_post_sender"),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.UniqueConstraint(condition=SENT, fields=("submission",), name="boards_comment_sent_once"),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(condition=SENT, fields=("submission",), name="boards_post_sent_once"),
        ),
    ]
