"""Labels only: words that stood for something else elsewhere have their own here. No table changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0008_words_of_acts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="message",
            name="channel",
            field=models.CharField(
                choices=[("mail", "e-mail"), ("sms", "text message")], max_length=4, verbose_name="way of sending"
            ),
        ),
        migrations.AlterField(
            model_name="subscription",
            name="channel",
            field=models.CharField(
                choices=[("mail", "e-mail"), ("sms", "text message")], max_length=4, verbose_name="way of sending"
            ),
        ),
        migrations.AlterField(
            model_name="subscriptionevent",
            name="channel",
            field=models.CharField(
                choices=[("mail", "e-mail"), ("sms", "text message")], max_length=4, verbose_name="way of sending"
            ),
        ),
        migrations.AlterModelOptions(
            name="member",
            options={"verbose_name": "member", "verbose_name_plural": "members of the homepage"},
        ),
    ]
