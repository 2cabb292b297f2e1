"""Whether the municipality's site is there at all (안양·용인 §3①, 동작 §3①·§4①)."""

from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.core.visibility import readable
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met
from tenants.context import platform


@conformity_check("homepage")
def site_is_open(question: Question) -> Finding:
    """Met while everybody can open the front page on the municipality's own host."""
    municipality = question.municipality
    site = Site.objects.filter(is_default_site=True).select_related("root_page__locale").first()
    faults = []
    if municipality.state != municipality.State.ACTIVE:
        faults.append(Evidence(_("The site is suspended.")))
    if site is None or not _is_front_page(site):
        faults.append(Evidence(_("There is no front page that everybody can open.")))
    with platform():
        host = municipality.domains.filter(is_primary=True).values_list("domain", flat=True).first()
    if not host or site is None or site.hostname != host:
        faults.append(Evidence(_("The site does not stand on the municipality's own host.")))
    if faults:
        return not_met(*faults)
    opened = _("The site is open at %(host)s, on computers and on mobile devices alike.") % {"host": host}
    return met(Evidence(opened, url=site.root_page.full_url or ""))


def _is_front_page(site: Site) -> bool:
    """A live page below the tree's root, restricted to nobody."""
    pages = type(site.root_page).objects.filter(pk=site.root_page_id, depth__gt=1)
    return readable(pages).exists()
