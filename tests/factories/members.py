"""Citizens with an account for tests: ``member("garam@example.kr")``."""

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model

from cms.members import consents
from cms.members.models import Member, mail_index
from cms.members.models.member import new_account
from cms.members.stand_in import stand_in
from tests.factories.staff import PASSWORD


def member(mail: str = "garam@example.kr", nickname: str = "가람", *, verified: bool = True, **more) -> Member:
    """A member who signs in with this address and ``PASSWORD`` and has agreed to what is asked now.

    ``verified=False``: the address is not proven yet.
    """
    account = new_account()
    user = get_user_model()(username=account, email=stand_in(account))
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=verified)
    made = Member.objects.create(
        user=user, account=account, nickname=nickname, mail=mail, mail_index=mail_index(mail), **more
    )
    consents.agree(account, [text for text in consents.in_force().values() if text.required])
    return made
