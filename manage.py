#!/usr/bin/env python3
"""Django's command line for the platform and its tenants."""

import os
import sys

from cms.local import beside


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
    beside.enter_environment(sys.argv)
    from django.core.management import execute_from_command_line

    with beside.database(os.environ):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
