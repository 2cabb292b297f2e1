"""Texts of pages, with block ids that follow from the page: two runs write the same bytes."""

import json
import uuid
from typing import Any

_NAMESPACE = uuid.UUID("8a1f3c5e-5b1c-4a57-9d0f-2f4c1f0e7b11")


def paragraph(slug: str, words: str) -> str:
    """A body of one paragraph."""
    return json.dumps([_block(slug, 0, "paragraph", f"<p>{words}</p>")])


def guide_steps(slug: str, words: str, linked: int | None) -> str:
    """Two steps; the second leads to another page."""
    more = f'<p>함께 볼 것: <a linktype="page" id="{linked}">자세한 안내</a></p>' if linked else "<p>창구에 냅니다.</p>"
    steps = [("준비", f"<p>{words}</p>"), ("신청", more)]
    blocks = []
    for number, (title, html) in enumerate(steps):
        body = [_block(slug, 10 + number, "paragraph", html)]
        blocks.append(_block(slug, number, "step", {"title": title, "body": body}))
    return json.dumps(blocks)


def _block(slug: str, number: int, kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid.uuid5(_NAMESPACE, f"{slug}/{number}"))}
