"""``python -m tests.migrated``: the migrated database that all tests copy, made beside the checks that come before."""

import django

if __name__ == "__main__":
    django.setup()

    from tests.database import keep

    keep()
