"""Which tests of pytest-xdist go to the same worker: those that share something dear to make.

The live site and the four onboarded municipalities would else be made by each worker. What takes longest begins first.
"""

from xdist.scheduler.loadscope import LoadScopeScheduling

SHARED = {"tests/a11y": "live site", "tests/journeys": "live site", "tests/starter": "starter content"}


class ByWhatTheyShare(LoadScopeScheduling):
    """A unit of work is a live site's tests, the starter content's, or else a module's."""

    def __init__(self, config, log=None) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False  # by number of tests, which says nothing of how long they take

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.split("::", 1)[0]
        return SHARED.get("/".join(module.split("/")[:2]), module)
