"""Production settings: refused by name when something is missing or weak; otherwise without a warning."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

GOOD = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "aB3$eF6&hI9(kL2-nO5=qR8+tU1!wX4@zA7#cD0%fG3^iJ6*lM9_pP",
    "DATA_KEY": "q3Zr7xK1mN0vB5tYw8LdQe2HsUaJc4GfPi6TnRz9XoE=",
    "DATABASE_URL": os.environ.get("DATABASE_URL", ""),
    "PLATFORM_HOST": "platform.example.kr",
    "EMAIL_URL": "smtp+tls://user:pass%40word@mail.example.kr:587",
}


def manage(*arguments, **environment):
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=settings.BASE_DIR, env=kept | environment, capture_output=True, text=True)


def read(expression, **changes):
    code = f"from django.conf import settings; print({expression})"
    done = manage("shell", "-v0", "-c", code, **GOOD | changes)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_check_deploy_passes_without_a_warning():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **GOOD)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_everything_missing_is_named_at_once():
    done = manage("check", DJANGO_SETTINGS_MODULE="cms.settings.production")
    assert done.returncode != 0
    for name in ("SECRET_KEY", "DATA_KEY", "DATABASE_URL", "PLATFORM_HOST", "EMAIL_URL"):
        assert f"{name} is not set" in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "0" * 60),
        ("SECRET_KEY", "development-only-" + GOOD["SECRET_KEY"]),
        ("DATA_KEY", "c2hvcnQ="),
        ("DATA_KEY", "development-only-" + GOOD["DATA_KEY"]),
        ("DATA_KEY_FALLBACKS", GOOD["DATA_KEY"] + ",c2hvcnQ="),
        ("DATABASE_URL", "mysql://localhost/cms"),
        ("DATABASE_URL", "postgresql://localhost/"),
        ("PLATFORM_HOST", "https://platform.example.kr"),
        ("EMAIL_URL", "mail.example.kr"),
        ("PUBLIC_PORT", "https"),
        ("FORWARDED_ALLOW_IPS", "*"),
    ],
)
def test_what_is_weak_or_wrong_is_refused_by_name(name, value):
    done = manage("check", **GOOD | {name: value})
    assert done.returncode != 0
    assert name in done.stderr.splitlines()[-1]
    assert value not in done.stderr or "KEY" not in name


def test_mail_and_tasks_come_from_the_environment():
    assert read("settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS, settings.EMAIL_HOST_PASSWORD") == (
        "mail.example.kr 587 True pass@word"
    )
    assert read("settings.TASKS['default']['BACKEND']") == "django_tasks_db.DatabaseBackend"
    assert "immediate" in read("settings.TASKS['default']['BACKEND']", TASKS="immediate")
