"""Words that a public website does not use for links (KWCAG 6.4.3 적절한 링크 텍스트)."""

import html
import re

_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_KOREAN = (
    "여기",
    "이곳",
    "여기를",
    "클릭",
    "클릭하세요",
    "여기클릭",
    "여기를클릭",
    "바로가기",
    "더보기",
    "자세히",
    "자세히보기",
    "링크",
)
_ENGLISH = ("here", "click", "clickhere", "more", "readmore", "link")
VAGUE = frozenset(_KOREAN + _ENGLISH)


def is_vague(text: str) -> bool:
    """Whether the words of a link say nothing of where it leads: 여기, 클릭, 더보기 alone."""
    bare = re.sub(r"[\s.,!?~…>»→\[\]()]+", "", text).lower()
    return bare in VAGUE


def vague_links(source: str) -> list[str]:
    """The words of those links in an HTML source that say nothing, each once, in order."""
    texts = (html.unescape(_TAG.sub("", inner)).strip() for inner in _LINK.findall(source))
    return list(dict.fromkeys(text for text in texts if is_vague(text)))
