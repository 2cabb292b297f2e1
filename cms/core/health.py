"""Liveness, readiness and the schedule, answered before any look-up of a tenant."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpResponse

#: Says what is wrong, in a few words; empty where nothing is.
Probe = Callable[[], str]

_probes: dict[str, Probe] = {}


def probed_at(path: str) -> Callable[[Probe], Probe]:
    """Sign up a probe of a higher room under an address of its own.

    Whatever it finds, the site can serve: so ``/readyz`` mentions it and still answers 200, or a proxy would take the
    site away for the lack of a timer. What watches the installation asks the address itself.
    """

    def sign_up(probe: Probe) -> Probe:
        _probes[path] = probe
        return probe

    return sign_up


class HealthMiddleware:
    """``/healthz``: the process answers. ``/readyz``: the database does, too. And what higher rooms signed up."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path == "/healthz":
            return _answer([])
        if request.path == "/readyz":
            return _ready()
        if request.path in _probes:
            return _asked(_probes[request.path])
        return self.get_response(request)


def _ready() -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return _answer([wrong for probe in _probes.values() if (wrong := probe())])
    except DatabaseError:
        return _answer(["database unavailable"], 503)


def _asked(probe: Probe) -> HttpResponse:
    try:
        wrong = probe()
    except DatabaseError:
        wrong = "database unavailable"
    return _answer([wrong], 503) if wrong else _answer([])


def _answer(wrong: list[str], status: int = 200) -> HttpResponse:
    lines = (["ok"] if status == 200 else []) + wrong
    return HttpResponse("".join(f"{line}\n" for line in lines), status=status, content_type="text/plain")
