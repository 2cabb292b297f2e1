"""Bank account numbers (계좌번호): groups of digits in the form of a Korean bank, or named as one.

    0.9   beside the name of a bank or a word such as 계좌, in groups
    0.7   beside one, in one run
    0.5   in the form of a bank, with nothing beside it

Business numbers (사업자등록번호, 3-2-5), days, times, amounts and ISBNs are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cms.ordinance.personal_data.edges import START, after, before, digits, is_other_number, labelled
from cms.ordinance.personal_data.finding import MASK, Candidate, Kind
from cms.ordinance.personal_data.registration import is_bar_code

_HYPHENATED = re.compile(
    rf"{START}(?<![0-9][ ]-[ ])(?<![0-9]-[ ])[0-9]{{2,6}}(?:[ ]?-[ ]?[0-9]{{1,8}}){{1,5}}(?![ ]?-?[ ]?[0-9{MASK}])"
)
_SPACED = re.compile(rf"{START}(?<![0-9][ ])[0-9]{{2,6}}(?:[ ][0-9]{{2,8}}){{1,4}}(?![ -]?[0-9{MASK}])")
_IN_ONE_RUN = re.compile(rf"{START}[0-9]{{10,16}}(?![0-9{MASK}])(?!-[0-9])")

#: How banks group their digits; what other numbers share (4-4-4, 3-3-4) needs a word beside it.
_FORMS = frozenset(
    tuple(int(length) for length in form.split("-"))
    for form in [
        "3-2-6",
        "3-2-7",
        "3-3-6",
        "3-3-7",
        "3-2-6-1",
        "3-2-7-1",
        "3-3-6-1",
        "3-2-4-3",
        "3-2-5-1",
        "3-6-5",
        "3-6-2-3",
        "3-5-2-1",
        "3-5-5-2",
        "3-4-4-2",
        "3-4-4-3",
        "4-3-6",
        "4-2-7",
        "4-2-6-1",
        "4-3-6-1",
        "4-4-4-1",
        "5-2-6",
        "6-2-6",
        "6-2-5-1",
        "3-2-2-7",
        "3-8-3",
    ]
)

_BANKS = (
    r"은행|뱅크|카뱅|신한|농협|수협|신협|우체국|새마을|저축|산림조합|토스|케뱅|"
    r"(?<![A-Za-z])(?:KB|NH|IBK|KEB|MG|SC|BNK|KDB|iM|DGB|JB|bank)(?![A-Za-z])"
)
#: Names of banks that are common words as well: they must touch the number.
_SHORT_NAMES = r"국민|우리|하나|기업|제일|씨티|부산|대구|광주|전북|경남|제주|산업|카카오"
_WORDS = r"계좌|입금|송금|이체|예금주|통장|(?<![A-Za-z])(?:account|a/c|acct)"
_BESIDE = re.compile(rf"(?:{_BANKS}|{_WORDS})", re.IGNORECASE)
_TOUCHING_BEFORE = re.compile(rf"(?:{_SHORT_NAMES})[ ]{{0,2}}[:)\]]?[ ]{{0,2}}$")
_TOUCHING_AFTER = re.compile(rf"[ ]{{0,2}}[(\[,/]?[ ]?(?:{_BANKS}|{_SHORT_NAMES}|예금주)(?![로에의])", re.IGNORECASE)
_AN_ACCOUNT = re.compile(r"계좌[ ]?(?:번호)?[ ]?[:(]?[ ]{0,2}$")
_BEFORE_WIDTH, _AFTER_WIDTH = 30, 12

_DAY = re.compile(r"(?:19|20)[0-9]{2}(?P<gap>[ -]*)(?:0[1-9]|1[0-2])(?P=gap)(?:0[1-9]|[12][0-9]|3[01])")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9])")
_AMOUNT = re.compile(r"[ ]?(?:원|won|KRW|달러|%|명|건|개|부|㎡)", re.IGNORECASE)


def find(text: str) -> Iterator[Candidate]:
    """Account numbers in a reading."""
    for match in _HYPHENATED.finditer(text):
        yield from _judge(text, match, grouped=0.9, alone=0.5)
    for match in _SPACED.finditer(text):
        yield from _judge(text, match, grouped=0.7, alone=0)
    for match in _IN_ONE_RUN.finditer(text):
        yield from _judge(text, match, grouped=0.7, alone=0)


def _judge(text: str, match: re.Match[str], grouped: float, alone: float) -> Iterator[Candidate]:
    number = digits(match.group())
    if not 10 <= len(number) <= 16 or _is_other(text, match, number):
        return
    if _named(text, match):
        confidence = grouped
    else:
        form = tuple(len(group) for group in re.findall("[0-9]+", match.group()))
        confidence = alone if form in _FORMS and not _YEAR.match(match.group()) else 0
    if confidence:
        yield Candidate(match.start(), match.end(), Kind.BANK_ACCOUNT, confidence)


def _named(text: str, match: re.Match[str]) -> bool:
    """Whether a bank or a word such as 계좌 stands beside the number."""
    front, back = before(text, match.start(), _BEFORE_WIDTH), after(text, match.end(), _AFTER_WIDTH)
    touching = _TOUCHING_BEFORE.search(front) or _TOUCHING_AFTER.match(back)
    return bool(touching) or _BESIDE.search(front) is not None


def _is_other(text: str, match: re.Match[str], number: str) -> bool:
    """A day or a time, an amount, a business number, an ISBN, or one that has another label."""
    written = match.group()
    if _DAY.match(written) or _AMOUNT.match(text, match.end()) or is_other_number(text, match.start()):
        return True
    if len(number) == 13 and number.startswith(("978", "979")):
        return is_bar_code(number)
    return len(number) == 10 and is_business_number(number) and not labelled(_AN_ACCOUNT, text, match.start())


def is_business_number(number: str) -> bool:
    """Whether ten digits are a business registration number (사업자등록번호) by their check digit."""
    total = sum(int(sign) * weight for sign, weight in zip(number, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=False))
    return (10 - (total + int(number[8]) * 5 // 10) % 10) % 10 == int(number[9])
