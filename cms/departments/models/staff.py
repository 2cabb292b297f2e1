"""Who works at the desk: roles, members of departments, contractors and translators.

The roles follow 안양 §3③ (시스템운영부서, 홈페이지관리부서, 담당부서) and 용인 §3③ (관리부서, 담당부서); outsourcing
(민간위탁) follows 안양 §3⑥ and 용인 §3③, 서울 §3②, 동작 §5②.
"""

import datetime as dt

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable


class Role(models.TextChoices):
    """What an account is for. Each has one group of permissions in every municipality."""

    SYSTEM = "system", _("system operation")  # 시스템운영부서
    HOMEPAGE = "homepage", _("homepage management")  # 홈페이지관리부서
    DEPARTMENT = "department", _("responsible department")  # 담당부서
    CONTRACTOR = "contractor", _("contractor")  # 수탁자
    TRANSLATOR = "translator", _("translator")  # 번역


class RoleGroup(models.Model):
    """Which of the groups stands for a role: a group may be renamed, its role stays."""

    role = models.CharField(_("role"), max_length=12, choices=Role.choices, unique=True)
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="role_group")

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self) -> str:
        return self.get_role_display()


class Membership(models.Model):
    """A person works for a department, and so for the pages of that department and of those below it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    department = models.ForeignKey("departments.Department", on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "department"], name="departments_member_once")]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")

    def __str__(self) -> str:
        return f"{self.user} · {self.department}"


class ContractorGrant(ClusterableModel):
    """What a contractor (수탁자) may edit, by which contract, until when. After that day the desk is closed to them.

    A translation agency's may cover no section: its translator has what was assigned.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("account"), on_delete=models.CASCADE, related_name="contractor_grant"
    )
    company = models.CharField(_("company"), max_length=120)
    contract_reference = models.CharField(
        _("contract"), max_length=120, help_text=_("Number and date of the contract.")
    )
    expires_on = models.DateField(_("last day"), help_text=_("From the day after, the desk answers 403."))

    panels = [
        FieldPanel("user"),
        FieldRowPanel([FieldPanel("company"), FieldPanel("contract_reference"), FieldPanel("expires_on")]),
        InlinePanel("sections", heading=_("sections"), label=_("section")),
    ]

    class Meta:
        verbose_name = _("contractor")
        verbose_name_plural = _("contractors")

    def __str__(self) -> str:
        return f"{self.user} · {self.company}"

    def clean(self) -> None:
        """A contract is written for an ordinary account: a superuser has no scope that could end."""
        super().clean()
        if self.user_id and self.user.is_superuser:
            raise ValidationError({"user": _("This account has all rights; a contract cannot limit it.")})

    def expired(self, today: dt.date | None = None) -> bool:
        """True from the day after the last day on."""
        return self.expires_on < (today or timezone.localdate())


class ContractorSection(Orderable):
    """A page and everything below it that a contract covers."""

    grant = ParentalKey(ContractorGrant, on_delete=models.CASCADE, related_name="sections")
    page = models.ForeignKey("wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("page")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["grant", "page"], name="departments_contract_page_once")]


class TranslatorLanguage(models.Model):
    """A language that a translator (번역) may write in."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="translator_languages")
    language = models.CharField(_("language"), max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "language"], name="departments_translator_language_once")
        ]
        verbose_name = _("translator's language")
        verbose_name_plural = _("translators' languages")

    def __str__(self) -> str:
        return f"{self.user} · {self.language}"
