"""Where things are in this checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
VAR = ROOT / "var"
LOGS = VAR / "log"
TOOLS = VAR / "tools"
POSTGRES = VAR / "postgres"
TEST_POSTGRES = VAR / "test-postgres"
TEST_COUNTS = LOGS / "tests"
#: The environment's word for the part of `make test` that runs.
TEST_PART = "TEST_PART"
DEMO = VAR / "demo.json"
RUN_PID = VAR / "run.pid"  # the process of `make run`; below it, the port that it serves
LOCALE = ROOT / "locale"
WAGTAIL_MESSAGES = ROOT / "cms" / "core" / "messages_of_wagtail"
