"""Whether the table of standards for handling petitions (민원처리기준표) is published (용인 §8③)."""

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.pages.duties.reach import address, in_default_language, in_reach
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, off

#: The law's own name for it: a page that is called so is taken to be it.
NAME = "민원처리기준표"


@conformity_check("petition-standard-table")
def petition_standard_table(question: Question) -> Finding:
    """Met while a page of that name can be read; off where there is none."""
    pages = in_default_language(in_reach(Page.objects.filter(title__contains=NAME)))
    page = pages.select_related("locale").defer_streamfields().order_by("path").first()
    if page is None:
        return off(Evidence(_("No table of standards for handling petitions is published."), count=0))
    text = _("The table of standards for handling petitions can be read on the page “%(title)s”.")
    return met(Evidence(text % {"title": page.title}, url=address(page)))
