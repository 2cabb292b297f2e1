"""A department (부서): who answers for a page, with contact details that stand once."""

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index


class DepartmentQuerySet(models.QuerySet):
    """Departments by whether they still exist."""

    def open(self) -> "DepartmentQuerySet":
        """Those that answer for something; closed ones (폐지) are history."""
        return self.filter(closed_on__isnull=True)

    def closed(self) -> "DepartmentQuerySet":
        """Those that a reorganisation closed."""
        return self.filter(closed_on__isnull=False)


class Department(index.Indexed, models.Model):
    """A unit of the municipality. Its telephone and duties are edited here and change everywhere at once.

    It lives from ``opened_on`` (unknown for those that were there first) until the day before ``closed_on``. Only a
    reorganisation (조직개편) closes it, with its successors in ``Succession``; the row stays, since history names it.
    """

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    parent = models.ForeignKey(
        "self", verbose_name=_("parent"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    duties = models.TextField(_("duties"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=40)
    head = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("head"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="heads",
        help_text=_("Approves what the department submits. Without a head, homepage management approves."),
    )
    manages_homepage = models.BooleanField(_("manages the homepage"), default=False)
    handles_petitions = models.BooleanField(_("oversees petitions"), default=False)
    sort_order = models.PositiveIntegerField(_("order"), default=0)
    opened_on = models.DateField(_("opened on"), null=True, blank=True, editable=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False, db_index=True)

    objects = DepartmentQuerySet.as_manager()

    search_fields = [
        index.SearchField("name"),
        index.SearchField("duties"),
        index.SearchField("telephone"),
        index.AutocompleteField("name"),
    ]

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("code"), FieldPanel("parent"), FieldPanel("sort_order")]),
        MultiFieldPanel([FieldPanel("telephone"), FieldPanel("duties")], heading=_("What citizens see")),
        MultiFieldPanel(
            [FieldPanel("head"), FieldPanel("manages_homepage"), FieldPanel("handles_petitions")],
            heading=_("Who answers"),
        ),
    ]

    class Meta:
        ordering = ["sort_order", "code"]
        verbose_name = _("department")
        verbose_name_plural = _("departments")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A department is never below itself nor below a closed one, and a closed one is not changed any more."""
        super().clean()
        if self.closed_on:
            raise ValidationError(_("This department was closed on %(day)s.") % {"day": self.closed_on.isoformat()})
        if self.parent and self.parent.closed_on:
            raise ValidationError({"parent": _("“%(name)s” is closed.") % {"name": self.parent}})
        if self.pk and self.parent_id and self.parent_id in below([self.pk]):
            raise ValidationError({"parent": _("A department cannot be below itself or below one of its own.")})

    @property
    def is_open(self) -> bool:
        """True until a reorganisation closes it."""
        return self.closed_on is None

    @property
    def local_name(self) -> str:
        """The name in the reader's language: Korean for Korean readers, else the English one where it is known."""
        return self.name if get_language() == "ko" or not self.name_en else self.name_en


def below(department_ids: Iterable[int]) -> frozenset[int]:
    """These departments and all below them. One query: a municipality has some dozens of departments."""
    return with_all_below(department_ids, Department.objects.order_by().values_list("pk", "parent_id"))


def with_all_below(department_ids: Iterable[int], parents: Iterable[tuple[int, int | None]]) -> frozenset[int]:
    """The same from pairs of department and parent that are known already."""
    children: dict[int | None, list[int]] = {}
    for pk, parent in parents:
        children.setdefault(parent, []).append(pk)
    found: set[int] = set()
    waiting = list(department_ids)
    while waiting:
        pk = waiting.pop()
        if pk not in found:
            found.add(pk)
            waiting.extend(children.get(pk, []))
    return frozenset(found)


def in_tree_order() -> list[tuple[int, "Department"]]:
    """All open departments with their depth, parents before children, siblings in their order."""
    children: dict[int | None, list[Department]] = {}
    for department in Department.objects.open():
        children.setdefault(department.parent_id, []).append(department)

    def walk(parent: int | None, depth: int) -> list[tuple[int, Department]]:
        return [
            row
            for department in children.get(parent, [])
            for row in [(depth, department), *walk(department.pk, depth + 1)]
        ]

    return walk(None, 0)
