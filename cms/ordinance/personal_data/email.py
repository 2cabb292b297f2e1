"""E-mail addresses (전자우편주소), also those spelled to escape a search (kim 골뱅이 naver 닷컴).

    0.98  an address in its usual spelling
    0.8   spelled to escape a search
    0.6   only the name of a well-known provider follows the sign (kim@naver)

The search starts at the sign and looks a bounded way to both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cms.ordinance.personal_data.finding import Candidate, Kind

_SIGN = re.compile(
    r"[ ]?@[ ]?|[ ]?[(\[{<](?:at|a|앳|골뱅이|@)[)\]}>][ ]?|[ ]?골뱅이[ ]?|[ ](?:at|앳)[ ]", re.IGNORECASE
)
#: Read backwards from the sign on.
_LOCAL = re.compile(r"[A-Za-z0-9_+-][A-Za-z0-9._%+'-]{0,62}[A-Za-z0-9]|[A-Za-z0-9]|[가-힣]{2,10}")
_LOCAL_WIDTH = 64
_DOT = r"(?:[ ]?(?:\.|[(\[{](?:dot|닷|점|쩜|\.)[)\]}]|닷|쩜)[ ]?|[ ]dot[ ])"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(
    rf"(?P<host>{_LABEL}(?:{_DOT}{_LABEL}){{0,6}}?){_DOT}(?P<last>[A-Za-z]{{2,24}}|컴|넷|한국)(?![A-Za-z0-9-]|{_DOT}[A-Za-z]{{2}})",
    re.IGNORECASE,
)
_PROVIDER = re.compile(
    r"(?:naver|daum|hanmail|gmail|nate|kakao|네이버|다음|한메일|지메일|네이트|카카오)(?![A-Za-z0-9.-])", re.IGNORECASE
)
_SPELLED_DOT = re.compile(_DOT, re.IGNORECASE)
_LASTS = {"컴": "com", "넷": "net"}
#: Ends of file names: icon@2x.png is none.
_FILES = frozenset(
    [
        "png",
        "jpg",
        "jpeg",
        "gif",
        "svg",
        "webp",
        "bmp",
        "ico",
        "pdf",
        "hwp",
        "hwpx",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "ppt",
        "pptx",
        "zip",
        "css",
        "js",
        "py",
        "html",
    ]
)


def find(text: str) -> Iterator[Candidate]:
    """Addresses in a reading; ``key`` is the address in lower case, plainly spelled."""
    for sign in _SIGN.finditer(text):
        found = _around(text, sign)
        if found is not None:
            yield found


def _around(text: str, sign: re.Match[str]) -> Candidate | None:
    local = _local(text, sign.start())
    if not local:
        return None
    start = sign.start() - len(local)
    domain = _DOMAIN.match(text, sign.end())
    if domain is None:
        provider = _PROVIDER.match(text, sign.end())
        if provider is None or sign.group().strip().isalpha():
            return None
        return Candidate(start, provider.end(), Kind.EMAIL, 0.6, f"{local}@{provider.group()}".lower())
    if _impossible(sign.group(), local, domain):
        return None
    host = _SPELLED_DOT.sub(".", domain["host"])
    last = _LASTS.get(domain["last"], domain["last"])
    usual = sign.group() == "@" and domain.group() == f"{host}.{last}"
    return Candidate(start, domain.end(), Kind.EMAIL, 0.98 if usual else 0.8, f"{local}@{host}.{last}".lower())


def _local(text: str, end: int) -> str:
    """What stands before the sign; empty where that is no name of a mailbox."""
    match = _LOCAL.match(text[max(0, end - _LOCAL_WIDTH) : end][::-1])
    return match.group()[::-1] if match else ""


def _impossible(sign: str, local: str, domain: re.Match[str]) -> bool:
    """A file's name, a Korean word before a spelled sign, or English prose (look at naver.com)."""
    word = sign.strip().isalpha() and sign.strip() != "골뱅이"
    in_hangul = not local.isascii() and sign != "@"
    return domain["last"].lower() in _FILES or in_hangul or (word and "." in domain.group())
