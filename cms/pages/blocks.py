"""Blocks that know departments, and the body of a municipality's page."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks import BodyBlock
from cms.departments.models import Department


class DepartmentChooserBlock(blocks.ChooserBlock):
    """A department, from a plain list: there are some forty."""

    target_model = Department

    @cached_property
    def widget(self) -> forms.Select:
        return forms.Select()

    @cached_property
    def field(self) -> forms.ModelChoiceField:
        """Offers open departments only."""
        field = super().field
        field.queryset = Department.objects.open()
        return field

    def get_form_state(self, value: Department | None) -> int | None:
        """The key, as a plain list wants it."""
        return value.pk if value else None

    class Meta:
        icon = "group"
        label = _("department")


class ContactBlock(blocks.StructBlock):
    """Whom to ask. Telephone and duties come from the department's record and change with it."""

    department = DepartmentChooserBlock()
    place = blocks.CharBlock(label=_("place"), max_length=120, required=False)
    hours = blocks.CharBlock(label=_("hours"), max_length=120, required=False)

    class Meta:
        template = "pages/blocks/contact.html"
        icon = "group"
        label = _("contact")


class PageBodyBlock(BodyBlock):
    """The body of a page: all common blocks, and departments to ask."""

    contact = ContactBlock(group=_("Links and files"))
