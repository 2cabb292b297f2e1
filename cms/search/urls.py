"""What search engines ask for, outside the language prefixes."""

from django.urls import path

from cms.search.machines import favicon, robots, xml_sitemap

urlpatterns = [
    path("sitemap.xml", xml_sitemap, name="xml_sitemap"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
]
