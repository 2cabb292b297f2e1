from importlib import import_module

from django.apps import AppConfig

#: What signs itself up in a registry of another room: acts of the schedule, duties, parts of pages.
SIGN_UP: tuple[str, ...] = (
    "cms.moderation.due",
    "cms.moderation.duties",
    "cms.moderation.leaving",
    "cms.moderation.onboarding",
    "cms.moderation.reminding",
)


class ModerationConfig(AppConfig):
    name = "cms.moderation"
    label = "moderation"
    verbose_name = "Moderation"

    def ready(self) -> None:
        for module in SIGN_UP:
            import_module(module)
