"""Labels only: words that stood for something else elsewhere have their own here. No table changes."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0003_matter_gone"),
    ]

    operations = [
        migrations.AlterField(
            model_name="decisionoffice",
            name="since",
            field=models.DateField(default=django.utils.timezone.localdate, verbose_name="holds the office from"),
        ),
        migrations.AlterField(
            model_name="decisionoffice",
            name="until",
            field=models.DateField(blank=True, null=True, verbose_name="holds the office until"),
        ),
        migrations.AlterField(
            model_name="matter",
            name="closed_at",
            field=models.DateTimeField(null=True, verbose_name="day of closing"),
        ),
        migrations.AlterField(
            model_name="matter",
            name="opened_at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="day of opening"),
        ),
        migrations.AlterField(
            model_name="moderationregister",
            name="posted_at",
            field=models.DateTimeField(null=True, verbose_name="time of posting"),
        ),
        migrations.AlterField(
            model_name="referral",
            name="answered_at",
            field=models.DateTimeField(null=True, verbose_name="time of the result"),
        ),
        migrations.AlterField(
            model_name="matter",
            name="state",
            field=models.CharField(
                choices=[
                    ("open", "to be looked at"),
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
