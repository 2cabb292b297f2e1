"""A board's list reads one index: posts and, in their places, the notices of removals. What stands on top, another."""

from django.db import migrations, models

from cms.boards.models.expressions import DaysShown

LISTED = models.Q(("state__in", ["public", "removed"]))


class Migration(migrations.Migration):
    dependencies = [("boards", "0003_handling")]

    operations = [
        migrations.RemoveIndex(model_name="post", name="boards_post_list"),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(condition=LISTED, fields=["board", "-posted_at", "-id"], name="boards_post_listed"),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("pinned", True)), fields=["board", "-posted_at"], name="boards_post_pinned"
            ),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(models.F("board"), DaysShown(), condition=LISTED, name="boards_post_shown_for"),
        ),
    ]
