"""Which messages the source holds: asked of Django's own makemessages, in a copy of the tree."""

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cms.local.messages import FIRST_LANGUAGE
from cms.local.paths import LOCALE, ROOT
from cms.local.sentences import LocalError

#: Data that people read: what the ordinance asks, duty by duty.
DUTIES = Path("cms", "ordinance", "duties.toml")


def gettext_missing() -> str:
    """What to do about missing gettext tools; empty where they are installed."""
    if shutil.which("xgettext") and shutil.which("msgmerge"):
        return ""
    return "gettext's tools are not installed (Debian, Ubuntu: apt install gettext; macOS: brew install gettext)."


def extracted() -> set[tuple[str | None, str]]:
    """Context and msgid of every message in Python and templates, from an empty catalogue."""
    import polib

    with tempfile.TemporaryDirectory(prefix="cms-messages-") as folder:
        copy = Path(folder)
        _copy_source(copy)
        for language in (copy / "locale").glob("*"):
            shutil.rmtree(language)
        make_messages(copy, [FIRST_LANGUAGE])
        made = copy / "locale" / FIRST_LANGUAGE / "LC_MESSAGES" / "django.po"
        return {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(made))} if made.exists() else set()


def missing_from(language: str = FIRST_LANGUAGE) -> list[str]:
    """The messages of the source that a language's catalogue does not hold."""
    import polib

    po = LOCALE / language / "LC_MESSAGES" / "django.po"
    held = (
        {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(po)) if not entry.obsolete} if po.exists() else ()
    )
    return sorted(msgid for context, msgid in extracted() if (context, msgid) not in held)


def make_messages(root: Path, languages: list[str]) -> None:
    """Bring these languages' catalogues up to date with the source. Raises LocalError if that fails."""
    locales = [word for language in languages for word in ("--locale", language)]
    command = [sys.executable, "-m", "django", "makemessages", *locales, "--no-wrap", "--add-location", "file"]
    ignored = [word for folder in ("tests", "var", ".venv", "docs") for word in ("--ignore", f"{folder}/*")]
    (root / "locale").mkdir(exist_ok=True)
    plain = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    with _data_as_source(root / DUTIES) as written:
        done = subprocess.run([*command, *ignored], cwd=root, env=plain, capture_output=True, text=True, check=False)
    for language in languages:
        _name_the_data(root / "locale" / language / "LC_MESSAGES" / "django.po", written, root)
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise LocalError(f"makemessages failed: {' '.join(said)}", f"makemessages 실패: {' '.join(said)}")


@contextmanager
def _data_as_source(data: Path) -> Iterator[Path]:
    """The sentences of the data in a file that makemessages reads: beside it, as makemessages itself does templates."""
    subjects = tomllib.loads(data.read_text(encoding="utf-8"))["subject"]
    written = data.with_name(f"{data.name}.py")
    try:
        written.write_text("".join(f"gettext_noop({subject['asks']!r})\n" for subject in subjects), encoding="utf-8")
        yield written
    finally:
        written.unlink(missing_ok=True)


def _name_the_data(catalogue: Path, written: Path, root: Path) -> None:
    """Let the catalogue name the data, not the file that stood for it."""
    if catalogue.exists():
        said = catalogue.read_text(encoding="utf-8")
        place = written.relative_to(root).as_posix()
        catalogue.write_text(said.replace(place, place.removesuffix(".py")), encoding="utf-8")


def _copy_source(copy: Path) -> None:
    for name in ("cms", "tenants", "home", "petitions", "locale", "manage.py"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(
                source,
                copy / name,
                ignore=shutil.ignore_patterns("__pycache__", "*.mo", "static", "data", "texts"),
            )
        elif source.exists():
            shutil.copy2(source, copy / name)
