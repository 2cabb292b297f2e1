from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        from cms.core import checks, menu_signals, renditions, site_parts  # noqa: F401 - checks sign up themselves
        from cms.core.reporting import cover_paths

        site_parts.register()
        menu_signals.connect()
        renditions.connect()
        cover_paths()
