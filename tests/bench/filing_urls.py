"""The site's addresses, and one view behind the same door as filing that does nothing: the floor."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from cms.urls import handler500, urlpatterns
from petitions.filing.private import private


@private
def nothing(request: HttpRequest) -> HttpResponse:
    """Reads what was sent and answers a fixed sentence."""
    return HttpResponse(f"{len(request.POST)}")


urlpatterns = [path("~petition/nothing/", nothing), *urlpatterns]

__all__ = ["handler500", "urlpatterns"]
