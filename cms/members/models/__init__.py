"""Accounts, their former passwords and the rules for signing in."""

from .passwords import FormerPassword
from .policy import SignInPolicy
from .user import User

__all__ = ["FormerPassword", "SignInPolicy", "User"]
