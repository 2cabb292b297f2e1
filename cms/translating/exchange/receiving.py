"""Files on their way in: refused by their size before they are kept, then kept until somebody confirms them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import Http404, HttpRequest

#: An hour to read the report.
_SECONDS = 3600
#: The form around the file.
_BESIDE = 64 * 1024


class LimitedUpload(FileUploadHandler):
    """Ends an upload that is too large. The rest is read from the line and thrown away, so that the browser gets an
    answer and not a broken connection; nothing of it is kept.
    """

    def __init__(self, request: HttpRequest, limit: int):
        super().__init__(request)
        self.limit, self.announced, self.received = limit, 0, 0
        self.too_large = False

    def handle_raw_input(
        self, input_data: Any, meta: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        self.announced = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.announced > self.limit + _BESIDE:
            self._stop()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > self.limit:
            self._stop()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    def _stop(self) -> None:
        self.too_large = True
        raise StopUpload(connection_reset=False)


def limit_upload(request: HttpRequest, limit: int) -> LimitedUpload:
    """Before anything of the request's body is read."""
    handler = LimitedUpload(request, limit)
    request.upload_handlers.insert(0, handler)
    return handler


@dataclass(frozen=True)
class Waiting:
    """A file that nobody has confirmed yet. ``translation`` is the number of the one it was sent in for, if for one."""

    person: int
    name: str
    data: bytes
    translation: int | None = None


def keep(waiting: Waiting) -> str:
    """Under a word that nobody can guess."""
    token = secrets.token_urlsafe(16)
    cache.set(_key(token), waiting, _SECONDS)
    return token


def kept(token: str, person: Any) -> Waiting | None:
    """None once it was confirmed, or when the hour is over.

    :raises Http404: for somebody else.
    """
    waiting: Waiting | None = cache.get(_key(token))
    if waiting is not None and waiting.person != person.pk:
        raise Http404
    return waiting


def drop(token: str) -> None:
    """It was confirmed."""
    cache.delete(_key(token))


def _key(token: str) -> str:
    return f"translating.exchange.{token}"
