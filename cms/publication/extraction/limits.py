"""How much one file may cost. What goes beyond is not read, and a person must look."""

import resource

#: Processor seconds for one file.
SECONDS = 20
#: Address space of the reading process, in bytes.
MEMORY = 1 << 30
#: Unpacked bytes of an archive, of which all office formats are one, and of a single part of it.
UNPACKED = 200 << 20
PART = 60 << 20
#: Parts of an archive, pages of a PDF, characters of text.
PARTS = 5_000
PAGES = 2_000
CHARACTERS = 5_000_000
#: Files inside files: archives inside archives, workbooks inside documents.
DEPTH = 3


class TooLarge(Exception):  # noqa: N818 - a verdict, not an error of ours
    """The file goes beyond a limit."""


class Locked(Exception):  # noqa: N818
    """The file is locked with a password."""


class Old(Exception):  # noqa: N818
    """The file is of an old binary format (HWP 5, DOC, XLS, PPT) that nothing here reads."""


def set_limits() -> None:
    """Hold this process to time and memory. The kernel ends it when it goes beyond the time."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
