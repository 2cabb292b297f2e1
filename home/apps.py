from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    label = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from cms.core.chrome import register_chrome_part
        from home import related
        from home.starter import adding, freshness, onboarding, replies, terms  # noqa: F401 - they sign up their steps

        register_chrome_part("related_sites", related.related_sites)
        related.connect()
