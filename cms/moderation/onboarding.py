"""A new municipality begins with an example of the register's form and of reasons, to be changed at the desk."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from cms.moderation.models import CannedReason
from cms.moderation.printing import begin_form
from tenants.onboarding import Onboarding, onboarding_step

#: Title and text; none is for a certain ground, since grounds differ from ordinance to ordinance.
EXAMPLES = (
    ("광고", "[    ] 광고에 해당하는 내용으로, 해당 게시판의 운영 취지에 맞지 않습니다."),
    ("욕설·비방", "[    ]에 대한 욕설 또는 비방에 해당하는 표현이 포함되어 있습니다."),
    ("반복 게시", "같거나 비슷한 내용을 [    ]부터 [    ]회 게시하였습니다."),
    ("개인정보", "다른 사람의 [    ] 등 개인정보가 포함되어 있습니다."),
)


@onboarding_step(gettext_noop("moderation: the register's form and canned reasons"), order=480)
def examples(onboarding: Onboarding) -> None:
    """Nothing of it is law: the annex stands in no text, and each reason is completed before it is taken."""
    begin_form()
    begin_reasons()


def begin_reasons() -> None:
    """Where there are none yet."""
    if CannedReason.objects.exists():
        return
    CannedReason.objects.bulk_create(
        CannedReason(title=title, text=text, sort_order=number)
        for number, (title, text) in enumerate(EXAMPLES, start=1)
    )
