"""The fields of a service's form as plain data: how a table writes them, how a StreamField stores them.

A definition is a mapping: ``name``, ``type``, ``label_ko``, ``required``, ``personal``; where there is something to say
``help_ko``, ``options``, and ``label_en``, ``help_en``, ``options_en`` in every other language. A consent (동의) has
what 개인정보 보호법 제15조제2항 asks to be said: ``purpose``, ``items``, ``retention``, ``refusal``.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from petitions.tongues import FOREIGN

Definition = Mapping[str, Any]
Raw = list[dict[str, Any]]

TYPES = ("text", "textarea", "choice", "date", "number", "address", "phone", "email", "file", "consent")
#: Whose answers always say something of a person.
PERSONAL = frozenset({"phone", "email"})
CONSENT = ("purpose", "items", "retention", "refusal")
LANGUAGES = tuple(code for code, _name in FOREIGN)
MOST = 40
LONGEST = {"name": 40, "label": 100, "help": 300, "option": 100, "said": 500}
FEWEST_OPTIONS, MOST_OPTIONS = 2, 50
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_SPACE = uuid.UUID("5b1fb1c0-6f4e-4a0e-9d53-0f6d8f1f4a11")


def problems(fields: Any) -> list[str]:
    """Everything that is wrong with a form, a sentence each."""
    if not isinstance(fields, Sequence) or isinstance(fields, str):
        return [_("The form is no list of fields.")]
    found = []
    if len(fields) > MOST:
        found.append(_("A form has at most %(most)d fields, not %(count)d.") % {"most": MOST, "count": len(fields)})
    for number, field in enumerate(fields, 1):
        if isinstance(field, Mapping):
            found += [f"{_place(field, number)}: {sentence}" for sentence in _of_one(field)]
        else:
            found.append(_("Field %(number)d is no mapping.") % {"number": number})
    names = Counter(field["name"] for field in fields if isinstance(field, Mapping) and _is_text(field.get("name")))
    found += [_("Two fields have the name “%(name)s”.") % {"name": name} for name, count in names.items() if count > 1]
    return found


def _place(field: Definition, number: int) -> str:
    name = field.get("name")
    return str(name) if _is_text(name) else _("Field %(number)d") % {"number": number}


def _of_one(field: Definition) -> Iterator[str]:
    kind = field.get("type")
    if kind not in TYPES:
        yield _("“%(value)s” is not one of: %(choices)s.") % {"value": kind, "choices": ", ".join(TYPES)}
        return
    unknown = [str(key) for key in field if key not in _keys(str(kind))]
    if unknown:
        yield _("These keys are not known: %(keys)s.") % {"keys": ", ".join(unknown)}
    yield from _texts(field, str(kind))
    for key in ("required", "personal"):
        if not isinstance(field.get(key), bool):
            yield _("“%(key)s” is neither true nor false.") % {"key": key}
    if kind in PERSONAL and field.get("personal") is False:
        yield _("A telephone number or an e-mail address is personal data.")
    if kind == "choice":
        yield from _options(field)


def _keys(kind: str) -> set[str]:
    keys = {"name", "type", "required", "personal"} | _each_language("label") | _each_language("help")
    if kind == "choice":
        keys |= {"options"} | {f"options_{code}" for code in LANGUAGES}
    return keys | set(CONSENT) if kind == "consent" else keys


def _each_language(key: str) -> set[str]:
    return {f"{key}_ko", *(f"{key}_{code}" for code in LANGUAGES)}


def _texts(field: Definition, kind: str) -> Iterator[str]:
    demanded = ("name", "label_ko", *(CONSENT if kind == "consent" else ()))
    texts = [key for key in field if key.startswith(("label_", "help_")) or key in ("name", *CONSENT)]
    for key in dict.fromkeys((*demanded, *texts)):
        value = field.get(key, "")
        longest = LONGEST.get(key.split("_")[0], LONGEST["said"])
        if not isinstance(value, str):
            yield _("“%(key)s” is no text.") % {"key": key}
        elif key in demanded and not value.strip():
            yield _("“%(key)s” is missing.") % {"key": key}
        elif len(value) > longest:
            yield _("“%(key)s” is longer than %(longest)d characters.") % {"key": key, "longest": longest}
        elif key == "name" and not _NAME.fullmatch(value):
            yield _("A name is made of small letters, digits and _, and begins with a letter.")


def _options(field: Definition) -> Iterator[str]:
    options = field.get("options")
    if not _is_list_of_texts(options) or not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:  # type: ignore[arg-type]
        values = {"fewest": FEWEST_OPTIONS, "most": MOST_OPTIONS}
        yield _("A choice has from %(fewest)d to %(most)d options.") % values
        return
    if len(set(options)) < len(options):  # type: ignore[arg-type]
        yield _("An option stands there twice.")
    for code in LANGUAGES:
        said = field.get(f"options_{code}")
        if said is not None and (not _is_list_of_texts(said) or len(said) != len(options)):  # type: ignore[arg-type]
            yield _("“%(key)s” must name as many options as there are.") % {"key": f"options_{code}"}


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(_is_text(each) and len(each) <= LONGEST["option"] for each in value)


def to_raw(fields: Iterable[Definition]) -> Raw:
    """As a StreamField stores them. The same definition gives the same ids, so nothing differs that did not change."""
    return [
        {"type": field["type"], "id": _id(field["name"]), "value": _value(field)}
        for field in fields
    ]  # fmt: skip


def _value(field: Definition) -> dict[str, Any]:
    value: dict[str, Any] = {
        "name": field["name"],
        "label": field["label_ko"],
        "help": field.get("help_ko", ""),
        "required": field["required"],
        "personal": field["personal"],
        "translations": _items(field["name"], "translation", filter(None, (_said(field, code) for code in LANGUAGES))),
    }
    if field["type"] == "choice":
        value["options"] = _items(field["name"], "option", field["options"])
    if field["type"] == "consent":
        value |= {key: field[key] for key in CONSENT}
    return value


def _said(field: Definition, code: str) -> dict[str, str] | None:
    options = field.get(f"options_{code}") or []
    said = {"label": field.get(f"label_{code}", ""), "help": field.get(f"help_{code}", "")}
    return {"language": code, **said, "options": "\n".join(options)} if any(said.values()) or options else None


def _items(name: str, what: str, values: Iterable[Any]) -> Raw:
    return [
        {"type": "item", "id": _id(f"{name}/{what}/{number}"), "value": value} for number, value in enumerate(values)
    ]


def _id(name: str) -> str:
    return str(uuid.uuid5(_SPACE, name))


def from_raw(raw: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What is stored, as a table writes it; what is empty is left out."""
    return [_definition(block["type"], block["value"]) for block in raw]


