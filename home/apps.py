from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    label = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from cms.core.chrome import register_chrome_part
        from home import related
        from home.starter import onboarding  # noqa: F401 - signs up its step

        register_chrome_part("related_sites", related.related_sites)
        related.connect()
