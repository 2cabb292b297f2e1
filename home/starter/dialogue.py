"""Demonstration of the dialogue and of fees: a few opinions, made by the real services. Nothing of it is real."""

from __future__ import annotations

from typing import Any

from petitions.dialogue import deciding
from petitions.dialogue.receiving import Written, receive
from petitions.dialogue.settings import office
from petitions.models import Decision, Opinion, PetitionSetting
from tenants.context import tenant
from tenants.models import Municipality

_PUBLISHED = (
    "공원 의자를 늘려 주세요(시연용)",
    "산책로에 쉬어 갈 의자가 모자랍니다. 그늘이 있는 곳에 의자를 더 놓아 주시면 좋겠습니다.",
)
_THANKED = ("도서관 연장 운영이 좋습니다(시연용)", "밤 열 시까지 여는 도서관을 잘 쓰고 있습니다. 앞으로도 이어 주세요.")
_PRIVATE = ("버스 정류장 안내판(시연용)", "정류장 안내판의 글씨가 작아 어르신이 읽기 어렵습니다.")
_REPLY = "좋은 말씀 고맙습니다. 올해에도 연장 운영을 이어 가겠습니다."


def ensure_dialogue(municipality: Municipality) -> None:
    """Once a municipality: later runs leave what is there."""
    with tenant(municipality):
        reader = _reader()
        if reader is None or Opinion.objects.exists():
            return
        if not PetitionSetting.objects.exists():
            account = f"시연은행 000-0000-0000-00 {municipality.name_ko} (시연용)"
            PetitionSetting.objects.create(bank_account=account)
        first = _write(_PUBLISHED, public=True, name="김시연")
        deciding.publish(first, *_PUBLISHED, "", reader, first.version)
        second = _write(_THANKED, public=True, name="이시연")
        if second.decision == Decision.WAITING:
            deciding.keep(second, "감사의 뜻을 전하는 의견으로 처리할 사항이 없음", _REPLY, reader, second.version)
            deciding.publish(second, *_THANKED, _REPLY, reader, second.version)
        _write(_PRIVATE, public=False, name="박시연")


def _write(words: tuple[str, str], *, public: bool, name: str) -> Opinion:
    title, body = words
    written = Written(
        kind="건의", name=name, title=title, body=body, telephone="031-000-0000", wants_public=public, token=title
    )
    return receive(written, address="")


def _reader() -> Any:
    """Somebody of the department that reads opinions."""
    department = office()
    row = department.memberships.select_related("user").order_by("pk").first() if department else None
    return row.user if row else None
