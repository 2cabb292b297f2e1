from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        from cms.core import menu_signals, renditions, site_parts

        site_parts.register()
        menu_signals.connect()
        renditions.connect()
