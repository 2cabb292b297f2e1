"""That somebody looked at what may be personal data, and answers for showing it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FindingConfirmation(models.Model):
    """A find that may be personal data and may be shown nevertheless: who said so, when and why.

    ``subject`` is ``page:<translation key>`` (a translation shows the same number again) or ``file:<sha256>`` (another
    content of the file asks anew). ``digest`` is a keyed hash of the found text, never the text: with the key of the
    installation changed, it is asked anew.
    """

    subject = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    kind = models.CharField(_("kind"), max_length=40)
    masked = models.CharField(_("find, covered"), max_length=200)
    reason = models.CharField(_("reason"), max_length=300)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_by_name = models.CharField(_("who"), max_length=255, blank=True)
    confirmed_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "digest"], name="publication_find_confirmed_once")]
        verbose_name = _("confirmed find")
        verbose_name_plural = _("confirmed finds")

    def __str__(self) -> str:
        return f"{self.kind} · {self.masked}"
