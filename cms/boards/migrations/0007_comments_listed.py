"""The comments below a post are read by one index, with those in whose place a notice of removal stands."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("boards", "0006_newest")]

    operations = [
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("state__in", ["public", "removed"])),
                fields=["post", "id"],
                name="boards_comment_listed",
            ),
        ),
        migrations.RemoveIndex(model_name="comment", name="boards_comment_list"),
    ]
