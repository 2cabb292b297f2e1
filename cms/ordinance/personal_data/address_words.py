"""Words that tell an address from a sentence that looks like one: 장승배기로 161, but 전화로 120번."""

from __future__ import annotations

import re

#: A word that announces an address.
CALLED_SO = re.compile(r"주소|거주|소재|자택|사는|살고|살아|배송|주거|본적|집은|address|live", re.IGNORECASE)

#: The name of a house stands before a flat's number.
BUILDING = re.compile(
    r"아파트|APT|빌라|맨션|연립|주택|오피스텔|단지|자이|래미안|푸르지오|힐스테이트|롯데캐슬|아이파크|더샵|e편한세상",
    re.IGNORECASE,
)


def _with(ending: str, stems: str) -> frozenset[str]:
    return frozenset(stem + ending for stem in stems.split())


#: Words that end in the particle 로 or in 대로, and streets that have no numbers.
_PARTICLES = (
    _with(
        "대로",
        "그 이 저 제 절 최 반 상 순서 절차 규정 계획 예정 마음 사실 원칙 말씀 지시 안내 요청 방식 기준 법 뜻"
        " 취지 설명 약속 조건 조례 지침 내용",
    )
    | _with(
        "로",
        "으 전화 문자 팩스 카드 무료 유료 추가 별도 실제 스스 함부 참고 대체 이유 결과 서류 단위 순위 차례"
        " 아래 누구 의도 용도 제도 속도 정도 도 통 경 선 진 항 차 활주 그야말 실지 때때 억지 대기 후보 대표"
        " 주최 자료 사유 사례 분리 수리 처리 관리 거래 문제 과제 숙제 휴가 평가 허가 증가 최고 최저 최소 최대"
        " 전부 일부 외부 내부 정부 세부 하나 서비스 메일 대폰 드폰 마트폰 페이지 누리집 버스 지하철 택시 도보"
        " 신고 접수 문의 상담 예약 결제 조회 검색 참여 기부 이후 전후 오후 오전 하루 한해 올해 매주 매년 센터"
        " 학교 회사 부서 사무소 보건소 도시 나라 국가 창고 주차 종이 파일 사진 영어 국어 본어 남어 숫자 글자"
        " 너비 길이 높이 넓이 크기 나이 차이 사이",
    )
    | _with(
        "길",
        "출근 퇴근 하굣 등굣 산책 둘레 올레 골목 갈림 지름 오솔 고갯 오르막 내리막 가는 오는",
    )
)
_LENGTHS_OF_PARTICLES = sorted({len(word) for word in _PARTICLES})

#: Words that are or end in these are no parish and no village.
_NO_PARISH_ENDS = _with("동", "활 운 행 노 자 변 공 이 합 협 작 출 아 충") | _with(
    "리", "처 관 거 정 권 분 심 논 편 승 대 무 금 경 수 격"
)
#: Words that are these, whole.
_NO_PARISH = _with(
    "동", "수 감 연 청 진 소 가 율 부 유 발 제 구 기 반 격 파 선 난 생 추 태 고 만 관 해 전 본 별 각 몇 한 두 세 네"
) | _with("리", "우 자 유 합 의 교 비 도 머 다 소 꼬 허 보 개나 항아 병아 너 오 빨 멀 마무 뿌 부 사 윤 물 생 원 진")

_COUNTERS = (
    r"개월|개소|개|년|월|일|시간|시|분|초|주|명|인|원|건|회|차|번(?!지|길)|층|위|곳|가지|배|세|살|억|만|천|백|여|%|℃|도|㎡|㎞|km|kg|"
    r"mm|cm|m|g|대|매|장|부|통|권|점|쪽|면|항|조|호|단계|등급|종|코스|동|가구|필지|평|학기|급|학년|반|과목|자리|자|페이지|군데|박|잔|"
    r"미터|킬로|이상|이하|미만|초과|까지|부터|씩|출구|정거장|걸음|퍼센트"
)
_ATTACHED = re.compile(rf"(?:{_COUNTERS})", re.IGNORECASE)
_APART = re.compile(
    rf"[ ](?:{_COUNTERS})"
    r"(?:(?![가-힣A-Za-z])|(?:이|가|을|를|은|는|의|에|로|씩|간|째|당|만|도|와|과|이나|정도|이내|까지|부터|마다|입니다)(?![가-힣]))",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def ends_in_particle(name: str) -> bool:
    """Whether a name that ends in 로 or 길 ends in a word that is no street: 무료로, 산책길."""
    return any(name[-length:] in _PARTICLES for length in _LENGTHS_OF_PARTICLES)


def is_no_parish(name: str) -> bool:
    """Whether a name that ends in 동, 리 or 가 is no parish: 활동, 처리."""
    return name in _NO_PARISH or name[-2:] in _NO_PARISH_ENDS


def counted(text: str, place: int) -> bool:
    """Whether a unit follows the number that ends at a place: 3개, 10 일."""
    return bool(_ATTACHED.match(text, place) or _APART.match(text, place))


def is_year(number: str) -> bool:
    """Whether a number may be a year."""
    return _YEAR.fullmatch(number) is not None
