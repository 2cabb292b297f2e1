"""A column with a default of the database's: rows need not be written anew, and what runs still inserts without it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0004_words_of_their_own"),
    ]

    operations = [
        migrations.AddField(
            model_name="block",
            name="left_index",
            field=models.CharField(blank=True, db_default="", default="", editable=False, max_length=64),
        ),
    ]
