"""How long a text message is, as Korean carriers count it: bytes of EUC-KR, a Korean syllable two."""

from __future__ import annotations

from dataclasses import dataclass

#: 단문(SMS), 장문(LMS).
SHORT, LONG = 90, 2000
#: Telephones read the Korean syllables and signs of KS X 1001 with Microsoft's additions.
ENCODING = "cp949"


@dataclass(frozen=True, slots=True)
class Length:
    """``size`` in bytes; ``unreadable``: characters that telephones show as a question mark, each once."""

    size: int
    unreadable: str = ""

    @property
    def kind(self) -> str:
        """'sms', 'lms', or '' for what is too long to be sent."""
        if self.size <= SHORT:
            return "sms"
        return "lms" if self.size <= LONG else ""


def length_of(text: str) -> Length:
    """The text as it is sent, line ends as one byte each."""
    plain = text.replace("\r\n", "\n")
    size, unreadable = 0, []
    for sign in plain:
        try:
            size += len(sign.encode(ENCODING))
        except UnicodeEncodeError:
            size += 2
            if sign not in unreadable:
                unreadable.append(sign)
    return Length(size, "".join(unreadable))
