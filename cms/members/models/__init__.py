"""Accounts, their former passwords, the rules for signing in; members."""

from .member import Member, mail_index
from .passwords import FormerPassword
from .policy import SignInPolicy
from .user import User

__all__ = ["FormerPassword", "Member", "SignInPolicy", "User", "mail_index"]
