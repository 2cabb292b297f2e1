"""What other sites answer, asked of a real server; and whom the server never asks."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests

from cms.core import outside
from cms.links import asking, fetching
from cms.links.asking import ask_other_sites
from cms.links.models import Fault, ForeignAddress
from cms.links.services import check_links, digest_of
from tests.links.test_links import page_with

ANSWERS = {"/there": 200, "/gone": 410, "/missing": 404, "/refuses": 403, "/down": 500, "/no-head": 200}


class Site(BaseHTTPRequestHandler):
    """Another site."""

    def do_HEAD(self):
        self.answer(405 if self.path == "/no-head" else ANSWERS.get(self.path, 404))

    def do_GET(self):
        self.answer(ANSWERS.get(self.path, 404))

    def answer(self, status):
        if self.path.startswith("/to"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to") or "/to")
        else:
            self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        """Quiet."""


@pytest.fixture
def elsewhere(monkeypatch):
    """A site on this machine that counts as public."""
    monkeypatch.setattr(fetching, "_refused", lambda address: None)
    monkeypatch.setattr(asking, "only_public", lambda session: session)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("/there", None),
        ("/gone", Fault.GONE),
        ("/missing", Fault.GONE),
        ("/refuses", None),
        ("/down", None),
        ("/no-head", None),
        ("/to/there", None),
        ("/to/gone", Fault.GONE),
        ("/to/to/to/there", None),
        ("/to", Fault.NO_ANSWER),  # round and round
    ],
)
def test_what_a_site_answers(elsewhere, path, fault):
    with requests.Session() as session:
        assert fetching.ask(elsewhere + path, session) == fault


def test_a_site_that_does_not_answer(elsewhere):
    with requests.Session() as session:
        assert fetching.ask("http://127.0.0.1:1/", session) == Fault.NO_ANSWER


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/", "http://10.0.0.1/x", "http://[::1]/", "file:///etc/passwd", "http://localhost/"]
)
def test_the_inner_network_is_never_asked(address):
    with requests.Session() as session:
        assert fetching.ask(address, session) == Fault.MALFORMED


def test_a_public_name_that_leads_into_the_inner_network_is_not_asked(monkeypatch):
    monkeypatch.setattr(outside.socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("10.1.2.3", 80))])
    with requests.Session() as session:
        assert fetching.ask("http://inner.anyang.go.kr/", session) == Fault.MALFORMED


def test_a_redirect_into_the_inner_network_is_not_followed(elsewhere, monkeypatch):
    looked_at = []

    def refused(address):
        looked_at.append(address)
        return Fault.MALFORMED if len(looked_at) == 2 else None

    monkeypatch.setattr(fetching, "_refused", refused)
    with requests.Session() as session:
        assert fetching.ask(f"{elsewhere}/to/there", session) == Fault.MALFORMED
    assert looked_at == [f"{elsewhere}/to/there", f"{elsewhere}/there"]


def test_those_asked_longest_ago_come_first_and_the_setting_switches_it_off(in_alpha, elsewhere, settings):
    page_with("https://www.gov.kr/x")
    check_links()
    for path in ("/gone", "/there"):
        ForeignAddress.objects.create(address=elsewhere + path, digest=digest_of(elsewhere + path))
    ForeignAddress.objects.filter(address__contains="gov.kr").delete()
    assert ask_other_sites(30) == 0
    settings.LINKS_ASK_OTHER_SITES = True
    assert ask_other_sites(30) == 2
    assert dict(ForeignAddress.objects.values_list("address", "fault")) == {
        f"{elsewhere}/gone": "gone",
        f"{elsewhere}/there": "",
    }
    assert not ForeignAddress.objects.filter(asked_at=None).exists()
