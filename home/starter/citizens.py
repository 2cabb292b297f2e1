"""Citizens of the demonstration: members of each municipality, one of whom anybody may sign in as. None is a person."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.utils import timezone

from cms.members import consents, proving
from cms.members.models import Member, mail_index
from cms.members.models.member import new_account
from cms.members.stand_in import member_with, stand_in
from home.starter.people import SignIn, new_password
from tenants.context import tenant
from tenants.models import Municipality

#: As whom the demonstration's file lets one sign in; the others have a password that nobody knows.
ROLE, KEY = "citizen", "walker"
_DOMAIN = "people.example"  # nobody's


def ensure_citizen(municipality: Municipality, url: str, known: list[SignIn]) -> SignIn:
    """The citizen to try boards with: an e-mail address and a password. One that is known stays as it is."""
    with tenant(municipality):
        kept = next((sign_in for sign_in in known if sign_in.role == ROLE), None)
        member = member_with(address_of(KEY))
        if kept and member and member.user.check_password(kept.password):
            return SignIn(municipality.slug, ROLE, f"{url}/", kept.username, kept.password)
        member = member or citizen(KEY)
        password = new_password(member.user)
        member.user.set_password(password)
        member.user.save()
        return SignIn(municipality.slug, ROLE, f"{url}/", address_of(KEY), password)


def citizen(key: str, nickname: str = "") -> Member:
    """A member whose address and name are proven, made when there is none; in the schema at hand."""
    member = member_with(address_of(key)) or _made(key)
    if nickname and member.nickname != nickname:
        member.nickname = nickname
        member.save(update_fields=["nickname"])
    return member


def address_of(key: str) -> str:
    """Where nobody reads."""
    return f"{key}@{_DOMAIN}"


def _made(key: str) -> Member:
    account = new_account()
    user: Any = get_user_model()(username=account, email=stand_in(account))
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    mail = address_of(key)
    member = Member.objects.create(user=user, account=account, mail=mail, mail_index=mail_index(mail))
    consents.agree(account, consents.in_force().values())
    proving.keep(member, proving.Verified("김시연", proving.DevelopmentProvider.key, timezone.now()))
    return member
