"""Receipt numbers (접수번호) that nobody can guess and anybody can read out: 7KMP-30XH-R9TX.

Eleven signs drawn at random by the caller and a check character: 23^11 numbers, nearly fifty bits.
The signs are the ten digits and thirteen capitals, none of which looks like a digit or like another
capital. There is no A, E, I, O or U, so that hardly a number spells a word.

The check is the pure system of ISO 7064 with the prime 23 and the radix 5: every single wrong sign
and every exchange of two signs, wherever they stand, is noticed.
"""

from __future__ import annotations

import unicodedata

from cms.ordinance.verdict import FactsError, Reason
from cms.ordinance.verdict import reason as _

ALPHABET = "0123456789CFHJKMPRTVWXY"
#: How many signs the caller draws at random, each from ``ALPHABET`` and each as likely as any other.
RANDOM_SIGNS = 11
LENGTH = RANDOM_SIGNS + 1
GROUP = 4

_MODULUS = len(ALPHABET)
_RADIX = 5
_VALUES = {sign: value for value, sign in enumerate(ALPHABET)}

#: Signs that are in no number, and the one that they are taken for: O, D and Q for 0, I and L for 1 …
_LOOKALIKES = str.maketrans("ODQILZSGBU", "000112568V")

#: Longer than anything that a person types for a number; the rest of it is not looked at.
_LONGEST_TYPED = 200

#: The keys of the Korean keyboard (두벌식), for numbers typed with it left on: ㅏ is K.
_FIRSTS = "r R s e E f a q Q t T d w W c z x v g"
_VOWELS = "k o i O j p u P h hk ho hl y n nj np nl b m ml l"
_LASTS = "r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g"
#: The first letters (초성) of Unicode's Hangul Jamo, the vowels and the last letters (종성), each in its order.
_LETTERS = ((0x1100, _FIRSTS), (0x1161, _VOWELS), (0x11A8, _LASTS))
_KEYS = {chr(first + place): keys for first, row in _LETTERS for place, keys in enumerate(row.split())}
_TO_KEYS = str.maketrans(_KEYS)


def make(signs: str) -> str:
    """A number of so many random signs, with its check character, without hyphens. Raises FactsError."""
    if len(signs) != RANDOM_SIGNS or not set(signs) <= set(ALPHABET):
        raise FactsError([_("A receipt number is made of %(length)s signs of its alphabet.", length=RANDOM_SIGNS)])
    return signs + ALPHABET[(1 - _sum(signs) * _RADIX) % _MODULUS]


def shown(number: str) -> str:
    """As people read it, in groups: 7KMP-30XH-R9TX."""
    return "-".join(_groups(number))


def spelled(number: str) -> str:
    """As it is read aloud, sign by sign with a rest after each group: 7 K M P, 3 0 X H, R 9 T X."""
    return ", ".join(" ".join(group) for group in _groups(number))


def normal(typed: str) -> str:
    """What was typed as a number is kept: capitals and digits, without spaces and hyphens.

    Forgives full-width signs, small letters, look-alikes (O for 0, l for 1) and a keyboard left in
    Korean. What is no number stays none: ask :func:`fault`.
    """
    keys = unicodedata.normalize("NFKD", typed[:_LONGEST_TYPED]).translate(_TO_KEYS).upper()
    kept = "".join(sign for sign in keys if not _is_apart(sign)).translate(_LOOKALIKES)
    return unicodedata.normalize("NFKD", kept)  # marks that a space kept apart stand in their order


def fault(typed: str) -> Reason | None:
    """What is wrong with a number as it was typed, or None. Says nothing about whether there is such a case."""
    number = normal(typed)
    if len(number) != LENGTH or not set(number) <= set(ALPHABET):
        return _(
            "This is not a receipt number of this window. One has %(length)s letters and digits, "
            "in groups of %(group)s.",
            length=LENGTH,
            group=GROUP,
        )
    if _sum(number) != 1:
        return _("The receipt number is mistyped: its check character does not fit. Compare it sign by sign.")
    return None


def _sum(signs: str) -> int:
    total = 0
    for sign in signs:
        total = (total * _RADIX + _VALUES[sign]) % _MODULUS
    return total


def _groups(number: str) -> list[str]:
    return [number[place : place + GROUP] for place in range(0, len(number), GROUP)]


def _is_apart(sign: str) -> bool:
    """Spaces, hyphens of every kind, and what nobody sees."""
    return unicodedata.category(sign) in ("Zs", "Zl", "Zp", "Cc", "Cf", "Pd") or sign in "−_.·"
