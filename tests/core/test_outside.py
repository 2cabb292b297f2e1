"""Which hosts the server speaks to when somebody else wrote the address."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import requests

from cms.core.outside import is_public_host, only_public

HOSTS = [
    ("www.anyang.go.kr", True),
    ("정부24.한국", True),
    ("8.8.8.8", True),
    ("2001:4860:4860::8888", True),
    ("64:ff9b::808:808", True),
    ("anyang", False),
    ("localhost", False),
    ("db.internal", False),
    ("1.2", False),
    ("127.0.0.1", False),
    ("10.1.2.3", False),
    ("100.64.0.1", False),
    ("169.254.169.254", False),
    ("224.0.0.1", False),
    ("::1", False),
    ("fe80::1%eth0", False),
    ("::ffff:10.0.0.1", False),
    ("64:ff9b::a00:1", False),  # NAT64 to 10.0.0.1
    ("2002:a00:1::", False),  # 6to4 to 10.0.0.1
    ("\ud800.kr", False),
]


@pytest.mark.parametrize(("host", "public"), HOSTS)
def test_a_host_of_the_public_internet(host, public):
    assert is_public_host(host) is public


def test_nothing_is_sent_to_a_host_within():
    """The connection is judged once it is open, and closed before a word is said."""
    said = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self):
            said.append(self.path)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        with only_public(requests.Session()) as session, pytest.raises(requests.ConnectionError):
            session.get(f"http://127.0.0.1:{server.server_port}/secret", timeout=2)
    finally:
        server.shutdown()
        server.server_close()
    assert said == []
