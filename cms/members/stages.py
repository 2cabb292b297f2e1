"""What a citizen who typed the right password still has to do before they are signed in."""

from __future__ import annotations

from allauth.account.stages import LoginStage
from allauth.core.internal.httpkit import headed_redirect_response
from django.http import HttpResponse

from cms.members import consents, joining, limits
from cms.members.selectors import member_of


class ProvenAddressStage(LoginStage):
    """The address must be proven: the mail goes out once more. Staff have names, not addresses."""

    key = "proven_address"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        member = member_of(self.login.user)
        if member is None or joining.is_proven(member):
            return None, True
        if limits.may_mail(self.request, member.mail or ""):
            joining.send_again(member)
        return headed_redirect_response("member_mail_sent"), False


class ConsentStage(LoginStage):
    """A version that holds since the last sign-in is asked for before anything of the member is used."""

    key = "consents"
    urlname = "member_consents_asked"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        member = member_of(self.login.user)
        if member is None or not consents.missing(member):
            return None, True
        return headed_redirect_response(self.urlname), True
