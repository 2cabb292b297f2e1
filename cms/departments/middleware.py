"""A contract that has ended closes the desk at once, also for a session that is still open (안양 §3⑥, 용인 §3③)."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.departments.reach import reach_of
from cms.members.middleware import is_desk


class ContractMiddleware:
    """Answers 403 to contractors whose contract has ended or was never entered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _at_the_desk(request) and reach_of(request.user).contract_ended:
            return render(request, "departments/contract_ended.html", status=403)
        return self.get_response(request)


def _at_the_desk(request: HttpRequest) -> bool:
    return connection.schema_name != "public" and is_desk(request.path) and request.user.is_authenticated
