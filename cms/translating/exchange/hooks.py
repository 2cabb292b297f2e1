"""Signs up the exchange's addresses; imported by the room's wagtail_hooks."""

from wagtail import hooks

from cms.translating.exchange import urls

hooks.register("register_admin_urls", lambda: urls.urlpatterns)
hooks.register("register_admin_urls", lambda: urls.instead_of_localize, order=-10)
