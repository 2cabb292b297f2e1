"""Municipalities that stand already: homepage management runs each foreign homepage until somebody else is named."""

from django.db import migrations


def name_offices(apps, schema_editor):
    department = (
        apps.get_model("departments", "Department")
        .objects.filter(manages_homepage=True, closed_on__isnull=True)
        .order_by("sort_order", "code")
        .first()
    )
    if department is None:
        return
    office = apps.get_model("contact", "ForeignOffice")
    for language in apps.get_model("wagtailcore", "Locale").objects.exclude(language_code="ko"):
        office.objects.get_or_create(language=language.language_code, defaults={"department": department})


class Migration(migrations.Migration):
    dependencies = [("contact", "0002_history_is_kept"), ("wagtailcore", "0094_alter_page_locale")]

    operations = [migrations.RunPython(name_offices, migrations.RunPython.noop)]
