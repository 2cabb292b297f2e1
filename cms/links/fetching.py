"""Asks another site whether an address still leads somewhere.

Editors write addresses, the server asks them: so it asks hosts of the public Internet alone, follows few redirects and
checks each anew, waits little and reads nothing of the answer. What says 404 or 410 is gone; what refuses machines
(401, 403, 429, an error of its own) is there.
"""

from __future__ import annotations

from urllib.parse import urljoin

import requests

from cms.core.outside import leads_to_the_public
from cms.links.addresses import is_well_formed, split
from cms.links.models import Fault

SECONDS = 10
REDIRECTS = 5
GONE = frozenset({404, 410})
#: These answer HEAD with an error although the page is there.
NO_HEAD = frozenset({400, 404, 405, 410, 501})
_AGENT = "MunicipalHomepages/1.0 (link check)"


def ask(address: str, session: requests.Session) -> Fault | None:
    """What is wrong with an address elsewhere; None where a reader would arrive."""
    for _redirect in range(REDIRECTS + 1):
        if fault := _refused(address):
            return fault
        try:
            answer = _answer(address, session)
        except requests.RequestException:
            return Fault.NO_ANSWER
        if not answer.is_redirect:
            return Fault.GONE if answer.status_code in GONE else None
        address = urljoin(address, answer.headers["Location"])
    return Fault.NO_ANSWER


def _answer(address: str, session: requests.Session) -> requests.Response:
    """To HEAD; to GET where a site does not know that. The body is not read."""
    head = session.head(address, timeout=SECONDS, allow_redirects=False, headers={"User-Agent": _AGENT})
    if head.status_code not in NO_HEAD:
        return head
    with session.get(
        address, timeout=SECONDS, allow_redirects=False, headers={"User-Agent": _AGENT}, stream=True
    ) as answer:
        return answer


def _refused(address: str) -> Fault | None:
    """Not a public web address, or a name that leads into a network that is not public."""
    parts = split(address)
    if parts is None or parts.scheme not in {"http", "https"} or not is_well_formed(address):
        return Fault.MALFORMED
    try:
        public = leads_to_the_public(parts.hostname or "", parts.port or 443)
    except OSError:
        return Fault.UNKNOWN_HOST
    return None if public else Fault.MALFORMED
