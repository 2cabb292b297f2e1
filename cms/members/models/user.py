"""People who sign in: operators in the platform's schema; staff, contractors and citizens in a tenant's."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: How addresses end that stand for a citizen's (cms.members.stand_in): no mail server can have such a name (RFC 2606).
STAND_IN = "@closed.invalid"


class User(AbstractUser):
    """An account of one schema. The same person in two municipalities is two accounts, by design."""

    display_name = models.CharField(_("name shown"), max_length=80, blank=True)
    password_changed_at = models.DateTimeField(_("password changed"), default=timezone.now, editable=False)
    password_set_by_other = models.BooleanField(_("password set by someone else"), default=False, editable=False)

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def get_full_name(self) -> str:
        """The name shown, in one field: Korean names are not split into first and last. A member's is the nickname."""
        if self.display_name or not self.email.endswith(STAND_IN):
            return self.display_name or super().get_full_name()
        member = getattr(self, "member", None)
        return member.nickname if member is not None else ""

    def set_password(self, raw_password: str | None) -> None:
        """Also notes when: passwords are to be changed at an interval."""
        super().set_password(raw_password)
        self.password_changed_at = timezone.now()
        self.password_set_by_other = False

    def require_new_password(self) -> None:
        """The next thing this person does at the desk is choosing a password; for those that someone else set."""
        self.password_set_by_other = True
