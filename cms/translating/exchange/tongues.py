"""Names of languages in files: Django's zh-hans is zh-Hans in XLIFF (BCP 47) and zh_Hans in PO."""

from __future__ import annotations

#: Chinese is told by its script; tools that know regions only mean these.
_SCRIPTS = {"cn": "hans", "sg": "hans", "my": "hans", "tw": "hant", "hk": "hant", "mo": "hant"}


def bcp47(code: str) -> str:
    """``zh-hans`` → ``zh-Hans``, ``en-us`` → ``en-US``."""
    language, *rest = code.replace("_", "-").split("-")
    return "-".join([language.lower(), *(_shaped(part) for part in rest)])


def gettext_name(code: str) -> str:
    """``zh-hans`` → ``zh_Hans``."""
    return bcp47(code).replace("-", "_")


def is_same(one: str, other: str) -> bool:
    """Whether two names mean one written language: zh_CN and zh-Hans do, zh-TW and zh-Hans do not, en-US and en do."""
    return _meant(one) == _meant(other)


def _shaped(part: str) -> str:
    if len(part) == 4:
        return part.title()
    return part.upper() if len(part) == 2 else part


def _meant(code: str) -> tuple[str, str]:
    language, *rest = code.strip().lower().replace("_", "-").split(".")[0].split("@")[0].split("-")
    if language != "zh":
        return language, ""
    written = [part for part in rest if part in ("hans", "hant")]
    scripts = written or [_SCRIPTS[part] for part in rest if part in _SCRIPTS] or ["hans"]
    return language, scripts[0]
