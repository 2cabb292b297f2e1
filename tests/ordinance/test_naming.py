"""A public reason names nobody and repeats nothing of the post."""

import time

import pytest

from cms.ordinance.naming import against_naming

GROUND = "영리목적의 상업성 광고, 저작권을 침해할 수 있는 내용"
TITLE, TEXT = "급전 필요하신 분", "대출 상담, 지금 바로 신청하세요. 누구나 됩니다."


def told(reason, author="하늘소", title=TITLE, text=TEXT):
    return [str(each).split(";")[0] for each in against_naming(reason, author, title, text, (GROUND,))]


NAME, QUOTE = "The reason names a person", "The reason repeats what stood in the post"


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("영리 목적의 대출 광고를 게시하였습니다.", []),
        (GROUND, []),
        ("하늘소 님이 광고하였습니다.", [NAME]),
        ("작성자(하늘소)가 광고하였습니다.", [NAME]),
        ("작성자는 하늘소입니다.", [NAME]),
        ("하늘소를 기르는 광고입니다.", []),  # a nickname may be any word
        ("홍길동 씨를 비방하였습니다.", [NAME]),
        ("김철수(남, 45세)를 비방하였습니다.", [NAME]),
        ("이영희(45세)를 비방하였습니다.", [NAME]),
        ("공무원(남)을 비방하였습니다.", []),
        ("이용자 씨앗 나눔과 무관한 광고입니다.", []),
        ("“대출 상담 지금 바로 신청하세요”라는 광고입니다.", [QUOTE]),
        ("제목이 급전 필요하신분인 광고입니다.", [QUOTE]),
        ("ＤＡＥＣＨＵＬ 상담,지금/바로 신청-하세요. 누구나 광고", [QUOTE]),
        ("상담을 지금 하라는 광고입니다.", []),
        ("하늘소님이 대출 상담, 지금 바로 신청하세요라고 씀", [NAME, QUOTE]),
    ],
)
def test_what_is_refused(reason, said):
    assert told(reason) == said


def test_at_the_boundaries():
    assert told("가나다라마라는 글", title="가나다라마") == []
    assert told("가나다라마바라는 글", title="가나다라마바") == [QUOTE]
    run = "가나다라마바사아자차카"
    assert told(f"x{run}y", text=f"1{run}2") == []
    assert told(f"x{run}타y", text=f"1{run}타2") == [QUOTE]
    assert told("나 님", author="나") == []
    assert told("", author="", title="", text="") == []
    assert told(f"{GROUND}에 해당", title=GROUND, text="영리목적의 상업성 광고") == []


def test_a_long_text_takes_no_time():
    began = time.process_time()
    told("광고" * 2_000, text="가나다라" * 250_000)
    assert time.process_time() - began < 5
