"""Asks a service over HTTP: a limited time, a limited answer, no redirects, and every failure in one sentence."""

from __future__ import annotations

import json
import time
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3
from django.utils.translation import gettext as _

from cms.core.outside import only_public
from cms.machine.addresses import address_faults, is_own

#: Seconds until somebody answers the call, between two parts of the answer, and in all: a reader of the desk waits.
CONNECT, READ, ALL = 5.0, 20.0, 30.0
#: Bytes of an answer.
MOST = 4 * 1024 * 1024
_PART = 64 * 1024
_AGENT = "MunicipalHomepages/1.0 (translation)"


class Failure(StrEnum):
    """What went wrong, as it is kept in the book of uses."""

    ADDRESS = "address"
    UNREACHABLE = "unreachable"
    SLOW = "slow"
    LONG = "long"
    KEY = "key"
    LOST = "lost"
    BUSY = "busy"
    QUOTA = "quota"
    REFUSED = "refused"
    DOWN = "down"
    GARBAGE = "garbage"

    @property
    def said(self) -> str:
        """In a sentence, in the language at hand."""
        return {
            Failure.ADDRESS: _("The address of the translation service may not be asked."),
            Failure.UNREACHABLE: _("The translation service cannot be reached."),
            Failure.SLOW: _("The translation service did not answer in time."),
            Failure.LONG: _(
                "The translation service takes too long for the whole page at once. Ask again for the rest."
            ),
            Failure.KEY: _("The translation service does not accept the key."),
            Failure.LOST: _("The key that is kept cannot be opened any more. Write it anew."),
            Failure.BUSY: _("The translation service has too many requests; try again in some minutes."),
            Failure.QUOTA: _("The quota at the translation service itself is used up."),
            Failure.REFUSED: _("The translation service refused the request."),
            Failure.DOWN: _("The translation service has a fault of its own; try again later."),
            Failure.GARBAGE: _("The translation service gave an answer that cannot be used."),
        }[self]


class ServiceFailed(Exception):  # noqa: N818
    """The service gave nothing that can be used. ``status`` is that of HTTP, 0 where there was none."""

    def __init__(self, failure: Failure, status: int = 0) -> None:
        self.failure, self.status = failure, status
        super().__init__(failure.said)


_BY_STATUS = {401: Failure.KEY, 403: Failure.KEY, 429: Failure.BUSY, 456: Failure.QUOTA}


def ask(method: str, address: str, headers: dict[str, str] | None = None, **body: Any) -> Any:
    """What the service answers, read from JSON. ``body``: ``params``, ``json`` or ``data`` as requests takes them.

    :raises ServiceFailed: for every other answer than one with status 200, and for none.
    """
    if address_faults(address):
        raise ServiceFailed(Failure.ADDRESS)
    until = time.monotonic() + ALL
    headers = {"User-Agent": _AGENT, "Accept": "application/json", **(headers or {})}
    with requests.Session() as session:
        if not is_own(urlsplit(address)):
            only_public(session)
        try:
            with session.request(
                method, address, headers=headers, timeout=(CONNECT, READ), allow_redirects=False, stream=True, **body
            ) as answer:
                content = _content(answer, until)
        except requests.ReadTimeout as timeout:
            raise ServiceFailed(Failure.SLOW) from timeout
        except requests.RequestException as error:
            raise ServiceFailed(Failure.UNREACHABLE) from error
        except urllib3.exceptions.ReadTimeoutError as timeout:
            raise ServiceFailed(Failure.SLOW) from timeout
        except urllib3.exceptions.HTTPError as error:
            raise ServiceFailed(Failure.UNREACHABLE) from error
    if answer.status_code != 200:
        raise ServiceFailed(_failure(answer.status_code), answer.status_code)
    try:
        return json.loads(content)
    except ValueError as error:
        raise ServiceFailed(Failure.GARBAGE, answer.status_code) from error


def _failure(status: int) -> Failure:
    return _BY_STATUS.get(status) or (Failure.DOWN if status >= 500 else Failure.REFUSED)


def _content(answer: requests.Response, until: float) -> bytes:
    """All of it, part by part as they come: a service that drips is as slow as one that is silent."""
    content = b""
    while part := answer.raw.read1(_PART, decode_content=True):
        content += part
        if len(content) > MOST:
            raise ServiceFailed(Failure.GARBAGE, answer.status_code)
        if time.monotonic() > until:
            raise ServiceFailed(Failure.SLOW)
    return content
