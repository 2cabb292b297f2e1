"""The entry of every `make` target: `python3 -m cms.local TARGET`.

This file must parse on Python 3.6, because its first duty is to tell the owner of an
old Python so in one sentence; the other modules are imported after that.
"""

import os
import shutil
import sys

OLDEST = (3, 11)


def newer_python():
    """Another interpreter on this machine that is new enough, or None."""
    for minor in range(OLDEST[1] + 5, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    return None


def main():
    if sys.version_info[:2] < OLDEST:
        newer = newer_python()
        if newer and not os.environ.get("CMS_LOCAL_RESTARTED"):
            os.environ["CMS_LOCAL_RESTARTED"] = "1"
            os.execv(newer, [newer, "-m", "cms.local"] + sys.argv[1:])  # noqa: RUF005, S606
        oldest, ours = "{}.{}".format(*OLDEST), "{}.{}".format(*sys.version_info[:2])
        sys.stderr.write(
            f"This needs Python {oldest} or newer, and {sys.executable} is Python {ours}:"
            f" install it, or name one with `make run PYTHON=python{oldest}`.\n"
            f"Python {oldest} 이상이 필요하지만 {sys.executable}의 버전은 {ours}입니다."
            f" 설치하거나 `make run PYTHON=python{oldest}`로 지정하세요.\n"
        )
        return 1
    from cms.local.targets import run_target

    return run_target(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
