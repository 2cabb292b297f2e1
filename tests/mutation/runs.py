"""One run of mutmut over a group, in a copy of the pure package that knows nothing of Django."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.mutation.groups import LEFT_OUT, Group

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "mutation"
MUTMUT = Path(sys.executable).with_name("mutmut")

#: What mutmut writes down for a change that the tests did not notice, and for one that no test reaches.
SURVIVED, UNREACHED = 0, 33
#: Ended for taking far longer than the tests do: an endless loop, noticed as well.
TIMED_OUT = {36, 24, -24, 152, 255}

#: Drawn examples are the same in every run, so that two runs can be compared, and are not made simpler when one fails.
CONFTEST = """
from hypothesis import Phase, settings

phases = (Phase.explicit, Phase.generate)
settings.register_profile("mutation", derandomize=True, database=None, deadline=None, phases=phases)
settings.load_profile("mutation")
"""


@dataclass(frozen=True)
class Score:
    """How many changes there were, and the names of those that survived."""

    group: str
    changes: int
    timed_out: int
    survivors: tuple[str, ...]
    report: Path

    def in_a_line(self) -> str:
        noticed = self.changes - len(self.survivors)
        share = 100 * noticed / self.changes if self.changes else 0
        return f"{self.group}: {noticed} of {self.changes} changes noticed ({share:.1f} %), {self.timed_out} by time"

    def as_text(self) -> str:
        return "\n".join([self.in_a_line(), *(f"  {name}" for name in self.survivors), f"  → {self.report}"])


class Run:
    """A group's copy below ``var/mutation``, kept until the next whole run."""

    def __init__(self, name: str, group: Group) -> None:
        self.name = name
        self.group = group
        self.folder = FOLDER / name

    def whole(self) -> None:
        """Every change anew."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._copy()
        self._mutmut("run", "--max-children", "1")

    def again(self) -> None:
        """The survivors of the last run, with the tests as they are now, and whatever was rewritten since."""
        if not self.folder.exists():
            return self.whole()
        names = self._survivors()
        self._copy()
        (self.folder / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)
        for _round in ("survivors", "what mutmut found rewritten meanwhile"):
            if names:
                self._mutmut("run", "--max-children", "1", *names)
            names = tuple(name for name, code in self._codes() if code is None)

    def score(self) -> Score:
        """What came out, with the changed lines of every survivor in ``survivors.txt``."""
        codes = dict(self._codes())
        survivors = self._survivors()
        timed_out = sum(1 for code in codes.values() if code in TIMED_OUT)
        report = self.folder / "survivors.txt"
        report.write_text("\n".join(self._shown(name) for name in survivors), encoding="utf-8")
        return Score(self.name, len(codes), timed_out, survivors, report.relative_to(ROOT))

    def _survivors(self) -> tuple[str, ...]:
        return tuple(sorted(name for name, code in self._codes() if code in (SURVIVED, UNREACHED, None)))

    def _codes(self):
        for path in (self.folder / "mutants").rglob("*.meta"):
            yield from json.loads(path.read_text())["exit_code_by_key"].items()

    def _shown(self, name: str) -> str:
        done = subprocess.run(
            [MUTMUT, "show", name],
            cwd=self.folder,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout

    def _copy(self) -> None:
        """The package and its tests, without the rest of the project."""
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.rmtree(self.folder / "mutants" / "tests", ignore_errors=True)
        for part in ("cms/ordinance", "tests/ordinance"):
            shutil.rmtree(self.folder / part, ignore_errors=True)
            shutil.copytree(ROOT / part, self.folder / part, ignore=ignored)
        for part in ("cms/__init__.py", "tests/__init__.py"):
            shutil.copyfile(ROOT / part, self.folder / part)
        (self.folder / "tests" / "conftest.py").write_text(CONFTEST, encoding="utf-8")
        (self.folder / "pytest.ini").write_text(
            "[pytest]\naddopts = -q -x -p no:cacheprovider -p no:django -p no:xdist\n"
        )
        (self.folder / "setup.cfg").write_text(self._settings(), encoding="utf-8")

    def _settings(self) -> str:
        tests = sorted(
            f"tests/ordinance/{path.name}"
            for pattern in self.group.tests
            for path in (ROOT / "tests" / "ordinance").glob(pattern)
            if path.name not in LEFT_OUT
        )
        lists = {
            "source_paths": [f"cms/ordinance/{source}" for source in self.group.sources],
            "also_copy": ["cms", "tests"],
            "pytest_add_cli_args_test_selection": tests,
        }
        # Generous, for a busy machine must not seem to notice a change: only endless loops take so long.
        lines = ["[mutmut]", "timeout_multiplier=8", "timeout_constant=5", "use_git_change_detection=false"]
        for key, values in lists.items():
            lines += [f"{key}=", *(f"    {value}" for value in values)]
        return "\n".join([*lines, ""])

    def _mutmut(self, *arguments: str) -> None:
        """Politely: one process, after all others."""
        command = ["nice", "-n", "10", str(MUTMUT), *arguments]
        subprocess.run(command, cwd=self.folder, env=self._environment(), check=True)

    def _environment(self) -> dict[str, str]:
        return {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
