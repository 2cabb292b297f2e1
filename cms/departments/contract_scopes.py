"""What a contract may cover besides sections of the site: rooms above sign up theirs.

    @contract_scope
    def translators(people: Collection[int]) -> Collection[int]: …

Told the accounts, it names those of them for whom something is laid down.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

Scope = Callable[[Collection[int]], Collection[int]]
_scopes: list[Scope] = []


def contract_scope(scope: Scope) -> Scope:
    """Sign up a scope. All that there are concern pages in other languages (외국어의 번역 및 감수)."""
    _scopes.append(scope)
    return scope


def scoped(people: Collection[int]) -> set[int]:
    """The accounts for whom a room above has laid something down."""
    return {person for scope in _scopes for person in scope(people)}
