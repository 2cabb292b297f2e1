"""The columns of Korean banks' lists (거래내역), by the names that banks give them, and how their cells are read."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

KOREA = ZoneInfo("Asia/Seoul")
MOST_WON = 2_000_000_000
#: Names of each column, spaces, brackets and capitals aside; the first that a list has is taken.
NAMES: dict[str, tuple[str, ...]] = {
    "when": ("거래일시", "거래일자및시간", "입금일시", "거래일자", "거래일", "입금일자", "입금일",
             "거래날짜", "일자", "날짜"),
    "time": ("거래시간", "거래시각", "입금시간", "시간"),
    "in": ("입금액", "입금금액", "입금", "맡기신금액", "받은금액", "들어온금액"),
    "out": ("출금액", "출금금액", "출금", "찾으신금액", "지급", "지급액", "보낸금액", "나간금액"),
    "sum": ("거래금액", "금액"),
    "way": ("입출금구분", "입출구분", "거래구분", "구분"),
    "payer": ("보낸분", "보낸분받는분", "보낸분/받는분", "입금자명", "입금자", "의뢰인", "의뢰인/수취인",
              "의뢰인명", "상대계좌예금주명",
              "기재내용", "거래내용", "내용", "적요"),
    "memo": ("메모", "통장메모", "송금메모", "거래메모", "비고"),
    "note": ("적요", "거래기록사항", "기록사항", "거래내용", "내용", "기재내용"),
    "balance": ("거래후잔액", "잔액", "통장잔액"),
    "branch": ("취급점", "거래점", "거래점명", "처리점", "취급은행"),
    "number": ("거래고유번호", "거래번호", "전문번호"),
}  # fmt: skip
_DAY = re.compile(r"^\s*(\d{4})\s*[-./년]?\s*(\d{1,2})\s*[-./월]?\s*(\d{1,2})\s*[.일]?\s*(?:\([^)]*\))?\s*(.*)$")
_SOLID = re.compile(r"^(\d{4})(\d{2})(\d{2})(.*)$")
_TIME = re.compile(
    r"^[T\s]*(오전|오후|AM|PM)?\s*(\d{1,2})\s*[:시]\s*(\d{1,2})\s*[:분]?\s*(\d{1,2})?(?:\.\d+)?초?$", re.I
)
_SOLID_TIME = re.compile(r"^(\d{2})(\d{2})(\d{2})?$")
_MONEY = re.compile(r"^[+]?(-?\d{1,12})(?:\.0+)?$")


def key_of(name: str) -> str:
    """A column's name in one spelling: 입금(원) and 입금 are the same."""
    flat = unicodedata.normalize("NFKC", name).lower()
    return re.sub(r"\((?:원|krw|won)\)|[\s_\"'*:]|[()\[\]]", "", flat)


def when(day: str, time: str) -> dt.datetime:
    """When it was booked, Korean time; a day without a time is its beginning.

    :raises ValueError: with a sentence.
    """
    text = unicodedata.normalize("NFKC", day).strip()
    found = _SOLID.match(text) if text[:8].isdigit() else _DAY.match(text)
    if found is None:
        raise ValueError(_("“%(text)s” is no date.") % {"text": text[:40]})
    year, month, date, rest = found.groups()
    clock = _clock(unicodedata.normalize("NFKC", time).strip() or rest.strip(), text)
    try:
        return dt.datetime(int(year), int(month), int(date), *clock, tzinfo=KOREA)
    except ValueError as wrong:
        raise ValueError(_("“%(text)s” is no date.") % {"text": text[:40]}) from wrong


def _clock(text: str, said: str) -> tuple[int, int, int]:
    if not text:
        return 0, 0, 0
    if solid := _SOLID_TIME.match(text):
        return int(solid[1]), int(solid[2]), int(solid[3] or 0)
    found = _TIME.match(text)
    if found is None:
        raise ValueError(_("“%(text)s” is no date.") % {"text": said[:40]})
    hour = int(found[2])
    half = (found[1] or "").upper()
    if half in ("오후", "PM") and hour < 12:
        hour += 12
    if half in ("오전", "AM") and hour == 12:
        hour = 0
    return hour, int(found[3]), int(found[4] or 0)


def won(text: str) -> int:
    """An amount; an empty cell and a hyphen are nothing.

    :raises ValueError: with a sentence.
    """
    flat = unicodedata.normalize("NFKC", text)
    bare = re.sub(r"[\s,₩\\원]|KRW", "", flat)
    if bare in ("", "-"):
        return 0
    found = _MONEY.match(bare)
    if found is None or abs(int(found[1])) > MOST_WON:
        raise ValueError(_("“%(text)s” is no amount in won.") % {"text": text.strip()[:40]})
    return int(found[1])
