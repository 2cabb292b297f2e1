from importlib import import_module

from django.apps import AppConfig

#: What signs itself up in a registry of another room: acts of the schedule, duties, parts of pages.
SIGN_UP: tuple[str, ...] = (
    "cms.boards.counting",
    "cms.boards.members",
    "cms.boards.mine",
    "cms.boards.originals",
    "cms.boards.parts",
    "cms.boards.searching",
    "cms.boards.subjects",
    "cms.boards.due_answers",
    "cms.boards.duties",
    "cms.boards.due_erasing",
    "cms.boards.moving",
    "cms.boards.outage",
)


class BoardsConfig(AppConfig):
    name = "cms.boards"
    label = "boards"
    verbose_name = "Boards"

    def ready(self) -> None:
        for module in SIGN_UP:
            import_module(module)
