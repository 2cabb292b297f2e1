"""Stored policies say of three new keys on removals what their ordinances said: nothing (ADR 13).

A text is an operator's own, comments and all: each key gets one line behind the section's header, and the text is
taken only where it then reads as before but for those keys. Nothing here leans on the loader, which will know other
keys one day.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from django.db import migrations

KEYS = ("while_referred", "temporary_days", "evidence_years")
_HEADER = re.compile(r"^[ \t]*\[[ \t]*[\"']?removal[\"']?[ \t]*\][^\r\n]*\r?\n", re.MULTILINE)
_INLINE = re.compile(r"^[ \t]*[\"']?removal[\"']?[ \t]*=[ \t]*\{", re.MULTILINE)
_LINE = re.compile(rf"^[ \t]*(?:removal\.)?(?:{'|'.join(KEYS)})[ \t]*=[^\r\n]*\r?\n", re.MULTILINE)
_ENTRY = re.compile(rf' (?:{"|".join(KEYS)}) = "silent",')
# What waits for the transaction's end is checked first: a table with checks to come cannot be altered.
_CHECKED = "SET CONSTRAINTS ALL IMMEDIATE"
_OFF = "ALTER TABLE public.tenants_policyversion DISABLE TRIGGER tenants_guard_policy_version"
_ON = "ALTER TABLE public.tenants_policyversion ENABLE TRIGGER tenants_guard_policy_version"


def with_keys(source: str) -> str:
    """The text with each missing key as "silent". Raises ValueError where there is no safe place for it."""
    document = tomllib.loads(source)
    missing = [key for key in KEYS if key not in document["removal"]]
    if not missing:
        return source
    wanted = {**document, "removal": {**document["removal"], **dict.fromkeys(missing, "silent")}}
    for text in _candidates(source, missing):
        if _reads_as(text, wanted):
            return text
    raise ValueError("The section [removal] was not found.")


def _candidates(source: str, missing: list[str]) -> Iterator[str]:
    """Behind the section's header; inside a section on one line; before everything, by dotted keys."""
    line = "\r\n" if "\r\n" in source else "\n"
    for header in _HEADER.finditer(source):
        lines = "".join(f'{key} = "silent"{line}' for key in missing)
        yield source[: header.end()] + lines + source[header.end() :]
    for opening in _INLINE.finditer(source):
        entries = "".join(f' {key} = "silent",' for key in missing)
        yield source[: opening.end()] + entries + source[opening.end() :]
    yield "".join(f'removal.{key} = "silent"{line}' for key in missing) + source


def _reads_as(text: str, wanted: dict) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False


def without_keys(source: str) -> str:
    """The text as the release before reads it: the lines and entries of these keys are gone."""
    return _ENTRY.sub("", _LINE.sub("", source))


def add(apps, schema_editor):
    _rewrite(apps, schema_editor, with_keys)


def remove(apps, schema_editor):
    _rewrite(apps, schema_editor, without_keys)


def _rewrite(apps, schema_editor, change) -> None:
    """Versions in force are never changed, by a trigger: it is off for these statements alone."""
    versions = apps.get_model("tenants", "PolicyVersion").objects
    changed = []
    for pk, source in versions.order_by("pk").values_list("pk", "source"):
        try:
            text = change(source)
        except (ValueError, KeyError) as error:
            raise ValueError(f"The policy version {pk} cannot be read: {error}") from error
        if text != source:
            changed.append((pk, text))
    if changed:
        schema_editor.execute(_CHECKED)
        schema_editor.execute(_OFF)
        for pk, text in changed:
            versions.filter(pk=pk).update(source=text)
        schema_editor.execute(_ON)
    _rewrite_runs(apps, change)


def _rewrite_runs(apps, change) -> None:
    """A profile that an onboarding was asked with, for it may be begun again; one that was refused stays as it is."""
    runs = apps.get_model("tenants", "OnboardingRun").objects
    for run in runs.exclude(state="done").exclude(policy=b"").only("policy").iterator():
        try:
            text = change(bytes(run.policy).decode())
        except (ValueError, KeyError, TypeError):
            continue
        runs.filter(pk=run.pk).update(policy=text.encode())


class Migration(migrations.Migration):
    dependencies = [("tenants", "0008_languages")]

    operations = [migrations.RunPython(add, remove)]
