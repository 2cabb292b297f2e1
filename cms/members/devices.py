"""Which browser on which device a sign-in came from, in the words of its makers: names, nothing that identifies."""

from __future__ import annotations

#: In the order in which they are looked for: most browsers also name those that they descend from.
_BROWSERS = (
    ("KAKAOTALK", "KakaoTalk"),
    ("NAVER(", "NAVER"),
    ("Whale/", "Whale"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
LONGEST = 60


def device_of(agent: str) -> str:
    """“Chrome · Windows”; what a browser calls itself, cut short, where it is none that is known."""
    known = [name for names in (_BROWSERS, _SYSTEMS) if (name := _first(agent, names))]
    return " · ".join(known) or agent.strip()[:LONGEST]


def _first(agent: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for sign, name in names if sign in agent), "")
