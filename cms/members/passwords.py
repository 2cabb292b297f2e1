"""What a password of staff must be. Django runs all validators and shows all their reasons at once.

At least nine characters; letters, digits and special characters mixed (개인정보의 안전성 확보조치 기준에 따른
internal rules); no name of the municipality; none that the account had before.
"""

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from cms.members.models import FormerPassword, SignInPolicy
from cms.members.names import holds_name, spellings


class CharacterClassesValidator:
    """Letters, digits and special characters, at least one of each (영문·숫자·특수문자)."""

    def validate(self, password: str, user=None) -> None:
        """Raises ValidationError with one reason for each kind that is missing."""
        kinds = {
            _("The password holds no letter."): any(sign.isalpha() for sign in password),
            _("The password holds no digit."): any(sign.isdigit() for sign in password),
            _("The password holds no special character, such as ! # % or a space."): any(
                not sign.isalnum() for sign in password
            ),
        }
        missing = [sentence for sentence, there in kinds.items() if not there]
        if missing:
            raise ValidationError([ValidationError(sentence, code="password_kinds") for sentence in missing])

    def get_help_text(self) -> str:
        return _("Letters, digits and special characters, at least one of each.")


class MunicipalityNameValidator:
    """No name of the municipality, in whatever script or disguise: it is the first thing that is guessed."""

    def validate(self, password: str, user=None) -> None:
        """Raises ValidationError when the name of the municipality at hand is found."""
        found = holds_name(password, _names_here())
        if found:
            raise ValidationError(
                _("The password holds the municipality's name, also when typed with digits or on another keyboard."),
                code="password_municipality",
            )

    def get_help_text(self) -> str:
        return _("No name of the municipality, neither in Korean nor in English.")


class FormerPasswordValidator:
    """None of the last passwords of the account."""

    def validate(self, password: str, user=None) -> None:
        """Raises ValidationError when the account has or had this password."""
        if user is None or not user.pk:
            return
        hashes = {user.password, *self._last(user).values_list("password", flat=True)}
        if any(check_password(password, known) for known in hashes):
            raise ValidationError(_("You have used this password before. Choose another."), code="password_used_before")

    def password_changed(self, password: str, user=None) -> None:
        """Keep the hash of the new one, and no more of them than the rules ask for."""
        if user is None or not user.pk:
            return
        FormerPassword.objects.create(user=user, password=user.password)
        kept = self._last(user).values_list("pk", flat=True)
        FormerPassword.objects.filter(user=user).exclude(pk__in=list(kept)).delete()

    def get_help_text(self) -> str:
        return _("None of your last passwords.")

    def _last(self, user):
        return FormerPassword.objects.filter(user=user)[: SignInPolicy.current().password_history]


def _names_here() -> frozenset[str]:
    """The spellings of the municipality whose schema is at hand; none on the platform."""
    tenant = connection.tenant
    names = (getattr(tenant, "name_ko", ""), getattr(tenant, "name_en", ""), getattr(tenant, "slug", ""))
    return spellings(*names, *getattr(tenant, "slug", "").split("-"))
