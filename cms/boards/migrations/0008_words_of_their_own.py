"""Labels only: words that stood for something else elsewhere have their own here. No table changes."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("boards", "0007_comments_listed"),
    ]

    operations = [
        migrations.AlterField(
            model_name="answer",
            name="at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="time of the answer"),
        ),
        migrations.AlterField(
            model_name="boardpage",
            name="purpose",
            field=models.TextField(
                help_text="One or two sentences beside the form: what the board is for. Posts outside of it may be removed.",
                max_length=500,
                verbose_name="purpose of the board",
            ),
        ),
        migrations.AlterField(
            model_name="boardpage",
            name="readers",
            field=models.CharField(
                choices=[
                    ("everybody", "everybody"),
                    ("members", "members of the homepage"),
                    ("verified", "members whose name is verified"),
                    ("staff", "staff"),
                ],
                default="everybody",
                max_length=10,
                verbose_name="who reads",
            ),
        ),
        migrations.AlterField(
            model_name="boardpage",
            name="writers",
            field=models.CharField(
                choices=[
                    ("everybody", "everybody"),
                    ("members", "members of the homepage"),
                    ("verified", "members whose name is verified"),
                    ("staff", "staff"),
                ],
                default="members",
                max_length=10,
                verbose_name="who writes",
            ),
        ),
        migrations.AlterField(
            model_name="comment",
            name="posted_at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="time of posting"),
        ),
        migrations.AlterField(
            model_name="petitionoffer",
            name="state",
            field=models.CharField(
                choices=[
                    ("open", "waits for the author"),
                    ("accepted", "accepted"),
                    ("declined", "declined"),
                    ("taken_back", "question taken back"),
                ],
                default="open",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="post",
            name="answered_at",
            field=models.DateTimeField(null=True, verbose_name="time of the answer"),
        ),
        migrations.AlterField(
            model_name="post",
            name="posted_at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="time of posting"),
        ),
        migrations.AlterField(
            model_name="postevent",
            name="act",
            field=models.CharField(
                choices=[
                    ("assigned", "handed to another department"),
                    ("answered", "answer given"),
                    ("changed", "answer changed"),
                    ("offered", "author asked whether it may become a petition"),
                    ("taken_back", "question to the author taken back"),
                    ("declined", "author does not want a petition"),
                    ("petition", "received as a petition"),
                    ("undeliverable", "mail could not be delivered"),
                ],
                max_length=14,
            ),
        ),
        migrations.AlterField(
            model_name="postversion",
            name="at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="time of the change"),
        ),
    ]
