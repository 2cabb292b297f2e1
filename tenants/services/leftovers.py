"""Files of a municipality that came to nothing.

The database forgets an interrupted onboarding by itself; files do not. A marker beside the media says whose files are
still nobody's: it is written first, and removed when the municipality stands.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from tenants.context import platform
from tenants.models import Municipality
from tenants.services.locks import session_lock


def lock_name(slug: str) -> str:
    """What an onboarding holds for as long as it runs."""
    return f"onboard {slug}"


@contextmanager
def marked(slug: str) -> Iterator[None]:
    """Mark the files of ``slug`` as nobody's; if the block fails, remove them. The caller holds the lock."""
    marker = _marker(slug)
    marker.parent.mkdir(parents=True, exist_ok=True)
    marker.touch()
    try:
        yield
    except BaseException:
        _remove(slug)
        raise


def settle(slug: str) -> None:
    """The municipality stands: its files are its own."""
    _marker(slug).unlink(missing_ok=True)


def sweep() -> list[str]:
    """Remove what killed onboardings left behind; those that still run are left alone. Returns the slugs."""
    swept = []
    for marker in sorted(_markers().glob("*")):
        with session_lock(lock_name(marker.name), wait=False) as free:
            if not free:
                continue
            if _stands(marker.name):
                settle(marker.name)
            else:
                _remove(marker.name)
                swept.append(marker.name)
    return swept


def _stands(slug: str) -> bool:
    with platform():
        return bool(Municipality.objects.filter(slug=slug).exists())


def _remove(slug: str) -> None:
    shutil.rmtree(Path(settings.MEDIA_ROOT) / slug, ignore_errors=True)
    settle(slug)


def _marker(slug: str) -> Path:
    return _markers() / slug


def _markers() -> Path:
    return Path(settings.MEDIA_ROOT) / ".onboarding"
