"""Personal data at rest (개인정보의 암호화): AES-256-GCM under a key of each municipality (docs/adr/0024).

A value opens only in the municipality and the field that it was written in, and only as it was written: anything else
is an error, never a cipher on a page. Small secrets of the installation itself stand in ``cms.members.secrets``.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection, models
from django.utils.translation import gettext_lazy as _

_VERSION = "v1"
_NONCE = 12
_ASSOCIATED = "\x1f"


class Unreadable(Exception):  # noqa: N818
    """A stored value was not written here under a key that is known: another municipality's, another field's,
    changed, or the key is lost. The message holds neither value nor key."""


def seal(text: str, place: str) -> str:
    """``text`` closed under today's key for this municipality and ``place`` (app.model.field)."""
    master = _masters()[0]
    nonce = secrets.token_bytes(_NONCE)
    box = AESGCM(_derived(master, f"data:{connection.schema_name}"))
    closed = nonce + box.encrypt(nonce, text.encode(), _associated(place))
    return f"{current_prefix()}{base64.urlsafe_b64encode(closed).decode()}"


def unseal(value: str, place: str) -> str:
    """What was closed, under today's key or a former one.

    :raises Unreadable: where it was not closed for this municipality and place under one of these keys.
    """
    parts = value.split(".")
    if len(parts) != 3 or parts[0] != _VERSION:
        _refuse(place, "it is not closed as this version closes values")
    master = next((known for known in _masters() if key_id(known) == parts[1]), None)
    if master is None:
        _refuse(place, f"no key with the id {parts[1]!r} is in DATA_KEY or DATA_KEY_FALLBACKS")
    try:
        closed = base64.b64decode(parts[2], altchars=b"-_", validate=True)
        box = AESGCM(_derived(master, f"data:{connection.schema_name}"))
        return box.decrypt(closed[:_NONCE], closed[_NONCE:], _associated(place)).decode()
    except (InvalidTag, ValueError, binascii.Error):
        _refuse(place, "it was closed for another place or was changed")


def blind_index(value: str, purpose: str) -> str:
    """The same for the same value, municipality and purpose, and nothing that leads back: to look a value up by."""
    return _index(_masters()[0], value, purpose)


def blind_indexes(value: str, purpose: str) -> tuple[str, ...]:
    """Under today's key and the former ones: to look up (``__in``) what was written before a change of keys."""
    return tuple(_index(master, value, purpose) for master in _masters())


@dataclass(frozen=True, slots=True)
class IndexOf:
    """How a blind index of a model is made anew: from the plain text of which encrypted field, by which function."""

    model: str
    field: str
    source: str
    make: Callable[[str], str]


_indexes: dict[tuple[str, str], IndexOf] = {}


def index_of(model: str, field: str, source: str) -> Callable[[Callable[[str], str]], Callable[[str], str]]:
    """Sign up the function that makes ``field`` of a model (app.model) from its encrypted field ``source``.

    Without it ``manage.py rotate_data_keys`` cannot bring the index under today's key, and nobody is found by it once
    the former keys are gone. An empty text has the index that the function gives it; NULL has an empty one.

        @index_of("contact.letter", "email_index", "email")
        def mail_index(email: str) -> str: …

    :raises ImproperlyConfigured: when the index has a function already.
    """

    def sign_up(make: Callable[[str], str]) -> Callable[[str], str]:
        if (model, field) in _indexes:
            raise ImproperlyConfigured(f"The index {field} of {model} is made by another function already.")
        _indexes[model, field] = IndexOf(model, field, source, make)
        return make

    return sign_up


def indexes_of(model: str) -> tuple[IndexOf, ...]:
    """The blind indexes of a model (app.model) that can be made anew."""
    return tuple(index for (label, _field), index in sorted(_indexes.items()) if label == model)


def current_prefix() -> str:
    """How values begin that are closed under today's key."""
    return f"{_VERSION}.{todays_key_id()}."


def todays_key_id() -> str:
    """The id of the key that values are closed under now."""
    return key_id(_masters()[0])


def known_key_ids() -> tuple[str, ...]:
    """The ids of today's key and the former ones: values under any other cannot be read."""
    return tuple(map(key_id, _masters()))


def key_id(master: str) -> str:
    """Which key a value was closed under; says nothing of the key itself."""
    return _derived(master, "key id").hex()[:8]


class EncryptedTextField(models.TextField):
    """Text that stands in the database closed, and is plain everywhere else.

    Nobody can search or sort by it: only ``isnull`` is asked. NULL stays NULL; an empty text is closed like any other.

    :param bound_as: app.model.field that values were closed for, where the field was renamed or moved since.
    """

    description = _("encrypted text")

    def __init__(self, *args: Any, bound_as: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bound_as = bound_as

    @property
    def place(self) -> str:
        """What its values are bound to beside the municipality."""
        return self.bound_as or f"{self.model._meta.label_lower}.{self.attname}"

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "bound_as": self.bound_as} if self.bound_as else kwargs

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        value = super().get_db_prep_value(value, connection, prepared)
        return value if value is None or hasattr(value, "resolve_expression") else seal(value, self.place)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return None if value is None else unseal(value, self.place)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only ``isnull``.

        :raises FieldError: for any other question; equal texts look different when they are closed.
        """
        if lookup_name != "isnull":
            raise FieldError(
                f"{self.place} is encrypted: only isnull can be asked of it, not {lookup_name!r}. "
                "Keep a blind_index() beside it to look values up."
            )
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> NoReturn:
        """:raises FieldError: always."""
        raise FieldError(f"{self.place} is encrypted: {lookup_name!r} cannot be asked of it.")


def _masters() -> tuple[str, ...]:
    return (str(settings.DATA_KEY), *(str(key) for key in settings.DATA_KEY_FALLBACKS))


@lru_cache(maxsize=4096)
def _derived(master: str, purpose: str) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode()).derive(master.encode())


def _associated(place: str) -> bytes:
    return _ASSOCIATED.join((_VERSION, connection.schema_name, place)).encode()


def _index(master: str, value: str, purpose: str) -> str:
    key = _derived(master, f"index:{connection.schema_name}:{purpose}")
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()


def _refuse(place: str, why: str) -> NoReturn:
    raise Unreadable(f"A value of {place} in {connection.schema_name} cannot be read: {why}.") from None
