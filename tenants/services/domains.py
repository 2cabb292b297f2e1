"""Hosts of a municipality: several, one of them primary, and Wagtail's Site on the primary one.

Wagtail builds addresses and previews from its Site, so the two may never differ.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Site

from tenants.context import platform, tenant
from tenants.hosts import host_problem
from tenants.models import Domain, Municipality, OperatorAct
from tenants.services.acts import note_act


def add_domain(municipality: Municipality, host: str, by: str = "") -> Domain:
    """Give a municipality one more host, which redirects to the primary one.

    :param by: the operator's name; empty for the command line.
    :raises ValidationError: when it is no host name or taken.
    """
    host = host.lower()
    with platform(), transaction.atomic():
        if problem := host_problem(host):
            raise ValidationError(problem)
        if Domain.objects.filter(domain__iexact=host).exists():
            raise ValidationError(_("%(host)s belongs to a municipality already.") % {"host": host})
        domain: Domain = Domain.objects.create(tenant=municipality, domain=host, is_primary=False)
        note_act(municipality, OperatorAct.Act.HOST_ADDED, by, host=host)
        return domain


def remove_domain(domain: Domain, by: str = "") -> None:
    """Take a host away.

    :raises ValidationError: for the primary one: another has to become primary first.
    """
    if domain.is_primary:
        sentence = _("The primary host cannot be removed. Make another one primary first.")
        raise ValidationError(sentence, code="primary")
    with platform(), transaction.atomic():
        domain.delete()
        note_act(domain.tenant, OperatorAct.Act.HOST_REMOVED, by, host=domain.domain)


def make_primary(domain: Domain, by: str = "") -> None:
    """Make a host the primary one; the former one redirects to it from the same moment."""
    with platform(), transaction.atomic():
        municipality = Municipality.objects.select_for_update().get(pk=domain.tenant_id)
        Domain.objects.filter(tenant=municipality, is_primary=True).update(is_primary=False)
        Domain.objects.filter(pk=domain.pk).update(is_primary=True)
        note_act(municipality, OperatorAct.Act.HOST_MADE_PRIMARY, by, host=domain.domain)
        align_site(municipality)


def align_site(municipality: Municipality) -> bool:
    """Put Wagtail's Site on the primary host and the public port; True when it was elsewhere."""
    with platform():
        host = municipality.domains.get(is_primary=True).domain
    with tenant(municipality):
        site = Site.objects.get(is_default_site=True)
        if (site.hostname, site.port) == (host, settings.PUBLIC_PORT):
            return False
        site.hostname, site.port = host, settings.PUBLIC_PORT
        site.save()
        return True


def align_sites() -> int:
    """Align every municipality, for a platform that moved to another port; returns how many had to move."""
    with platform():
        return sum(align_site(municipality) for municipality in Municipality.objects.all())
