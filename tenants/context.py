"""Where code runs: in the platform's schema or in a municipality's."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection
from django_tenants.utils import schema_context, tenant_context

P = ParamSpec("P")
R = TypeVar("R")


def platform() -> AbstractContextManager:
    """Work with the platform's own tables (municipalities, domains, operators)."""
    return schema_context("public")


def tenant(municipality: Any) -> AbstractContextManager:
    """Work inside a municipality's schema."""
    return tenant_context(municipality)


def carried(act: Callable[P, R]) -> Callable[P, R]:
    """Bind a function to the tenant of its caller, for another thread: a new thread starts on the platform.

    Hand over plain values, never a query set: what is evaluated there must have been asked for there.
    """
    here = connection.tenant

    @wraps(act)
    def there(*args: P.args, **kwargs: P.kwargs) -> R:
        with tenant_context(here):
            return act(*args, **kwargs)

    return there
