"""Which tests of pytest-xdist go to the same worker: those that share something dear to make.

The four onboarded municipalities, and the live site with them in it, would else be made by each worker. What takes
longest begins first: the last unit, which is the simulated year by name, keeps one worker busy while the other has
nothing left to do.
"""

from xdist.scheduler.loadscope import LoadScopeScheduling

#: In the order in which they begin.
SHARED = {
    "tests/a11y": "four municipalities",
    "tests/journeys": "four municipalities",
    "tests/starter": "four municipalities",
    "tests/year": "simulated year",
}


def longest_first(items: list) -> None:
    """Begin with the units that take longest.

    pytest-django puts tests without a database last, and the browsers' are of these: one worker would have them at the
    end, while the other has nothing left to do.
    """
    units = list(dict.fromkeys(SHARED.values()))
    items.sort(key=lambda item: units.index(unit) if (unit := shared_by(item.nodeid)) else len(units))


def shared_by(nodeid: str) -> str | None:
    """The unit that a test belongs to besides its module."""
    return SHARED.get("/".join(nodeid.split("::", 1)[0].split("/")[:2]))


class ByWhatTheyShare(LoadScopeScheduling):
    """A unit of work is the tests of the four municipalities, of the simulated year, or else of a module."""

    def __init__(self, config, log=None) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False  # by number of tests, which says nothing of how long they take

    def _split_scope(self, nodeid: str) -> str:
        return shared_by(nodeid) or nodeid.split("::", 1)[0]
