"""What a host name may be."""

import re

from django.conf import settings
from django.utils.translation import gettext as _

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+{_LABEL}")


def host_problem(host: str) -> str | None:
    """A sentence about what is wrong with a host in lower case, or nothing."""
    if len(host) > 253 or not _HOST.fullmatch(host):
        return _("%(host)s is not a host name such as www.anyang.go.kr (no http://, no port).") % {"host": host}
    if host == settings.PLATFORM_HOST:
        return _("%(host)s is the platform's own host.") % {"host": host}
    return None
