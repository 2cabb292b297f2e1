"""A name under which a citizen's file can be shown, kept and taken along anywhere."""

from __future__ import annotations

import re
import unicodedata

MOST = 100
#: What stands for a name of which nothing is left.
NAMELESS = "attachment"
#: Names that Windows keeps for its devices, whatever their ending.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*]')
#: Controls, characters that turn or hide what stands beside them, surrogates, what has no meaning yet.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def safe_name(name: str) -> tuple[str, str]:
    """The name to show and its ending in small letters ('' for none).

    Folders before it go, so do controls and characters that turn the direction of writing: ``a\u202efdp.exe`` ends in
    ``exe``. Korean as macOS writes it (자모) is put together; what is longer than a hundred characters is cut before
    its ending.
    """
    plain = unicodedata.normalize("NFC", _last_part(name))
    shown = "".join(sign for sign in plain if unicodedata.category(sign) not in _UNSEEN)
    shown = re.sub(r"\s+", " ", _FORBIDDEN.sub("_", shown)).strip().rstrip(" .")
    stem, dot, ending = shown.rpartition(".")
    if not dot:
        stem, ending = ending, ""
    stem, ending = stem.strip(" .") or NAMELESS, ending.strip().lower()
    if len(ending) > MOST // 2:
        stem, ending = f"{stem}.{ending}", ""
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    tail = f".{ending}" if ending else ""
    return f"{stem[: MOST - len(tail)].rstrip(' .')}{tail}", ending


def _last_part(name: str) -> str:
    """Some browsers send the whole path."""
    return re.split(r"[/\\]", name)[-1]
