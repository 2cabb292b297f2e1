"""Which address of a service may be asked: https on the public Internet, or a host that the installation names."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from cms.core.outside import is_public_host


def is_own(parts: SplitResult) -> bool:
    """A host in the municipality's own network that an operator has named (MACHINE_PRIVATE_HOSTS)."""
    port = f":{parts.port}" if parts.port else ""
    return {parts.hostname or "", f"{parts.hostname}{port}"} & set(settings.MACHINE_PRIVATE_HOSTS) != set()


def address_faults(address: str) -> list[str]:
    """Why an address cannot be asked, all reasons; nothing where it can."""
    try:
        parts = urlsplit(address)
        own = is_own(parts)
    except ValueError:
        return [_("This is no web address.")]
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return [_("This is no web address.")]
    faults = []
    if parts.username is not None or parts.query or parts.fragment:
        faults.append(
            _("The address has no name, password, question mark or number sign in it. The key has its field.")
        )
    if own:
        return faults
    if parts.scheme != "https":
        faults.append(_("The address begins with https://."))
    if not is_public_host(parts.hostname):
        faults.append(
            _(
                "%(host)s is not a host of the public Internet. One in your own network must be named by who runs the "
                "platform."
            )
            % {"host": parts.hostname}
        )
    return faults
