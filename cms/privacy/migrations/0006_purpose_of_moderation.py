"""Labels only: moderation of posts is a purpose of its own. What was written before stays as it is."""

from django.db import migrations, models

PURPOSES = [
    ("handling", "handling a petition or letter"),
    ("moderation", "moderation of posts"),
    ("supervision", "supervision"),
    ("statistics", "statistics"),
    ("request", "request of the person concerned"),
    ("disclosure", "disclosure and redaction"),
    ("audit", "audit"),
    ("operation", "operation of the system"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0005_permission_history_is_kept"),
    ]

    operations = [
        migrations.AlterField(
            model_name="accessentry",
            name="purpose",
            field=models.CharField(choices=PURPOSES, max_length=12, verbose_name="what for"),
        ),
    ]
