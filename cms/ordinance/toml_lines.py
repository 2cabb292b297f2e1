"""Where each key of a TOML document stands.

The standard reader gives values without their lines. A person who must mend a file needs the
line, so this finds it for a document that the reader has already accepted: only what moves the
eye from key to key is looked at.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right

Path = tuple[str | int, ...]

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\n]*")
_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_SPACES = re.compile(r"[ \t]*")
_STRINGS = (
    re.compile(r'"""(?:[^\\]|\\.)*?"""(?:"{1,2}(?!"))?', re.DOTALL),
    re.compile(r"'''.*?'''(?:'{1,2}(?!'))?", re.DOTALL),
    re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
)


def lines_of(source: str) -> dict[Path, int]:
    """The line of every key and of every element of an array, counted from 1.

    ``source`` is a document that ``tomllib.loads`` accepts.
    """
    return _Scanner(source).scan()


class _Scanner:
    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self.found: dict[Path, int] = {}
        self.arrays: dict[Path, int] = {}

    def scan(self) -> dict[Path, int]:
        table: Path = ()
        self._skip(_BLANK)
        while self.position < len(self.source):
            if self._next("[["):
                table = self._open_array_table()
            elif self._next("["):
                table = self._open_table()
            else:
                self._read_pair(table)
            self._skip(_BLANK)
        return self.found

    # Tables

    def _open_table(self) -> Path:
        line = self._line()
        self.position += 1
        path = self._within_arrays(self._read_key())
        self.position += 1
        self.found.setdefault(path, line)
        return path

    def _open_array_table(self) -> Path:
        line = self._line()
        self.position += 2
        key = self._read_key()
        path = (*self._within_arrays(key[:-1]), key[-1])
        self.position += 2
        index = self.arrays[path] = self.arrays.get(path, -1) + 1
        self.found.setdefault(path, line)
        self.found[(*path, index)] = line
        return (*path, index)

    def _within_arrays(self, key: Path) -> Path:
        """The path of a header: what goes through an array of tables means its last one."""
        path: Path = ()
        for part in key:
            path = (*path, part)
            if path in self.arrays:
                path = (*path, self.arrays[path])
        return path

    # Keys and values

    def _read_pair(self, table: Path) -> None:
        line = self._line()
        path = (*table, *self._read_key())
        for depth in range(len(table) + 1, len(path) + 1):
            self.found.setdefault(path[:depth], line)
        self.position += 1  # the equals sign
        self._skip(_SPACES)
        self._read_value(path)

    def _read_key(self) -> Path:
        parts = [self._read_key_part()]
        while self._next("."):
            self.position += 1
            parts.append(self._read_key_part())
        return tuple(parts)

    def _read_key_part(self) -> str:
        self._skip(_SPACES)
        raw = self._take_string() or self._take(_BARE_KEY)
        self._skip(_SPACES)
        return str(tomllib.loads(f"key = {raw}")["key"]) if raw[0] in "\"'" else raw

    def _read_value(self, path: Path) -> None:
        if self._next("["):
            self._read_array(path)
        elif self._next("{"):
            self._read_inline_table(path)
        elif not self._take_string():
            self._skip(_SCALAR)

    def _read_array(self, path: Path) -> None:
        self.position += 1
        self._skip(_BLANK)
        index = 0
        while not self._next("]"):
            self.found[(*path, index)] = self._line()
            self._read_value((*path, index))
            index += 1
            self._skip_comma()
        self.position += 1

    def _read_inline_table(self, path: Path) -> None:
        self.position += 1
        self._skip(_BLANK)
        while not self._next("}"):
            self._read_pair(path)
            self._skip_comma()
        self.position += 1

    def _skip_comma(self) -> None:
        self._skip(_BLANK)
        if self._next(","):
            self.position += 1
            self._skip(_BLANK)

    # Characters

    def _line(self) -> int:
        return bisect_right(self.starts, self.position)

    def _next(self, text: str) -> bool:
        return self.source.startswith(text, self.position)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        self._take(pattern)

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.source, self.position)
        self.position = match.end() if match else self.position
        return match[0] if match else ""

    def _take_string(self) -> str:
        for pattern in _STRINGS:
            if taken := self._take(pattern):
                return taken
        return ""
