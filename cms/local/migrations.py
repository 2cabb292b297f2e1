"""Look through our own migrations for what would lock or break a site while it is served.

Run as a program inside the project's settings: `python -m cms.local.migrations`. First
migrations are left out, since there is nothing yet that they could break.
"""

import sys
from pathlib import Path

from cms.local.paths import ROOT


def main() -> int:
    import django
    from django.apps import apps
    from django_migration_linter import MigrationLinter

    django.setup()
    ours = [app.label for app in apps.get_app_configs() if _is_ours(Path(app.path))]
    linter = MigrationLinter(
        str(ROOT),
        include_apps=ours,
        no_cache=True,
        ignore_initial_migrations=True,
        # The backend of our own is PostgreSQL's, but its name does not say so.
        analyser_string="postgresql",
        quiet=["ok", "ignore"],
    )
    linter.lint_all_migrations()
    linter.print_summary()
    return 1 if linter.has_errors else 0


def _is_ours(folder: Path) -> bool:
    return folder.is_relative_to(ROOT) and ".venv" not in folder.parts


if __name__ == "__main__":
    sys.exit(main())
