from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="siteappearance",
            name="emblem",
            field=models.FileField(
                blank=True,
                default="",
                help_text="Without letters. In other languages than Korean it stands beside the name in that language.",
                upload_to="appearance",
                verbose_name="emblem",
            ),
            preserve_default=False,
        ),
    ]
