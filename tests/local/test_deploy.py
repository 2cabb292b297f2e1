"""What docs/deploy.md tells people to copy is tried: nginx in front of a backend, units, environment."""

import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from cms.local.paths import ROOT
from tests.tools import lacks

from .conftest import open_folder

DOCUMENT = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^`(/etc/[^`]+)`\n\n```\w+\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL))
COPY_SECONDS = 2  # how long these tests let a copy live
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/opt/homebrew/bin")
HOST = "anyang.example.kr"


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Backend(BaseHTTPRequestHandler):
    """Counts what it is asked for, and takes its time as a page does."""

    seen: list[tuple[str, str, dict]]

    def do_GET(self):
        self.seen.append((self.headers["Host"], self.path, dict(self.headers)))
        if self.path.startswith("/slow"):
            time.sleep(0.3)
        self.send_response(200)
        if self.path.startswith("/media/"):
            self.send_header("X-Accel-Redirect", "/_media/anyang/" + self.path.removeprefix("/media/"))
        if self.path.startswith("/private"):
            self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f"{self.headers['Host']} {len(self.seen)}".encode())

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def front():
    """nginx with the documented files, their ports and folders moved to a temporary one."""
    if NGINX is None:
        lacks("nginx is not installed (apt install nginx)")
    folder = open_folder()
    Backend.seen = []
    backend = ThreadingHTTPServer(("127.0.0.1", 0), Backend)
    threading.Thread(target=backend.serve_forever, daemon=True).start()
    port = free_port()
    _write_files(folder, port, backend.server_port)
    server = subprocess.Popen([NGINX, "-c", str(folder / "nginx.conf"), "-p", str(folder), "-g", "daemon off;"])
    _await(port)
    yield Front(port, backend, folder)
    server.terminate()
    server.wait(10)
    backend.server_close()
    shutil.rmtree(folder)


def _write_files(folder: Path, port: int, backend_port: int) -> None:
    certificate = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", f"/CN={HOST}"]
    keys = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run([*certificate, *keys], check=True, capture_output=True)
    moved = {
        "listen 80": f"listen {free_port()}",
        "listen [::]:80": f"listen [::1]:{free_port()}",
        "listen 443": f"listen {port}",
        "listen [::]:443": f"listen [::1]:{port}",
        "127.0.0.1:8000": f"127.0.0.1:{backend_port}",
        "/etc/letsencrypt/live/example.kr": str(folder),
        "/var/cache/nginx": str(folder),
        "/var/log/nginx": str(folder),
        "/etc/nginx/municipal-locations.conf": str(folder / "municipal-locations.conf"),
        "/srv/municipal/app": str(folder),
        "404 5s": f"404 {COPY_SECONDS}s",
    }
    for name, text in FILES.items():
        if "nginx" in name:
            for old, new in moved.items():
                text = text.replace(old, new)
            (folder / Path(name).name).write_text(text)
    picture = folder / "var" / "media" / "anyang" / "picture.txt"
    picture.parent.mkdir(parents=True)
    picture.write_text("of anyang")
    for parent in (picture, *picture.parents[:3]):
        parent.chmod(0o755)
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"pid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\nhttp {{\naccess_log off;\n"
        f"client_body_temp_path {folder}/body;\n{temporary}include {folder}/municipal.conf;\n}}\n"
    )
    tested = subprocess.run([NGINX, "-t", "-c", folder / "nginx.conf", "-p", folder], capture_output=True, text=True)
    assert tested.returncode == 0, tested.stderr
    assert "[warn]" not in tested.stderr.replace('[warn] the "user" directive', "")


def _await(port: int) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    pytest.fail("nginx does not listen")


class Front:
    def __init__(self, port: int, backend: ThreadingHTTPServer, folder: Path) -> None:
        self.port, self.backend, self.folder = port, backend, folder

    def get(self, path, host=HOST, **headers):
        """Status, body and headers of an answer; the certificate is not the question here."""
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        raw = socket.create_connection(("127.0.0.1", self.port), 10)
        with trusting.wrap_socket(raw, server_hostname=host) as tls:
            lines = [f"GET {path} HTTP/1.0", f"Host: {host}", *(f"{name}: {value}" for name, value in headers.items())]
            tls.sendall("\r\n".join([*lines, "", ""]).encode())
            answer = b"".join(iter(lambda: tls.recv(65536), b""))
        head, _, body = answer.partition(b"\r\n\r\n")
        return int(head.split()[1]), body.decode(), head.decode()

    def renders(self, path):
        return sum(seen == path for _, seen, _ in Backend.seen)


