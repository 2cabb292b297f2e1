"""Letters to petitioners: how long a written answer takes as PDF, and a thousand notices as mail.

Part of ``make bench``: made in the first municipality of the demonstration and rolled back.
"""

from __future__ import annotations

import statistics
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import translation

from tenants.context import tenant
from tenants.models import Municipality

NOTICES, PDFS = 1_000, 10
#: The longest that the desk lets an officer write.
LONGEST = 10_000
TEXT = "현장을 확인한 결과 포장이 파손되어 있음을 확인하였고 10월 중 보수공사를 시행할 예정입니다.\n\n"


@dataclass(frozen=True)
class Written:
    """Milliseconds: an answer of a page and the longest one as PDF, a notice as mail; the longest one's pages."""

    short: float
    long: float
    pages: int
    notice: float


def measure_letters() -> Written | None:
    """None where there is no municipality, or where no PDF can be made."""
    from cms.core.pdf import why_not

    municipality = Municipality.objects.order_by("pk").first()
    if municipality is None or why_not():
        return None
    with tenant(municipality), _rolled_back():
        case = _case()
        short, _pages = _pdf(case, TEXT)
        long, pages = _pdf(case, TEXT * (LONGEST // len(TEXT)))
        return Written(short, long, pages, _notices(case))


@contextmanager
def _rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _case() -> Any:
    from cms.departments.models import Department
    from petitions.services.filing import Filed, file

    department = Department.objects.open().order_by("pk").first()
    filed = Filed(
        service=None, kind="기타", title="도로 보수", body="도로가 파였습니다.", name="김민원", email="kim@example.com",
        submission=uuid.uuid4().hex, department=department,
    )  # fmt: skip
    return file(filed)


def _pdf(case: Any, text: str) -> tuple[float, int]:
    import io

    from django.utils import timezone
    from pypdf import PdfReader

    from cms.core.pdf import pdf_of
    from petitions.answers.document import AnswerLetter
    from petitions.models import Answer

    answer = Answer(case=case, kind="complete", at=timezone.now(), text=text)
    took, made = [], b""
    with translation.override("ko"):
        for _number in range(PDFS):
            begun = time.perf_counter()
            made = pdf_of("petitions/answers/letter_pdf.html", {"letter": AnswerLetter(case, answer)}, "ko")
            took.append(time.perf_counter() - begun)
    return statistics.median(took) * 1000, len(PdfReader(io.BytesIO(made)).pages)


def _notices(case: Any) -> float:
    from petitions.notices.composing import compose
    from petitions.notices.telling import Round

    around, notice = Round(), case.notices.select_related("event").first()
    begun = time.perf_counter()
    for _number in range(NOTICES):
        notice.case = type(case).objects.select_related("department", "service", "officer").get(pk=case.pk)
        compose(notice, around)
    return (time.perf_counter() - begun) * 1000 / NOTICES
