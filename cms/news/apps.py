from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "cms.news"
    label = "news"
    verbose_name = "News"

    def ready(self) -> None:
        from cms.news import duties, publishing  # noqa: F401 - checks, an ending and a due act sign up
