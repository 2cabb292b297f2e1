"""The privacy policy (개인정보 처리방침): its outline, a true sentence where we know one, and notes where we do not."""

from __future__ import annotations

import tomllib
from functools import cache

from django.utils import timezone

from cms.departments.models import Department
from cms.pages.models import PrivacyPolicyVersion
from home.starter import blocks
from home.starter.material import DATA
from home.starter.writer import Writer

_WEIGHT = {"required": "반드시 적습니다.", "conditional": "해당할 때 적습니다.", "recommended": "적기를 권합니다."}


@cache
def _sentences() -> dict[str, str]:
    """By the order of the section: what this platform does, true for every municipality on it."""
    return tomllib.loads((DATA / "privacy.toml").read_text(encoding="utf-8"))["says"]


def versions(writer: Writer, department: Department) -> list[PrivacyPolicyVersion]:
    """The first version of the policy."""
    body = []
    for section in writer.material.outline:
        guidance = f"{_WEIGHT[section.required]} {section.guidance_ko} (근거: {section.statute})"
        body += writer.prose(f"## {section.title_ko}", department)
        body.append(blocks.note(guidance))
        body += writer.prose(_sentences().get(str(section.order), ""), department)
    first = PrivacyPolicyVersion(
        sort_order=0, effective_on=timezone.localdate(), change_note="처음 만들었습니다.", body=blocks.stream(body)
    )
    return [first]
