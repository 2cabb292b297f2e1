"""How people behave: how likely somebody of a department acts on a page on a working day, by what has been told so far.

These numbers are the model, not findings: they are chosen so that every step of the escalation is reached.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Habit:
    """Chances a working day: before a page is due, from the day itself, once the head was told, once management was.

    ``answers`` and ``mends`` are the chances that a reader's report is answered, a broken link mended. ``at_once``
    waits until so many pages are pressing and confirms all of them in one go.
    """

    soon: float
    due: float
    head: float
    management: float
    answers: float
    mends: float
    at_once: int = 0

    def chance(self, working_days: int) -> float:
        """On a page that was due so many working days ago; negative before that day."""
        if working_days < 0:
            return self.soon
        if working_days < 7:
            return self.due
        return self.head if working_days < 30 else self.management


HABITS = {
    "diligent": Habit(0.30, 0.55, 0.8, 0.9, 0.30, 0.25),
    "ordinary": Habit(0.10, 0.22, 0.5, 0.8, 0.12, 0.10),
    "forgetful": Habit(0.01, 0.03, 0.12, 0.5, 0.05, 0.03),
    "silent": Habit(0.0, 0.003, 0.012, 0.15, 0.01, 0.01),
    "rubber": Habit(0.0, 0.0, 0.02, 0.5, 0.08, 0.05, at_once=6),
}
#: What a department that a reorganisation made is like.
OF_NEW = "ordinary"
#: Of acts on a pressing page, how many are an edit of substance and not "confirmed unchanged".
EDITS = 0.3
#: Of reports by readers, how many are of a kind that a department has to answer.
REPORTS = 0.7
