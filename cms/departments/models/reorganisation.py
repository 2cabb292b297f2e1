"""A reorganisation (조직개편): one operation of many lines, a draft first, applied on its day, undone as one."""

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far a reorganisation is."""

    DRAFT = "draft", _("draft")
    CONFIRMED = "confirmed", _("confirmed")  # run on its day
    APPLIED = "applied", _("applied")
    UNDONE = "undone", _("undone")


class LineKind(models.TextChoices):
    """What a line does with a department."""

    NEW = "new", _("new department")  # 신설
    RENAME = "rename", _("rename")  # 명칭 변경
    MERGE = "merge", _("merge into")  # 통합
    SPLIT = "split", _("split into")  # 분리
    CLOSE = "close", _("close")  # 폐지
    MOVE = "move", _("move below")  # 소속 변경


class Reorganisation(models.Model):
    """A plan with its effective date. What it did stands in its changes, one row for each thing moved."""

    title = models.CharField(_("title"), max_length=120)
    basis = models.CharField(
        _("basis"), max_length=200, blank=True, help_text=_("The ordinance or rule that orders it, with its number.")
    )
    effective_on = models.DateField(_("effective date"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    refused = models.JSONField(default=list)  # why it could not be applied on its day, in sentences

    class Meta:
        ordering = ["-effective_on", "-pk"]
        verbose_name = _("reorganisation")
        verbose_name_plural = _("reorganisations")

    def __str__(self) -> str:
        return f"{self.title} ({self.effective_on})"


class ReorganisationLine(models.Model):
    """What happens to one department. Departments are named by their codes: some are made by the plan itself.

    Merging several is a line for each; splitting one is a line for each part, the first of which gets what is not
    assigned. A part may be the department itself, which then stays.
    """

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="lines")
    sort_order = models.PositiveIntegerField(default=0)
    kind = models.CharField(_("what happens"), max_length=6, choices=LineKind.choices)
    code = models.CharField(_("code"), max_length=20)
    into = models.CharField(_("successor's code"), max_length=20, blank=True)
    parent = models.CharField(_("parent's code"), max_length=20, blank=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    duties = models.TextField(_("duties"), blank=True)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("line of a reorganisation")
        verbose_name_plural = _("lines of reorganisations")

    def __str__(self) -> str:
        return " ".join(filter(None, [self.get_kind_display(), self.code, self.into or self.parent, self.name]))


class ReorganisationAssignment(models.Model):
    """In a split: a page, a page with everything below it, or a person that goes to a part other than the first."""

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="assignments")
    code = models.CharField(_("code"), max_length=20)
    into = models.CharField(_("successor's code"), max_length=20)
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+")
    with_below = models.BooleanField(_("with the pages below"), default=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(page__isnull=True, person__isnull=False) | Q(page__isnull=False, person__isnull=True),
                name="departments_assigns_page_or_person",
            ),
            models.UniqueConstraint(fields=["reorganisation", "code", "page"], name="departments_page_assigned_once"),
            models.UniqueConstraint(
                fields=["reorganisation", "code", "person"], name="departments_person_assigned_once"
            ),
        ]
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")

    def __str__(self) -> str:
        return f"{self.page or self.person} → {self.into}"


class ReorganisationChange(models.Model):
    """One thing that was moved: which field of which row, from what to what. Never changed after it was written."""

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()
    mover = models.CharField(max_length=60)
    model = models.CharField(max_length=100)
    object_pk = models.BigIntegerField()
    field = models.CharField(max_length=200, blank=True)
    old: Any = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    new: Any = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    label = models.CharField(max_length=300, blank=True)
    page_key = models.BigIntegerField(null=True)  # of the page to which it belongs; the log outlives pages

    class Meta:
        ordering = ["reorganisation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["reorganisation", "number"], name="departments_change_number_once")
        ]
        verbose_name = _("change")
        verbose_name_plural = _("changes")

    def __str__(self) -> str:
        return f"{self.model} {self.object_pk} {self.field}: {self.old} → {self.new}"
