"""A service's form as questions in the reader's language: what step asks what.

Names that every form shares are asked once, in the step about the petitioner: ``applicant_name``, ``phone``, ``email``
and ``address``. ``subject`` and ``content`` become title and content of the petition. Everything else is an answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.core.tongues import korean_marked
from petitions.form_fields import CONSENT, from_raw
from petitions.models import Service
from petitions.tongues import KOREAN

OF_PETITIONER = {"applicant_name": "text", "phone": "phone", "email": "email", "address": "address"}
TITLE, BODY = "subject", "content"
ATTACHMENT = "attachment"


@dataclass(frozen=True)
class Question:
    """One field: its words in the reader's language, else in Korean and marked so."""

    definition: Mapping[str, Any]

    @property
    def name(self) -> str:
        return str(self.definition["name"])

    @property
    def kind(self) -> str:
        return str(self.definition["type"])

    @property
    def required(self) -> bool:
        return bool(self.definition["required"])

    @property
    def is_personal(self) -> bool:
        """Whether it asks for somebody's data itself."""
        return bool(self.definition["personal"]) or self.kind in ("phone", "email", "address")

    @property
    def label(self) -> SafeString | str:
        return korean_marked(self._said("label"))

    @property
    def plain_label(self) -> str:
        """Without the mark of its language."""
        return self._said("label")

    @property
    def help(self) -> SafeString | str:
        return korean_marked(self._said("help"))

    @property
    def options(self) -> list[tuple[str, SafeString | str]]:
        """What is kept (Korean, for the officer) and what is shown."""
        korean = list(self.definition.get("options", ()))
        said = self.definition.get(f"options_{get_language() or KOREAN}") or korean
        return [(value, korean_marked(words)) for value, words in zip(korean, said, strict=True)]

    def consent(self, part: str) -> SafeString | str:
        """Purpose, items, retention, refusal of a consent: written in Korean alone."""
        return korean_marked(self.definition[part]) if part in CONSENT else ""

    def shown(self, value: str) -> SafeString | str:
        """An answer as readers see it."""
        return dict(self.options).get(value, value) if self.kind == "choice" else value

    def _said(self, what: str) -> str:
        korean = str(self.definition.get(f"{what}_ko", ""))
        return str(self.definition.get(f"{what}_{get_language() or KOREAN}") or korean)


@dataclass(frozen=True)
class Shape:
    """The whole form of a service."""

    questions: tuple[Question, ...]

    @classmethod
    def of(cls, service: Service) -> Shape:
        """As the service is today. A form without questions asks for a title and what is wanted."""
        held = [Question(each) for each in from_raw(service.form_fields.raw_data)]
        if not any(each.kind not in ("consent", "file") and not _is_petitioners(each) for each in held):
            held = [*held, *_plain_questions()]
        if service.needs_attachments and not any(each.kind == "file" for each in held):
            held.append(_attachment())
        return cls(tuple(held))

    @property
    def consents(self) -> list[Question]:
        """Consents of the service's own (동의)."""
        return [each for each in self.questions if each.kind == "consent"]

    @property
    def asked(self) -> list[Question]:
        """What is asked in the step about the matter itself."""
        return [each for each in self.questions if each.kind != "consent" and not _is_petitioners(each)]

    @property
    def files(self) -> list[Question]:
        return [each for each in self.asked if each.kind == "file"]

    def of_petitioner(self, name: str) -> Question | None:
        """The form's own question for a name, telephone, mailbox or address of the petitioner."""
        return next((each for each in self.questions if each.name == name and _is_petitioners(each)), None)

    def named(self, name: str) -> Question | None:
        """A question by its name."""
        return next((each for each in self.questions if each.name == name), None)


def _is_petitioners(question: Question) -> bool:
    return OF_PETITIONER.get(question.name) == question.kind


def _plain_questions() -> Sequence[Question]:
    words = {TITLE: ("text", _("Title")), BODY: ("textarea", _("What do you ask for?"))}
    return [
        Question({"name": name, "type": kind, "label_ko": label, "required": True, "personal": False})
        for name, (kind, label) in words.items()
    ]


def _attachment() -> Question:
    label = _("Attachments")
    return Question({"name": ATTACHMENT, "type": "file", "label_ko": label, "required": True, "personal": True})
