"""Message catalogues: compiled without gettext's tools, and checked for what a reader would notice.

Korean is the citizens' and the editors' first language: its catalogue holds every
message of the source. The other languages hold what their readers meet, and what they
hold is whole: nothing untranslated, nothing guessed, every placeholder in its place.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cms.local.paths import LOCALE, ROOT, WAGTAIL_MESSAGES
from cms.local.sentences import LocalError

if TYPE_CHECKING:
    import polib

FIRST_LANGUAGE = "ko"
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
PLACEHOLDER = re.compile(r"%\(\w+\)[#0\- +]*\d*(?:\.\d+)?[a-zA-Z]|%[sdif%]|\{\w*\}")


def catalogues(*folders: Path) -> list[Path]:
    """Our own catalogues, and those that complete Wagtail's Korean; or those of the folders named."""
    return sorted(
        po for folder in folders or (LOCALE, WAGTAIL_MESSAGES) for po in folder.glob("*/LC_MESSAGES/django*.po")
    )


def compile_all(*folders: Path) -> int:
    """Write the .mo beside each .po that is newer. Returns how many were written.

    Raises LocalError when a catalogue cannot be read.
    """
    import polib

    written = 0
    for po in catalogues(*folders):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        try:
            catalogue = polib.pofile(str(po))
        except (OSError, UnicodeError) as error:
            raise LocalError(
                f"The message catalogue {po} cannot be read: {error}.",
                f"메시지 카탈로그 {po}를 읽을 수 없습니다: {error}.",
            ) from error
        # Written beside and moved: a reader never meets half a file.
        unfinished = mo.with_suffix(".mo.new")
        catalogue.save_as_mofile(str(unfinished))
        unfinished.replace(mo)
        written += 1
    return written


def problems(*folders: Path) -> Iterator[str]:
    """One sentence for each message that a reader would find missing, guessed or broken."""
    import polib

    for po in catalogues(*folders):
        catalogue = polib.pofile(str(po), check_for_duplicates=True)
        korean = po.parent.parent.name == FIRST_LANGUAGE
        where = po.relative_to(ROOT) if po.is_relative_to(ROOT) else po
        forms = _plural_forms(catalogue)
        if forms is None:
            yield f"{where}: the header names no Plural-Forms"
        for entry in catalogue:
            if not entry.obsolete:
                yield from (f"{where}:{entry.linenum}: {said}" for said in _entry_problems(entry, forms))
                if not korean:
                    yield from (f"{where}:{entry.linenum}: {said}" for said in _left_in_korean(entry))
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            yield f"{where}: not compiled since it changed (`make messages`)"


def uneven(folder: Path = LOCALE) -> Iterator[str]:
    """What the readers of one language have and those of another lack: Korean would be shown in its place."""
    import polib

    held = {
        po.parent.parent.name: {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(po)) if not entry.obsolete}
        for po in catalogues(folder)
        if po.parent.parent.name != FIRST_LANGUAGE
    }
    every = set().union(*held.values())
    for language, own in sorted(held.items()):
        yield from (f"{language}: “{msgid[:60]}” is missing" for _context, msgid in sorted(every - own, key=str))


def _left_in_korean(entry: "polib.POEntry") -> Iterator[str]:
    texts = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
    if any(HANGUL.search(text) for text in texts) and not HANGUL.search(entry.msgid):
        yield f"“{entry.msgid[:60]}” is left in Korean"


def _plural_forms(catalogue: "polib.POFile") -> int | None:
    found = re.search(r"nplurals\s*=\s*(\d+)", catalogue.metadata.get("Plural-Forms", ""))
    return int(found[1]) if found else None


def _entry_problems(entry: "polib.POEntry", forms: int | None) -> Iterator[str]:
    name = f"“{entry.msgid[:60]}”"
    if entry.fuzzy:
        yield f"{name} is only guessed (fuzzy)"
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not texts or not all(text.strip() for text in texts):
        yield f"{name} is not translated"
        return
    if entry.msgid_plural and forms is not None and len(texts) != forms:
        yield f"{name} has {len(texts)} plural forms instead of {forms}"
    for text in texts:
        yield from (f"{name} {said}" for said in _text_problems(entry, text))


def _text_problems(entry: "polib.POEntry", text: str) -> Iterator[str]:
    sources = [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
    if _placeholders(text) not in [_placeholders(source) for source in sources]:
        yield f"has other placeholders in its translation: “{text[:60]}”"
    if _tags(text) not in [_tags(source) for source in sources]:
        yield f"has other tags in its translation: “{text[:60]}”"
    if text.startswith("\n") != entry.msgid.startswith("\n") or text.endswith("\n") != entry.msgid.endswith("\n"):
        yield "begins or ends with a line break on one side only"


def _tags(text: str) -> Counter[str]:
    return Counter(TAG.findall(text))


def _placeholders(text: str) -> Counter[str]:
    """Which values a text shows and how often; `{}` of plain words in braces counts as one."""
    return Counter(PLACEHOLDER.findall(text.replace("%%", "")))
