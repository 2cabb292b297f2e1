"""The languages of a municipality: an operator adds one or withdraws one, by a plan that says what happens."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tenants.context import platform, tenant
from tenants.languages import Effect, LanguageChange, language_name, parts
from tenants.models import Municipality, OperatorAct
from tenants.services.acts import note_act

REASON_LENGTH = 200


class LanguageRefused(ValueError):  # noqa: N818 - what happened, not a slip of ours
    """A change that cannot be; ``reasons`` are all the sentences against it."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("\n".join(reasons))


@dataclass(frozen=True)
class Section:
    """What one room foresees."""

    heading: str
    effects: tuple[Effect, ...]


@dataclass(frozen=True)
class LanguagePlan:
    """What a change would do, section by section, and a digest by which a later look knows it again."""

    change: LanguageChange
    sections: tuple[Section, ...]

    @property
    def can_bring_back(self) -> bool:
        """Whether there are pages to be published again."""
        return any(effect.brings_back for section in self.sections for effect in section.effects)

    @property
    def digest(self) -> str:
        """SHA-256 of all sentences in the language in use."""
        told = json.dumps([asdict(section) for section in self.sections], ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()


def wrong_with(change: LanguageChange, *, confirmed: bool = False) -> list[str]:
    """Everything against the change. A withdrawal needs its reason when it is ``confirmed``, not for its plan."""
    known = dict(settings.LANGUAGES)
    if change.language not in known:
        values = {"code": change.language, "known": ", ".join(known)}
        reasons = [_("The platform has no language “%(code)s”. It has: %(known)s.") % values]
    else:
        reasons = _out_of_place(change)
    if len(change.reason) > REASON_LENGTH:
        reasons.append(_("The reason is too long: %(limit)d characters at most.") % {"limit": REASON_LENGTH})
    if confirmed and not change.adding and not change.reason.strip():
        reasons.append(_("Say why the language is withdrawn: it goes into the register of every page."))
    return reasons


def plan(change: LanguageChange) -> LanguagePlan:
    """What would happen. Changes nothing.

    :raises LanguageRefused: for a change that cannot be.
    """
    if reasons := wrong_with(change):
        raise LanguageRefused(reasons)
    return _foreseen(change)


def carry_out(change: LanguageChange, *, seen: str | None = None) -> list[str]:
    """Do it, with the operators' log, in one transaction; returns what the operator has to know besides the plan.

    :param seen: the digest of the plan that the operator confirmed; nothing is asked when None.
    :raises LanguageRefused: with everything against it, another plan than was seen included. Nothing is done then.
    """
    with platform(), transaction.atomic():
        municipality = Municipality.objects.select_for_update().get(pk=change.municipality.pk)
        asked, change = change, replace(change, municipality=municipality, reason=change.reason.strip())
        reasons = wrong_with(change, confirmed=True)
        if not reasons and seen is not None and seen != _foreseen(change).digest:
            reasons = [_("Something has changed since the plan was made. Look at it again, then confirm it.")]
        if reasons:
            raise LanguageRefused(reasons)
        _contract(change)
        with tenant(municipality):
            told = [sentence for part in parts() for sentence in part.carry_out(change)]
        acts = OperatorAct.Act
        act = acts.LANGUAGE_ADDED if change.adding else acts.LANGUAGE_WITHDRAWN
        note_act(municipality, act, change.by, language=change.language, reason=change.reason)
    asked.municipality.languages = municipality.languages
    return told


def _out_of_place(change: LanguageChange) -> list[str]:
    name, offered = language_name(change.language), change.language in change.municipality.languages
    values = {"language": name, "name": change.municipality.name_ko}
    if change.adding:
        return [_("%(name)s offers %(language)s already.") % values] if offered else []
    if change.language == settings.LANGUAGE_CODE:
        return [_("%(language)s cannot be withdrawn: it is the language of the originals.") % values]
    return [] if offered else [_("%(name)s does not offer %(language)s.") % values]


def _foreseen(change: LanguageChange) -> LanguagePlan:
    with tenant(change.municipality):
        found = [Section(part.label, tuple(part.foresee(change))) for part in parts()]
    return LanguagePlan(change, tuple(section for section in found if section.effects))


def _contract(change: LanguageChange) -> None:
    """The list in the order of the settings."""
    wanted = {*change.municipality.languages} ^ {change.language}
    change.municipality.languages = [code for code, _name in settings.LANGUAGES if code in wanted]
    change.municipality.save(update_fields=["languages"])