def _definition(kind: str, value: Mapping[str, Any]) -> dict[str, Any]:
    field: dict[str, Any] = {"name": value["name"], "label_ko": value["label"]}
    said = {item["language"]: item for item in _values(value.get("translations"))}
    field |= {f"label_{code}": said[code]["label"] for code in LANGUAGES if code in said and said[code]["label"]}
    field |= {"type": kind, "required": bool(value.get("required")), "personal": bool(value.get("personal"))}
    if value.get("help"):
        field["help_ko"] = value["help"]
    field |= {f"help_{code}": said[code]["help"] for code in LANGUAGES if code in said and said[code].get("help")}
    if kind == "choice":
        field["options"] = _values(value.get("options"))
        field |= {
            f"options_{code}": said[code]["options"].splitlines()
            for code in LANGUAGES
            if code in said and said[code].get("options")
        }
    if kind == "consent":
        field |= {key: value.get(key, "") for key in CONSENT}
    return field


def _values(items: Iterable[Any] | None) -> list[Any]:
    """The values of a ListBlock, with ids or, as older content has them, without."""
    return [item["value"] if isinstance(item, Mapping) and "value" in item else item for item in items or ()]


def wants_file(raw: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a form cannot be sent without a file."""
    return any(block["type"] == "file" and block["value"].get("required") for block in raw)
