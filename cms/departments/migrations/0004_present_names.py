from django.db import migrations


def note_present_names(apps, schema_editor):
    """The departments that are there have had their names from the beginning, as far as is known."""
    Department = apps.get_model("departments", "Department")
    DepartmentName = apps.get_model("departments", "DepartmentName")
    DepartmentName.objects.bulk_create(
        DepartmentName(department_id=pk, name=name, name_en=name_en)
        for pk, name, name_en in Department.objects.filter(names__isnull=True).values_list("pk", "name", "name_en")
    )


class Migration(migrations.Migration):

    dependencies = [
        ("departments", "0003_departments_in_time"),
    ]

    operations = [
        migrations.RunPython(note_present_names, migrations.RunPython.noop, elidable=True),
    ]
