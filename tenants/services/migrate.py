"""Django's own ``migrate`` in one schema."""

import io

from django_tenants.utils import get_tenant_base_migrate_command_class, schema_context

# What the command would otherwise take from its command line.
_NONE = ("app_label", "migration_name", "settings", "pythonpath")
_OFF = ("interactive", "fake", "fake_initial", "plan", "check_unapplied", "run_syncdb", "prune", "traceback")


def migrate_schema(schema: str) -> None:
    """Bring one schema up to date; does nothing where nothing is due."""
    options = {**dict.fromkeys(_NONE), **dict.fromkeys(_OFF, False), "no_color": True, "force_color": False}
    migrate = get_tenant_base_migrate_command_class()(stdout=io.StringIO())
    with schema_context(schema):
        migrate.execute(database="default", verbosity=0, skip_checks=True, **options)
