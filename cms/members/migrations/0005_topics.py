"""The topics that every municipality begins with; each may rename them, offer fewer or more."""

from django.db import migrations

from cms.members.messages.starter import TOPICS


def begin(apps, schema_editor):
    topic, name = apps.get_model("members", "Topic"), apps.get_model("members", "TopicName")
    for place, (slug, words) in enumerate(TOPICS.items(), start=1):
        korean, korean_about = words["ko"]
        row, made = topic.objects.get_or_create(
            slug=slug, defaults={"name": korean, "description": korean_about, "sort_order": place * 10}
        )
        if made:
            name.objects.bulk_create(
                name(topic=row, language=language, name=called, description=about)
                for language, (called, about) in words.items()
                if language != "ko"
            )


class Migration(migrations.Migration):
    dependencies = [("members", "0004_logs_are_kept")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
