from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "cms.news"
    label = "news"
    verbose_name = "News"

    def ready(self) -> None:
        from cms.news import duties  # noqa: F401 - its checks sign up
