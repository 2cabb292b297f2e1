"""The form of a service, in the order in which one thinks of it."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface

SERVICE = [
    FieldRowPanel([FieldPanel("name"), FieldPanel("code")]),
    FieldRowPanel([FieldPanel("kind"), FieldPanel("department")]),
    FieldPanel("description"),
    MultiFieldPanel([FieldPanel("procedure"), FieldPanel("documents")], heading=_("What to bring and what happens")),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("period_amount"), FieldPanel("period_unit")]),
            FieldRowPanel([FieldPanel("fee_won"), FieldPanel("fee_note")]),
            FieldPanel("remark"),
        ],
        heading=_("Period and fee"),
    ),
    MultiFieldPanel([FieldPanel("legal_basis"), FieldPanel("basis_confidence")], heading=_("Legal basis")),
]
FILING = [
    FieldRowPanel([FieldPanel("online"), FieldPanel("needs_identity"), FieldPanel("needs_attachments")]),
    FieldPanel("disclosure_default"),
    FieldPanel("form_fields"),
]
FINDING = [
    FieldPanel("keywords"),
    FieldPanel("situations", widget=CheckboxSelectMultiple),
    FieldRowPanel([FieldPanel("open_from"), FieldPanel("open_until"), FieldPanel("sort_order")]),
]
SERVICE_TABS = TabbedInterface(
    [
        ObjectList(SERVICE, heading=_("About the service")),
        ObjectList(FILING, heading=_("Filing")),
        ObjectList(FINDING, heading=_("Finding it")),
        ObjectList(
            [InlinePanel("texts", heading=_("In other languages"), label=_("language"))], heading=_("Other languages")
        ),
    ]
)
