"""The report's words in both languages: headings of tables, names of steps, ways of leaving."""

import datetime as dt
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Words:
    """One language. ``korean`` says which of a department's names is shown."""

    language: str
    suffix: str
    table: dict[str, tuple[str, ...]]
    steps: dict[str, str]
    audiences: dict[str, str]
    ways: dict[str, str]
    habits: dict[str, str]
    kinds: dict[str, str]
    movers: dict[str, str]
    checks: dict[str, str]
    charts: dict[str, tuple[str, str]]
    none: str

    def department(self, row: Any) -> str:
        """Its name as a reader of this language sees it."""
        return row.name if self.language == "ko" or not row.name_en else row.name_en

    def day(self, day: dt.date) -> str:
        """2027-07-01 (Thu)."""
        names = "월화수목금토일" if self.language == "ko" else ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
        return f"{day.isoformat()} ({names[day.weekday()]})"


#: Invariants by their English names, which the checks themselves carry.
_CHECKS = {
    "every act of the schedule went well": "스케줄의 모든 작업이 오류 없이 끝남",
    "a second run at the same moment does nothing": "같은 시각에 한 번 더 실행해도 아무 일도 일어나지 않음",
    "at most one reminder a person a day": "한 사람에게 하루 한 통을 넘는 알림 없음",
    "no reminder to an account that has ended": "사용이 끝난 계정으로 간 알림 없음",
    "no reminder on a day off": "휴일에 보낸 알림 없음",
    "every live page has an open department, the same everywhere": "게시 중인 페이지마다 존속하는 담당부서가 있음",
    "every department has one present name, its own": "부서마다 현재 명칭이 하나뿐이고 실제 명칭과 같음",
    "a clock stands where its last confirmation put it": "현행성 시계는 마지막 확인이 놓은 자리에 있음",
    "a page is due when the rule for it says": "확인 기한이 규칙과 일치함 (별도 계산)",
    "every step was told to somebody who could be reached": "모든 단계가 연락 가능한 사람에게 전달됨",
    "no step of a page and due date came twice": "같은 페이지·같은 기한의 같은 단계가 두 번 나오지 않음",
    "every step that was reached was told": "도달한 단계는 빠짐없이 알림 (별도 계산)",
    "closed evaluations come out the same": "마감된 평가를 다시 계산해도 바이트까지 같음",
    "the register of publications holds": "게시·삭제 대장의 해시 사슬이 온전함",
}

