"""The newest posts of all boards, for the search of the whole site and the sitemap; and room for counting views.

A tenth of each page stays free, so that a post's views are added in place and no index is written for them.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("boards", "0005_sent_once")]

    operations = [
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("state", "public")), fields=["-posted_at", "-id"], name="boards_post_newest"
            ),
        ),
        migrations.RunSQL(
            "ALTER TABLE boards_post SET (fillfactor = 90)", "ALTER TABLE boards_post RESET (fillfactor)"
        ),
    ]