def test_a_hundred_simultaneous_readers_cost_one_rendering(front):
    began = time.monotonic()
    with ThreadPoolExecutor(50) as readers:
        answers = list(readers.map(lambda _: front.get("/slow"), range(100)))
    lifetimes = 1 + int((time.monotonic() - began) // COPY_SECONDS)  # a busy machine outlives a copy
    assert {status for status, _, _ in answers} == {200}
    assert front.renders("/slow") <= lifetimes


def test_each_host_has_copies_of_its_own(front):
    assert front.get("/same")[1].startswith("anyang.example.kr ")
    assert front.get("/same", host="yongin.example.kr")[1].startswith("yongin.example.kr ")
    assert front.get("/same")[2].count("X-Cache: HIT") == 1


def test_each_choice_of_display_has_copies_of_its_own(front):
    front.get("/display")
    front.get("/display", Cookie="display=large.dark")
    assert front.renders("/display") == 2


def test_each_language_that_is_preferred_has_copies_of_its_own(front):
    for header in ("ko-KR,ko;q=0.9", "vi-VN,vi;q=0.8", "vi", "fr-FR,fr;q=0.9,en;q=0.8", "en-US", "zh-TW", "de"):
        front.get("/hint", **{"Accept-Language": header})
    told = [headers.get("Accept-Language", "") for _, path, headers in Backend.seen if path == "/hint"]
    assert told == ["ko", "vi", "en", "zh-hant", ""]
    front.get("/hint", **{"Accept-Language": "vi", "Cookie": "language_hint=no"})
    assert front.renders("/hint") == 6


def test_a_session_is_neither_kept_nor_served_from_what_is_kept(front):
    front.get("/news")
    signed_in = front.get("/news", Cookie="a=b; __Secure-sessionid=secret")[1]
    assert front.renders("/news") == 2
    assert front.get("/news")[1] != signed_in


@pytest.mark.parametrize("path", ["/private/", "/admin/pages/", "/account/", "/documents/1/a.pdf"])
def test_what_is_personal_is_made_anew_each_time(front, path):
    front.get(path)
    front.get(path)
    assert front.renders(path) == 2


def test_the_application_decides_on_a_file_and_nginx_sends_it(front):
    status, body, head = front.get("/media/picture.txt")
    assert (status, body) == (200, "of anyang")
    assert "sandbox" in head
    assert front.get("/_media/anyang/picture.txt")[0] == 404, "not by its own address"


def test_addresses_that_are_keys_do_not_stand_in_the_log(front):
    key = "0123456789abcdef0123456789abcdef01234567"
    keys = (
        f"/~petition/case/7KMP-30XH-R9TX/{key}/?a=1",
        f"/vi/~contact/7KMP-30XH-R9TX/{key}",
        f"/free/7/?key={key[:32]}",
    )
    for path in (*keys, "/news/of-today/"):
        front.get(path)
    lines = (front.folder / "municipal.log").read_text()
    assert key[:32] not in lines
    assert 'GET /free/7/?key=..."' in lines
    assert "GET /~petition/case/7KMP-30XH-R9TX/.../?a=1" in lines
    assert "GET /vi/~contact/7KMP-30XH-R9TX/..." in lines
    assert "GET /news/of-today/" in lines


def test_a_reader_cannot_claim_another_address(front):
    front.get("/whoami", **{"X-Forwarded-For": "10.0.0.1", "X-Real-IP": "10.0.0.1", "X-Forwarded-Proto": "http"})
    headers = next(headers for _, path, headers in Backend.seen if path == "/whoami")
    assert headers["X-Forwarded-For"] == headers["X-Real-IP"] == "127.0.0.1"
    assert headers["X-Forwarded-Proto"] == "https"


def test_an_unknown_name_gets_no_handshake(front):
    with pytest.raises(ssl.SSLError):
        front.get("/", host="elsewhere.example.org")


def test_old_copies_outlive_a_backend_that_is_away(front):
    front.get("/stale")
    time.sleep(2.2)
    front.backend.shutdown()
    front.backend.socket.close()
    assert front.get("/stale")[0] == 200


def test_the_units_are_valid(tmp_path):
    if not shutil.which("systemd-analyze"):
        lacks("systemd is not installed (apt install systemd)")
    units = []
    for name, text in FILES.items():
        if "/systemd/" in name:
            unit = tmp_path / Path(name).name
            # The programs and the account of a production machine are not here.
            text = text.replace("/srv/municipal/app/.venv/bin/python", "/bin/true").replace("/srv/municipal/app", "/")
            unit.write_text(re.sub(r"^(User|Group)=.*\n", "", text, flags=re.MULTILINE))
            units.append(unit)
    assert len(units) == 5
    verified = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    ours = [line for line in verified.stderr.splitlines() if "municipal-" in line]
    assert ours == []


def test_every_variable_that_production_reads_is_explained_and_no_other():
    internal = {"RELOAD", "START_GATE"}  # of `make run` alone
    sources = [*(ROOT / "cms" / "settings").glob("*.py"), *(ROOT / "cms").glob("*.py")]
    sources = [source for source in sources if source.stem not in ("development", "test")]
    text = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    read = set(re.findall(r"""environ(?:\.get|\.pop|\.setdefault)?[\[(]["'](\w+)["']""", text))
    read |= set(re.findall(r"""_environment\.(?:needed|given)\(["'](\w+)["']""", text))
    cells = re.findall(r"^\| (`.*?`) \|", DOCUMENT, re.MULTILINE)
    explained = {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}
    assert explained == read - internal
    assert {"PUBLIC_PORT", "CACHE_DIR", "MEDIA_ROOT", "STATIC_ROOT", "DEFAULT_FROM_EMAIL", "TASKS"} <= explained


def test_every_variable_that_must_be_set_is_marked_so():
    production = (ROOT / "cms" / "settings" / "production.py").read_text(encoding="utf-8")
    needed = set(re.findall(r"""_environment\.needed\(["'](\w+)["']""", production))
    marked = set(re.findall(r"^\| `(\w+)` \| yes \|", DOCUMENT, re.MULTILINE))
    assert marked == needed | {"DJANGO_SETTINGS_MODULE"}
