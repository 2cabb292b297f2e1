"""Real HTTP servers on localhost that speak as LibreTranslate and DeepL do, and that can fail in every way."""

import json
import re
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

LIBRE_KNOWS = ["en", "ja", "ko", "zh-Hans", "vi"]
DEEPL_KNOWS = ["EN-US", "EN-GB", "JA", "ZH", "ZH-HANS", "ZH-HANT"]


def english(text: str, code: str) -> str:
    """In place of each Korean word the name of the language; figures, tags and placeholders stay."""
    return re.sub("[가-힣]+", code.lower(), text)


class Behaviour:
    """What the server does; ``seen`` holds the texts of each request that it was given."""

    def __init__(self):
        self.key, self.seen, self.targets, self.agents = "secret-key:fx", [], [], []
        self.status, self.body, self.seconds, self.drip, self.location = 200, None, 0.0, False, ""
        self.say = english
        self.knows = DEEPL_KNOWS
        self.lock = threading.Lock()


class _Handler(BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    @property
    def told(self) -> Behaviour:
        return self.server.behaviour

    def do_GET(self):
        if self.path == "/languages":
            targets = [{"code": code, "name": code, "targets": LIBRE_KNOWS} for code in LIBRE_KNOWS]
            self._answer(200, targets)
        elif self.path == "/v2/languages?type=target" and self._has_key():
            self._answer(200, [{"language": code, "name": code} for code in self.told.knows])

    def do_POST(self):
        content = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/translate":
            asked = json.loads(content)
            if asked["api_key"] != self.told.key or (asked["source"], asked["format"]) != ("ko", "html"):
                return self._answer(403, {"error": "Invalid API key"})
            return self._translate(asked["q"], asked["target"], lambda texts: {"translatedText": texts})
        if self.path == "/v2/translate" and self._has_key():
            asked = parse_qs(content)
            assert (asked["source_lang"], asked["tag_handling"]) == (["KO"], ["xml"])
            assert len(asked["text"]) <= 50
            answer = lambda texts: {"translations": [{"text": text} for text in texts]}  # noqa: E731
            return self._translate(asked["text"], asked["target_lang"][0], answer)
        return self._answer(404, {})

    def _has_key(self) -> bool:
        if self.headers["Authorization"] == f"DeepL-Auth-Key {self.told.key}":
            return True
        self._answer(403, {"message": "Forbidden"})
        return False

    def _translate(self, texts, target, answer) -> None:
        with self.told.lock:
            self.told.seen.append(texts)
            self.told.targets.append(target)
            self.told.agents.append(self.headers["User-Agent"])
        time.sleep(self.told.seconds)
        body = answer([self.told.say(text, target) for text in texts]) if self.told.body is None else self.told.body
        self._answer(self.told.status, body)

    def _answer(self, status, body) -> None:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        if self.told.location:
            self.send_header("Location", self.told.location)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        try:
            for number in range(len(content)) if self.told.drip else ():
                self.wfile.write(content[number : number + 1])
                self.wfile.flush()
                time.sleep(0.1)
            if not self.told.drip:
                self.wfile.write(content)
        except OSError:
            pass  # who asked has gone


@contextmanager
def server():
    """``with server() as (behaviour, address):``."""
    it = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    it.daemon_threads, it.behaviour = True, Behaviour()
    threading.Thread(target=it.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield it.behaviour, f"http://127.0.0.1:{it.server_port}"
    finally:
        it.shutdown()
        it.server_close()
