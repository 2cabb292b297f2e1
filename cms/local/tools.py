"""Programs for tests that come neither with Python nor with pip: Chromium and the Nu HTML checker."""

import os
import shutil
import subprocess
from pathlib import Path

from cms.local.paths import TOOLS
from cms.local.sentences import LocalError

VNU_VERSION = "26.9.27"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
CHROMIUM_HELP = (
    "Chromium is not installed (Debian, Ubuntu: apt install chromium fonts-noto-cjk; or name one in CHROMIUM)."
)


def chromium() -> str | None:
    """The browser's path: CHROMIUM, or whichever stands on PATH."""
    for name in (os.environ.get("CHROMIUM"), *CHROMIUM_NAMES):
        found = shutil.which(name) if name else None
        if found:
            return found
    return None


def vnu_jar() -> Path:
    """The Nu HTML checker, fetched once into var/tools.

    Raises LocalError, naming what is missing: Java, npm or the registry.
    """
    if not shutil.which("java"):
        raise LocalError(
            "The Nu HTML checker needs Java (Debian, Ubuntu: apt install default-jre-headless).",
            "Nu HTML 검사기에는 Java가 필요합니다(Debian, Ubuntu: apt install default-jre-headless).",
        )
    jar = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    stamp = TOOLS / f"vnu-{VNU_VERSION}"
    if not (jar.exists() and stamp.exists()):
        _fetch(f"vnu-jar@{VNU_VERSION}")
        stamp.touch()
    return jar


def _fetch(package: str) -> None:
    npm = shutil.which("npm")
    if not npm:
        raise LocalError(
            "The Nu HTML checker is fetched with npm (Debian, Ubuntu: apt install npm).",
            "Nu HTML 검사기는 npm으로 내려받습니다(Debian, Ubuntu: apt install npm).",
        )
    TOOLS.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [npm, "install", "--prefix", str(TOOLS), "--no-audit", "--no-fund", "--ignore-scripts", package],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["nothing"])[0]
        raise LocalError(f"npm could not fetch {package}: {said}", f"npm이 {package}을(를) 받지 못했습니다: {said}")
