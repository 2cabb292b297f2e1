from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    label = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from cms.core.chrome import register_chrome_part
        from home.related import related_sites

        register_chrome_part("related_sites", related_sites)
