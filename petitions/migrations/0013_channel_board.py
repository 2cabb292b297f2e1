"""A post of a board can become a petition."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("petitions", "0012_words_of_answers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="case",
            name="channel",
            field=models.CharField(
                choices=[
                    ("window", "petition window"),
                    ("dialogue", "dialogue with the head of the municipality"),
                    ("consultation", "consultation"),
                    ("transfer", "transfer from another municipality"),
                    ("board", "post on a board"),
                    ("counter", "at the counter, by post or by telephone"),
                ],
                default="window",
                max_length=12,
                verbose_name="channel",
            ),
        ),
    ]
