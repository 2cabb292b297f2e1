"""One row a page: what is asked across all page types."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RecordState(models.TextChoices):
    """How fresh a public page is. A page that is not public has no state."""

    FRESH = "fresh", _("fresh")
    DUE_SOON = "due_soon", _("due soon")
    OVERDUE = "overdue", _("overdue")


class PageRecordQuerySet(models.QuerySet):
    """Records by their state; each is one look into an index."""

    def overdue(self) -> "PageRecordQuerySet":
        """Those whose day has passed, the longest first: by today, whenever their state was worked out last."""
        passed = {"state__in": RecordState.values, "due_on__lt": timezone.localdate()}
        return self.filter(**passed).order_by("due_on", "page_id")

    def pressing(self) -> "PageRecordQuerySet":
        """Overdue and due soon, the most pressing first."""
        return self.filter(state__in=[RecordState.OVERDUE, RecordState.DUE_SOON]).order_by("due_on", "page_id")

    def of_departments(self, departments: frozenset[int]) -> "PageRecordQuerySet":
        """Those of these departments."""
        return self.filter(department_id__in=departments)


class PageRecord(models.Model):
    """Who answers for a page, how long it stays fresh, when it was last confirmed. Never derived from revisions:
    autosave writes those.

    ``cms.pages.records`` makes the row when a page is first saved, whatever the path, and keeps department, summary and
    kind of content in step at each publication. ``confirmed_at`` moves only through ``cms.pages.services.confirming``.
    ``rule``, ``due_on`` and ``state`` are worked out by ``cms.pages.services.clock``.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="record")
    department = models.ForeignKey("departments.Department", on_delete=models.PROTECT, related_name="page_records")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person in charge"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="owned_records",
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("deputy"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="deputised_records",
    )
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    content_class = models.CharField(_("kind of content"), max_length=20, blank=True, db_default="", default="")
    posted_until = models.DateField(
        _("posted until"), null=True, help_text=_("Last day on which citizens see the page; none for no end.")
    )
    confirmed_at = models.DateTimeField(_("last confirmed"), null=True, db_index=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    rule = models.ForeignKey(
        "pages.FreshnessRule", verbose_name=_("rule"), null=True, on_delete=models.SET_NULL, related_name="records"
    )
    stricter_days = models.PositiveSmallIntegerField(_("days of its own"), null=True, blank=True)
    due_on = models.DateField(_("next check"), null=True)
    state = models.CharField(
        _("state"), max_length=8, choices=RecordState.choices, blank=True, db_default="", default=""
    )

    objects = PageRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("page record")
        verbose_name_plural = _("page records")
        indexes = [
            models.Index(fields=["state", "due_on"], name="pages_record_state"),
            models.Index(fields=["department", "state", "due_on"], name="pages_record_department_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stricter_days__isnull=True) | models.Q(stricter_days__gte=1),
                name="pages_record_days_positive",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id} ← {self.department_id}"

    @property
    def days(self) -> int | None:
        """How many days the page stays fresh: those of the rule, or fewer of its own."""
        return min(filter(None, (self.rule.days if self.rule else None, self.stricter_days)), default=None)