ENGLISH = Words(
    language="en",
    suffix="",
    table={
        "months": (
            "month",
            "public pages",
            "overdue at its end",
            "most overdue on a day",
            "confirmed unchanged",
            "edits of substance",
            "minor edits",
            "reminders sent",
        ),
        "steps": ("month", "before", "on the day", "+7 head", "+14, +21, +28", "+30 management", "+37 and later"),
        "told": ("month", "person in charge", "deputy", "head", "homepage management", "in somebody's place"),
        "story": ("day", "step", "who was told"),
        "units": ("department before", "department after", "pages before → after", "rules before → after"),
        "moved": ("what", "dry run", "rows written"),
        "leavers": ("day", "department", "who", "how", "things left", "taken over", "days until then (median)"),
        "quarters": (
            "quarter",
            "ranked",
            "without rank",
            "page-days in time",
            "reports",
            "answered",
            "waiting too long",
            "broken links at the end",
            "rubber stamps",
        ),
        "best": ("quarter", "rank", "department", "score", "commended"),
        "habits": ("habit in the model", "Q1", "Q2", "Q3", "Q4"),
        "stamps": ("department", "rubber stamps", "of all confirmations", "habit in the model"),
        "checks": ("what never failed", "times asked"),
        "hashes": ("quarter", "SHA-256 of its document"),
    },
    steps={
        "before": "before it is due",
        "day": "on the day",
        "head": "+7",
        "repeat": "repeat",
        "management": "+30",
        "everybody": "repeat to all",
    },
    audiences={
        "owner": "person in charge",
        "deputy": "deputy",
        "head": "head",
        "management": "homepage management",
        "in_place": "in somebody's place",
    },
    ways={
        "deactivated": "account deactivated",
        "many at once": "deactivated in bulk, noticed by the schedule",
        "deleted": "account deleted",
        "moved": "moved to another department",
        "keeper": "person in charge",
        "head": "head",
    },
    habits={
        "diligent": "diligent",
        "ordinary": "ordinary",
        "forgetful": "forgetful",
        "silent": "silent",
        "rubber": "confirms all at once",
    },
    kinds={"confirmed": "somebody confirmed it unchanged", "substance": "an edit of substance was published"},
    movers={},
    checks={},
    charts={
        "overdue": (
            "Overdue pages by day",
            "Number of overdue public pages on each day of the year; the line is numbered by months.",
        ),
        "steps": (
            "Escalation steps by month",
            "How many steps were reached in each month, by kind; the table below holds the numbers.",
        ),
    },
    none="–",
)
KOREAN = Words(
    language="ko",
    suffix=".ko",
    table={
        "months": (
            "월",
            "게시 중인 페이지",
            "월말 기한 경과",
            "하루 최대 기한 경과",
            "이상 없음 확인",
            "내용 변경",
            "경미한 수정",
            "보낸 알림",
        ),
        "steps": ("월", "기한 전", "기한 당일", "+7 부서장", "+14·+21·+28", "+30 홈페이지관리부서", "+37 이후"),
        "told": ("월", "담당자", "부담당자", "부서장", "홈페이지관리부서", "대신 받은 사람"),
        "story": ("날짜", "단계", "알림을 받은 사람"),
        "units": ("개편 전 부서", "개편 후 부서", "페이지 전 → 후", "규칙 전 → 후"),
        "moved": ("대상", "미리 보기", "기록한 행"),
        "leavers": ("날짜", "부서", "누가", "어떻게", "남긴 것", "인계 완료", "인계까지 걸린 날 (중앙값)"),
        "quarters": (
            "분기",
            "순위 있음",
            "순위 없음",
            "기한 내 비율",
            "의견 접수",
            "답변",
            "답변 지연",
            "분기 말 끊어진 링크",
            "일괄 확인",
        ),
        "best": ("분기", "순위", "부서", "점수", "우수"),
        "habits": ("모형의 습관", "1분기", "2분기", "3분기", "4분기"),
        "stamps": ("부서", "일괄 확인", "전체 확인", "모형의 습관"),
        "checks": ("한 번도 어긋나지 않은 것", "물은 횟수"),
        "hashes": ("분기", "평가 문서의 SHA-256"),
    },
    steps={
        "before": "기한 전",
        "day": "기한 당일",
        "head": "+7",
        "repeat": "반복",
        "management": "+30",
        "everybody": "전원 반복",
    },
    audiences={
        "owner": "담당자",
        "deputy": "부담당자",
        "head": "부서장",
        "management": "홈페이지관리부서",
        "in_place": "대신 받은 사람",
    },
    ways={
        "deactivated": "계정 사용 중지",
        "many at once": "여러 계정을 한꺼번에 중지 (스케줄이 알아챔)",
        "deleted": "계정 삭제",
        "moved": "다른 부서로 이동",
        "keeper": "담당자",
        "head": "부서장",
    },
    habits={
        "diligent": "성실",
        "ordinary": "보통",
        "forgetful": "자주 잊음",
        "silent": "무응답",
        "rubber": "한꺼번에 확인",
    },
    kinds={"confirmed": "누군가 이상 없음을 확인하였습니다", "substance": "내용을 고쳐 게시하였습니다"},
    movers={
        "members": "직원",
        "heads": "부서장",
        "oversight": "조례상 총괄",
        "approvals": "승인 대기",
        "transfer list": "인계 목록",
        "pages": "페이지",
        "page records": "페이지 기록",
        "contacts": "본문 속 문의처",
        "drafts": "초안과 예약 버전",
        "translations": "번역 원본",
        "questions": "자주 묻는 질문",
        "freshness rules": "현행성 규칙",
        "opinions": "의견",
        "departments": "부서",
        "keepers": "담당자 해제와 인계",
    },
    checks=_CHECKS,
    charts={
        "overdue": (
            "날짜별 기한 경과 페이지",
            "한 해 동안 날마다 확인 기한이 지난 페이지 수입니다. 가로축은 월입니다.",
        ),
        "steps": ("월별 에스컬레이션 단계", "달마다 도달한 단계를 종류별로 나타냅니다. 숫자는 아래 표에 있습니다."),
    },
    none="–",
)
