"""All that is kept of a member as one archive (개인정보 열람): data for machines, a page for people, their files.

The archive is made while it is sent: nothing of it ever lies on a disk in the clear, and no more than one file is in
memory at a time.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.core.encryption import Unreadable
from cms.members.composing import municipality, spoken
from cms.members.events import note
from cms.members.leaving import ExportedFile, exporters, holds_of
from cms.members.models import Member, MemberAct, MemberEvent
from cms.ordinance.laws import written
from tenants.context import tenant

#: So often a day: each one opens everything that is encrypted.
A_DAY = 3
LONGEST_STEM, LONGEST_ENDING = 180, 10
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f<>:\"/\\|?*\u202a-\u202e\u2066-\u2069]")


class Refused(Exception):  # noqa: N818
    """Why there is no archive now: sentences for the member."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


@transaction.atomic
def export(member: Member) -> Iterator[bytes]:
    """The archive in pieces; that it was asked for is written down before the first of them.

    :raises Refused: for one more than are made a day.
    """
    Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    since = timezone.now() - dt.timedelta(days=1)
    if MemberEvent.objects.filter(account=member.account, act=MemberAct.EXPORTED, at__gt=since).count() >= A_DAY:
        raise Refused([_("Your data was made ready three times within a day. Please come back tomorrow.")])
    language = spoken(translation.get_language() or member.language)
    with translation.override(language):
        sections = [_section(each, member.user) for each in exporters()]
        told = {
            "municipality": municipality(language),
            "made_at": timezone.localtime().isoformat(timespec="seconds"),
            "kept_by_law": [
                {
                    "what": _(hold.what),
                    "article": written(hold.article),
                    "until": hold.until.isoformat() if hold.until else "",
                }
                for hold in holds_of(member.user)
            ],
            **{each["key"]: each["told"] for each in sections},
        }
        page = render_to_string(
            "members/export/readable.html",
            {"sections": sections, "language": language, **{name: told[name] for name in ("municipality", "made_at")}},
        )
    note(member.account, MemberAct.EXPORTED)
    texts = {"data.json": json.dumps(told, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder), "index.html": page}
    files = [(f"files/{each['key']}/{_safe(file.path)}", file) for each in sections for file in each["files"]]
    return _pieces(connection.tenant, texts, files)


def _section(exporter: Any, user: Any) -> dict[str, Any]:
    told = exporter.tell(user)
    rows = told if isinstance(told, list) else [told]
    return {
        "key": exporter.key,
        "label": exporter.label,
        "told": told,
        "rows": [_readable(row, exporter.words) for row in rows],
        "files": list(exporter.files(user)),
    }


def _readable(row: dict[str, Any], words: Any) -> list[tuple[str, Any]]:
    """Names as people read them; lists and objects within a row as lines."""
    return [(str(words.get(key, key)), _in_lines(value)) for key, value in row.items() if value not in ("", None, [])]


def _in_lines(value: Any) -> Any:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return " · ".join(f"{key}: {each}" for key, each in value.items())
    if isinstance(value, list):
        return "\n".join(str(_in_lines(each)) for each in value)
    return value


def _pieces(here: Any, texts: dict[str, str], files: Iterable[tuple[str, ExportedFile]]) -> Iterator[bytes]:
    """Whoever reads them may be done with the request: the municipality is entered again for each file."""
    buffer = _Pipe()
    missing: list[str] = []
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
            yield buffer.taken()
        for path, file in _once(files):
            with tenant(here):
                content = _content(file)
            if content is None:
                missing.append(path)
                continue
            archive.writestr(path, content)
            yield buffer.taken()
        if missing:
            archive.writestr("files/unreadable.txt", "\n".join(missing))
    yield buffer.taken()


def _content(file: ExportedFile) -> bytes | None:
    """None for one that is removed or whose key is lost: the others are handed out all the same."""
    try:
        return file.read()
    except (Unreadable, OSError):
        return None


def _once(files: Iterable[tuple[str, ExportedFile]]) -> Iterator[tuple[str, ExportedFile]]:
    """Two files of one name: the second one is numbered."""
    seen: dict[str, int] = {}
    for path, file in files:
        seen[path] = seen.get(path, 0) + 1
        number = seen[path]
        stem, dot, ending = path.rpartition(".")
        yield (path if number == 1 else f"{stem} ({number}){dot}{ending}" if dot else f"{path} ({number})"), file


def _safe(path: str) -> str:
    """No name leads out of the folder, and none means another thing on another system."""
    parts = [_UNSAFE.sub("_", part).strip(". ") for part in path.split("/")]
    return "/".join(_short(part) for part in parts if part) or "file"


def _short(part: str) -> str:
    """Cut before its ending: no system takes a name of more than 255 bytes, and a syllable of Hangul has three."""
    stem, dot, ending = part.rpartition(".")
    if not dot or len(ending) > LONGEST_ENDING:
        stem, dot, ending = part, "", ""
    return f"{stem.encode()[:LONGEST_STEM].decode(errors='ignore')}{dot}{ending}"


class _Pipe(io.RawIOBase):
    """Takes what is written and hands it on: an archive needs no file to be made in."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._held += data
        return len(data)

    def taken(self) -> bytes:
        """What was written since the last time."""
        piece = bytes(self._held)
        self._held.clear()
        return piece
