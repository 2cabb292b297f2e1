"""Profiles that tests of versions work with."""

import datetime as dt

from cms.ordinance import policy_loader

JULY = dt.date(2027, 7, 1)
DAY = dt.timedelta(1)
ANYANG = policy_loader.source("anyang")
DORMANT = {
    'dormant_deletion = "silent"': 'dormant_deletion = { value = "may", article = "제20조제7항" }',
    'dormant_years = "silent"': 'dormant_years = { value = 2, article = "제20조제7항" }',
}


def changed(source: str, words: dict[str, str]) -> str:
    """The profile with each of some words replaced, once."""
    for old, new in words.items():
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    return source


AMENDED = changed(ANYANG, DORMANT)
"""Anyang as if it deleted members who stay away two years."""


def fifth(slug: str = "gunpo", title: str = "군포시 홈페이지 운영 조례") -> str:
    """A profile of a municipality whose ordinance is none of the packaged ones."""
    head = {
        'slug = "anyang"': f'slug = "{slug}"',
        'title = "안양시 인터넷시스템 설치 및 운영 조례"': f'title = "{title}"',
        'number = "조례 제3630호"': 'number = "조례 제1234호"',
        "effective = 2024-04-09": "effective = 2025-03-01",
    }
    return changed(ANYANG, head)
