"""Proof that a form was fetched before it was sent, and not a moment before: no puzzle, nothing to solve.

The form stands on pages that are cached for everybody, so it carries no session and no cookie; the signature names the
page alone and its time.
"""

from django.core import signing

#: A person reads at least this long, in seconds; a day later the form is fetched anew.
SOONEST = 2
LATEST = 24 * 60 * 60
_SALT = "feedback"


class TooSoon(ValueError):  # noqa: N818
    """Sent faster than anybody reads."""


class TooLate(ValueError):  # noqa: N818
    """Sent from a page that was fetched more than a day ago, or with a token of another page."""


def token_for(page: int) -> str:
    """For the form on a page."""
    return signing.TimestampSigner(salt=_SALT).sign(str(page))


def check(token: str, page: int) -> None:
    """Raises TooSoon or TooLate."""
    signer = signing.TimestampSigner(salt=_SALT)
    try:
        signed = signer.unsign(token, max_age=LATEST)
    except signing.BadSignature as wrong:
        raise TooLate from wrong
    if signed != str(page):
        raise TooLate
    try:
        signer.unsign(token, max_age=SOONEST)
    except signing.SignatureExpired:
        return
    raise TooSoon
