"""A matter may end because the post went by another way. Choices only: nothing changes in the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("moderation", "0002_register_is_kept")]

    operations = [
        migrations.AlterField(
            model_name="matter",
            name="state",
            field=models.CharField(
                choices=[
                    ("open", "reported"),
                    ("proposed", "awaiting decision"),
                    ("referred", "awaiting review"),
                    ("decided", "decided, to be carried out"),
                    ("removed", "removed"),
                    ("kept", "stays"),
                    ("restored", "restored"),
                    ("gone", "deleted by its author or erased"),
                ],
                default="open",
                max_length=10,
                verbose_name="state",
            ),
        ),
    ]
