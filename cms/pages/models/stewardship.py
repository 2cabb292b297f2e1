"""How long pages stay fresh, and the acts that say they still hold."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST = 3650


class FreshnessRule(models.Model):
    """How many days a page stays fresh after its last confirmation: per department and kind of content (분야).

    No ordinance names an interval; the duty is 안양·용인 §5①, 서울 §4①, 동작 §7①, the days are the operator's setting.
    A null department and an empty kind mean all. The most specific rule wins, of equals the latest in force.
    """

    department = models.ForeignKey(
        "departments.Department",
        verbose_name=_("department"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="freshness_rules",
        help_text=_("None: every department."),
    )
    content_class = models.CharField(
        _("kind of content"), max_length=20, blank=True, help_text=_("None: every kind of content.")
    )
    days = models.PositiveSmallIntegerField(
        _("days"),
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)],
        help_text=_("So many days after its last confirmation a page is to be checked again."),
    )
    basis = models.CharField(
        _("basis"), max_length=200, help_text=_("On what this rests: an order, a plan, a decision of the department.")
    )
    effective_on = models.DateField(_("in force from"), default=timezone.localdate)
    policy_number = models.PositiveIntegerField(
        _("version of the policy"), null=True, editable=False, help_text=_("Under which it was made or last changed.")
    )

    class Meta:
        verbose_name = _("freshness rule")
        verbose_name_plural = _("freshness rules")
        ordering = ["content_class", "department__sort_order", "-effective_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "content_class", "effective_on"],
                name="pages_rule_once_a_day",
                nulls_distinct=False,
                violation_error_message=_("There is a rule for this department and kind of content from that day."),
            ),
            models.CheckConstraint(condition=models.Q(days__gte=1, days__lte=LONGEST), name="pages_rule_days_sensible"),
        ]

    def __str__(self) -> str:
        return f"{self.content_class or '*'} · {self.department or '*'}: {self.days}"

    @property
    def is_general(self) -> bool:
        """For all departments and kinds: there is always one in force."""
        return self.department_id is None and not self.content_class


class PageAct(models.Model):
    """What somebody did for a page, on record for good: it outlives the page, the person and the department.

    Names are kept as they were that day; the keys point to rows that may be gone.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    page_title = models.CharField(_("page"), max_length=255)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    person_name = models.CharField(_("who"), max_length=150)
    department = models.ForeignKey(
        "departments.Department", null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    department_name = models.CharField(_("department"), max_length=80)
    at = models.DateTimeField(_("when"), default=timezone.now)
    note = models.TextField(_("note"), blank=True)
    revision_number = models.BigIntegerField(null=True)

    class Meta:
        abstract = True


class Confirmation(PageAct):
    """A page still holds, or was brought up to date. Rows are never changed or deleted (a trigger refuses it); only the
    mark of a rubber stamp may be set afterwards.
    """

    class Kind(models.TextChoices):
        """Said by itself, or with a publication."""

        CONFIRMED = "confirmed", _("confirmed unchanged")
        SUBSTANCE = "substance", _("change of substance published")

    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices)
    rule_days = models.PositiveSmallIntegerField(_("days of the rule"), null=True)
    rule_basis = models.CharField(_("basis"), max_length=200, blank=True)
    days = models.PositiveSmallIntegerField(_("days"), null=True)
    due_before = models.DateField(_("was due on"), null=True)
    due_on = models.DateField(_("next check"), null=True)
    policy_number = models.PositiveIntegerField(_("version of the policy"), null=True)
    rubber_stamp = models.BooleanField(_("many within a minute"), default=False)

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["page", "-at"], name="pages_confirmation_page"),
            models.Index(fields=["person", "at"], name="pages_confirmation_person"),
            models.Index(fields=["department", "at"], name="pages_confirmation_department"),
        ]

    def __str__(self) -> str:
        return f"{self.page_title} · {self.at:%Y-%m-%d}"


class MinorEdit(PageAct):
    """A change without substance that was published, with what it was. It moves no deadline; a row stays as it is."""

    policy_number = models.PositiveIntegerField(_("version of the policy"), null=True)

    class Meta:
        verbose_name = _("minor edit")
        verbose_name_plural = _("minor edits")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["page", "-at"], name="pages_minor_edit_page")]

    def __str__(self) -> str:
        return f"{self.page_title} · {self.at:%Y-%m-%d}"


class Declaration(models.Model):
    """What the editor says of a version: it belongs to the revision, and counts when that very revision is published.

    So approval and a later hour of publication carry it along, while a version of which nobody said anything (a
    translation brought into step, an import, a script) moves nothing.
    """

    class Kind(models.TextChoices):
        """Two answers, and none."""

        SUBSTANCE = "substance", _("A change of substance: what the page says is up to date")
        MINOR = "minor", _("A minor edit: wording, spelling, layout")

    revision = models.OneToOneField("wagtailcore.Revision", on_delete=models.CASCADE, related_name="declaration")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    note = models.TextField(blank=True)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    declared_at = models.DateTimeField(auto_now=True)
    policy_number = models.PositiveIntegerField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("declaration of a change")
        verbose_name_plural = _("declarations of changes")

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.kind}"
