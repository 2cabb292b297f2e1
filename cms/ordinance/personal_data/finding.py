"""What the scanner reports: a kind, a place in the original text, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from cms.ordinance.words import Worded, gettext_noop

#: From here on a finding is all but certain: its form or its check digit speaks for itself.
HIGH = 0.8
#: From here on it is more likely than not. Below it, a person should look before acting.
MEDIUM = 0.5

#: What a masked character is replaced with. It counts as a digit at the edge of a number, so that
#: what is left of a half-masked number is never taken for a whole one.
MASK = "●"


class Kind(Worded):
    """Kinds of personal data (개인정보) that can be known by their form."""

    RESIDENT_REGISTRATION_NUMBER = "resident_registration_number", gettext_noop("resident registration number")
    ALIEN_REGISTRATION_NUMBER = "alien_registration_number", gettext_noop("alien registration number")
    PASSPORT = "passport", gettext_noop("passport number")
    DRIVER_LICENCE = "driver_licence", gettext_noop("driver's licence number")
    MOBILE_PHONE = "mobile_phone", gettext_noop("mobile phone number")
    LANDLINE_PHONE = "landline_phone", gettext_noop("landline number")
    EMAIL = "email", gettext_noop("e-mail address")
    BANK_ACCOUNT = "bank_account", gettext_noop("bank account number")
    CARD = "card", gettext_noop("card number")
    VEHICLE_PLATE = "vehicle_plate", gettext_noop("vehicle registration number")
    ADDRESS = "address", gettext_noop("home address")


class Sureness(Worded):
    """A confidence in a word."""

    HIGH = "high", gettext_noop("all but certain")
    MEDIUM = "medium", gettext_noop("more likely than not")
    LOW = "low", gettext_noop("possible, to be looked at")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Personal data at ``start`` to ``end`` (characters of the original text, end excluded).

    ``confidence`` is between 0 and 1: the share of such finds that one may expect to be real.
    It orders finds and picks those to look at first; it is a judgement, not a measurement.
    """

    start: int
    end: int
    kind: Kind
    confidence: float

    @property
    def sureness(self) -> Sureness:
        """The confidence in a word: ``high``, ``medium`` or ``low``."""
        if self.confidence >= HIGH:
            return Sureness.HIGH
        return Sureness.MEDIUM if self.confidence >= MEDIUM else Sureness.LOW


@dataclass(frozen=True, slots=True)
class Candidate:
    """A find in the *reading* of a text (see :mod:`.reading`), before overlaps are settled.

    ``key`` is the number or address in one fixed spelling, to compare with those of offices.
    """

    start: int
    end: int
    kind: Kind
    confidence: float
    key: str = ""
