"""Reports and logs of errors say where something broke, and nothing that a citizen typed or holds.

Whoever sets up mail to administrators, or another reporter, gets traces without local variables, without anything that
was sent, without cookies and without what follows a question mark. Addresses that are keys (the petitioner's own page)
are covered in reports and in lines of the log.
"""

from __future__ import annotations

import logging
import re
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

#: What of a request's surroundings helps to find an error and says nothing of a person.
_TOLD = ("REQUEST_METHOD", "HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "CONTENT_TYPE", "CONTENT_LENGTH")
#: They name addresses.
LOGGERS = ("django.request", "django.security.csrf", "cms.core.errors")
_KEY = re.compile(r"/[0-9A-Za-z_-]{32,}(?=/|\?|$|\s)")


def covered(path: str) -> str:
    """An address without the key in it: who knows the whole address opens what it leads to."""
    return _KEY.sub("/…", path)


class CoveredPaths(logging.Filter):
    """Covers keys in the addresses that Django and this site write into the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes; of its arguments the texts are covered."""
        if isinstance(record.args, tuple):
            record.args = tuple(covered(each) if isinstance(each, str) else each for each in record.args)
        if isinstance(record.msg, str):
            record.msg = covered(record.msg)
        return True


def cover_paths() -> None:
    """From now on, whatever handlers the settings name."""
    for name in LOGGERS:
        logging.getLogger(name).addFilter(CoveredPaths())


class NothingPersonal(SafeExceptionReporterFilter):
    """Hides every value that was sent and every local variable; in development (DEBUG) Django's own rules hold."""

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        """The names of the fields alone."""
        return self._hidden(request, super().get_post_parameters(request))

    def get_safe_cookies(self, request: HttpRequest) -> dict[str, Any]:
        """The names alone."""
        return self._hidden(request, super().get_safe_cookies(request))

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> Any:
        """The names of the variables alone."""
        return self._hidden(request, dict(super().get_traceback_frame_variables(request, tb_frame))).items()

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:
        """Method, host and size."""
        found = super().get_safe_request_meta(request)
        return {name: found[name] for name in _TOLD if name in found} if self.is_active(request) else found

    def _hidden(self, request: HttpRequest | None, found: Any) -> dict[str, Any]:
        return dict.fromkeys(found, self.cleansed_substitute) if self.is_active(request) else found


class Reporter(ExceptionReporter):
    """Django's report without the query, the files, the whole address and the person of the request."""

    def get_traceback_data(self) -> dict[str, Any]:
        """What its templates show."""
        data = super().get_traceback_data()
        request = self.request
        if request is None or not self.filter.is_active(request):
            return data
        path = covered(request.path_info)
        names = {"request_GET_items": request.GET, "request_FILES_items": request.FILES}
        hidden = {key: [(name, self.filter.cleansed_substitute) for name in held] for key, held in names.items()}
        bare = SimpleNamespace(META=data["request_meta"], path_info=path, GET=request.GET, FILES=request.FILES)
        return {**data, **hidden, "request": bare, "request_insecure_uri": path, "user_str": None}
