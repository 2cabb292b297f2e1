"""What a public reason must not give away: who wrote the post, and what stood in it.

A reason of a removal stays where the post stood (공개). It names the ground and says why it holds; it neither repeats
the post nor names a person (개인정보 보호법 제3조제6항: 사생활 침해를 최소화하는 방법으로 처리하여야 한다).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cms.ordinance.citation import Article
from cms.ordinance.laws import PRIVACY_ACT
from cms.ordinance.normalise import normalise
from cms.ordinance.verdict import Reason
from cms.ordinance.verdict import reason as _

LEAST_DATA = Article(PRIVACY_ACT, 3, 6)
#: So many letters in a row, spaces and signs left out, are no coincidence any more.
LONGEST_QUOTED = 12
#: A title or a text of so many letters is a quotation where the whole of it stands in the reason.
SHORTEST_WHOLE = 6

#: The fifty most frequent family names of Korea; rarer ones are met by the author's own name below.
_FAMILY = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변"
#: Words of three syllables that begin as a name does.
_NO_NAMES = "(?!이용자|신고자|신청자|신청인|공무원|임차인|임대인|전문가|조합원)"
#: 홍길동 씨, 홍길동(남, 45세): a family name with two syllables, called or described as a person is.
_CALLED = re.compile(
    rf"(?<![가-힣]){_NO_NAMES}[{_FAMILY}][가-힣]{{2}}[ \t]*"
    r"(?:씨(?:[^가-힣]|[가는를의와도에라로]|$)|[(（](?:[남여][,·)）\s]|\d{1,3}세))"
)
_BEFORE = r"(?:작성자|게시자|글쓴이|등록자|신고자|민원인|회원|이용자|시민|주민)(?:인|는|은|가|이|의)?[\s:(（‘“\'\"]*"
_AFTER = r"[\s)）’”\'\"]*(?:님|씨|회원|작성자|게시자|글쓴이)"


def against_naming(reason: str, author: str, title: str, text: str, grounds: tuple[str, ...]) -> Iterator[Reason]:
    """One sentence for a name, one for a quotation. What the ordinance itself says is nobody's words.

    :param author: the name under which the post stands.
    :param grounds: the grounds, verbatim.
    """
    if _CALLED.search(reason) or _names(reason, author):
        yield _("The reason names a person; leave the name out: everybody reads it.", LEAST_DATA)
    if _quotes(reason, title, text, grounds):
        yield _("The reason repeats what stood in the post; say in your own words why it goes.", LEAST_DATA)


def _names(reason: str, author: str) -> bool:
    """The author's name, where it is meant as one: a nickname may be any word."""
    name = author.strip()
    if len(name) < 2:
        return False
    own = re.escape(name)
    return bool(re.search(rf"{_BEFORE}{own}|{own}{_AFTER}", reason))


def _quotes(reason: str, title: str, text: str, grounds: tuple[str, ...]) -> bool:
    said = normalise(reason)
    lawful = [normalise(ground) for ground in grounds]
    for each in lawful:
        said = said.replace(each, " ")
    for words in map(normalise, (title, text)):
        if not words or any(words in each for each in lawful):
            continue
        if (len(words) >= SHORTEST_WHOLE and words in said) or _share(said, words):
            return True
    return False


def _share(said: str, words: str) -> bool:
    """A run of letters that stands in both; linear in either."""
    runs = {said[place : place + LONGEST_QUOTED] for place in range(len(said) - LONGEST_QUOTED + 1)}
    return any(words[place : place + LONGEST_QUOTED] in runs for place in range(len(words) - LONGEST_QUOTED + 1))
