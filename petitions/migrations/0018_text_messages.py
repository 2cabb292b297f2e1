"""Petitioners who give a mobile number alone can choose to be told by text message."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("petitions", "0017_files_of_answers")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="wants_sms",
            field=models.BooleanField(db_default=False, default=False, verbose_name="told by text message"),
        ),
        migrations.AddField(
            model_name="notice",
            name="sent_by",
            field=models.CharField(
                blank=True,
                choices=[("mail", "sent by e-mail"), ("sms", "sent by text message")],
                db_default="",
                default="",
                max_length=4,
                verbose_name="way of sending",
            ),
        ),
        migrations.AlterField(
            model_name="case",
            name="closed_at",
            field=models.DateTimeField(null=True, verbose_name="Closed"),
        ),
        migrations.AlterField(
            model_name="publiccase",
            name="closed_on",
            field=models.DateField(null=True, verbose_name="Closed"),
        ),
    ]
