"""One objection at a time and one for each refusal; who petitions stands in the case alone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("departments", "0006_reasons_for_leaving"),
        ("petitions", "0015_rounds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="case",
            name="petitions_case_erased_is_empty",
        ),
        migrations.AlterField(
            model_name="objection",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="objections", to="petitions.case"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("erased_at__isnull", True),
                    models.Q(
                        ("address__isnull", True),
                        ("answers__isnull", True),
                        ("body__isnull", True),
                        ("body_korean__isnull", True),
                        ("email__isnull", True),
                        ("email_index", ""),
                        ("member__isnull", True),
                        ("name__isnull", True),
                        ("password", ""),
                        ("sender", ""),
                        ("telephone__isnull", True),
                        ("telephone_index", ""),
                        ("title__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="petitions_case_erased_is_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("actor", "petitioner"), _negated=True),
                    models.Q(("by__isnull", True), ("by_name", "")),
                    _connector="OR",
                ),
                name="petitions_event_names_no_petitioner",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at", None)), fields=("case",), name="petitions_one_objection"
            ),
        ),
    ]
