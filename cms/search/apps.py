from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "cms.search"
    label = "municipal_search"
    verbose_name = "Search"

    def ready(self) -> None:
        from django.http import HttpRequest
        from django.urls import reverse

        from cms.core.chrome import register_chrome_part

        def search_url(request: HttpRequest) -> str:
            """Where the whole site is searched, in the language of the request."""
            return reverse("search")

        register_chrome_part("search_url", search_url)
