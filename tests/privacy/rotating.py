"""``manage.py rotate_data_keys`` in a process whose DATA_KEY was changed, in the database of a test or a bench."""

import os
import subprocess
import sys

NEW_KEY = "x9Kp2LmQ4sVt7WyZ1aBc3DeF5gHi8JkN0oRu6TqXvEw="


def started(database: str, *arguments: str) -> subprocess.Popen:
    """``manage.py rotate_data_keys`` as a process of its own, the tests' key being the former one."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.privacy.rotated_settings",
        "ROTATED_DATABASE": database,
    }
    command = [sys.executable, "manage.py", "rotate_data_keys", *arguments]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
