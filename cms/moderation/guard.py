"""What is refused in a sentence before PostgreSQL refuses it: no way past the register of removals.

The triggers of the schema are the wall (moderation 0002, boards 0002); this says the same to people, by whatever way
they come: a screen, a bulk action, a cascade, a shell.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Model, ProtectedError
from django.db.models.signals import pre_delete
from django.utils.translation import gettext as _

from cms.moderation.models import (
    Block,
    Evidence,
    Matter,
    ModerationRegister,
    Objection,
    Proposal,
    ReasonNotice,
    Referral,
    RegisterCheck,
    Report,
    SameAuthor,
    Tombstone,
)

REGISTER: tuple[type[Model], ...] = (ModerationRegister, RegisterCheck)
KEPT: tuple[type[Model], ...] = (
    Block,
    Evidence,
    Matter,
    Objection,
    Proposal,
    ReasonNotice,
    Referral,
    Report,
    SameAuthor,
    Tombstone,
)


def _keep_register(sender: Any, instance: Any, **kwargs: Any) -> None:
    raise ProtectedError(_("The register of removals is append-only."), {instance})


def _keep_matter(sender: Any, instance: Any, **kwargs: Any) -> None:
    raise ProtectedError(_("What a removal was decided on is kept."), {instance})


def _keep_post(sender: Any, instance: Any, **kwargs: Any) -> None:
    said = _("Posts and comments go by a removal, by their author, or when their time is over: not by deletion.")
    raise ProtectedError(said, {instance})


def protect(model: type[Model]) -> None:
    """Refuse to delete rows of this model of posts: ProtectedError, with a sentence for people."""
    pre_delete.connect(_keep_post, sender=model, dispatch_uid=f"moderation keeps {model._meta.label}")


for _model, _refuse in (*((each, _keep_register) for each in REGISTER), *((each, _keep_matter) for each in KEPT)):
    pre_delete.connect(_refuse, sender=_model, dispatch_uid=f"moderation keeps {_model._meta.label}")
