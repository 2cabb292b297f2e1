from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "cms.search"
    label = "municipal_search"
    verbose_name = "Search"
