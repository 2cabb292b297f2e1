"""Municipalities from before there were versions get the first one from the profile that they were onboarded with."""

from django.db import migrations
from django.db.models import Max
from django.utils import timezone

from cms.ordinance import policy_loader


def take_down(apps, schema_editor):
    """The same text and the same first day as an onboarding would give them."""
    municipality_model = apps.get_model("tenants", "Municipality")
    version_model = apps.get_model("tenants", "PolicyVersion")
    without = municipality_model.objects.annotate(last=Max("policy_versions__number")).filter(last=None)
    for municipality in without.order_by("pk"):
        source = policy_loader.source(municipality.ordinance_profile)
        effective = policy_loader.load(source, f"{municipality.ordinance_profile}.toml").ordinance.effective
        onboarded = timezone.localdate(municipality.created_at)
        version_model.objects.create(
            municipality=municipality,
            number=1,
            source=source,
            effective_on=min(effective or onboarded, onboarded),
        )


class Migration(migrations.Migration):
    dependencies = [("tenants", "0003_what_is_written_stays")]

    operations = [migrations.RunPython(take_down, migrations.RunPython.noop)]
