"""Who may see a page of a citizen's account."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from cms.members.adapters import home_of
from cms.members.selectors import member_of

UNPROCESSABLE = 422


def for_members(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets ``member``. Whoever is not signed in does that first; staff have no such page."""

    @never_cache
    @wraps(view)
    def _guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        member = member_of(request.user)
        if member is None:
            return redirect(home_of(request.user))
        return view(request, *args, member=member, **kwargs)

    return _guarded
