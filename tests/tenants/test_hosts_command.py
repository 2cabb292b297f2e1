"""``manage.py hosts``: an operator lists, adds, prefers and removes the hosts of a municipality."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Site

from tenants.context import tenant


def hosts(capsys, *arguments):
    call_command("hosts", *arguments)
    return capsys.readouterr().out.split()


def test_a_host_is_added_made_primary_and_removed(alpha, capsys):
    former = alpha.domains.get(is_primary=True).domain
    assert "www.alpha.example" in hosts(capsys, "alpha", "--add=www.alpha.example")
    assert hosts(capsys, "alpha", "--primary=www.alpha.example")[:2] == ["www.alpha.example", "*"]
    with tenant(alpha):
        assert Site.objects.get(is_default_site=True).hostname == "www.alpha.example"
    assert former not in hosts(capsys, "alpha", f"--remove={former}")


@pytest.mark.parametrize(
    "arguments",
    [
        ("nowhere",),
        ("alpha", "--add=not a host"),
        ("alpha", "--primary=www.beta.example"),
        ("alpha", "--remove=PRIMARY"),
    ],
)
def test_what_cannot_be_done_is_said(alpha, arguments):
    primary = alpha.domains.get(is_primary=True).domain
    with pytest.raises(CommandError):
        call_command("hosts", *(argument.replace("PRIMARY", primary) for argument in arguments))
    assert [domain.domain for domain in alpha.domains.filter(is_primary=True)] == [primary]


def test_a_refusal_leaves_everything_as_it_was(alpha):
    before = set(alpha.domains.values_list("domain", flat=True))
    with pytest.raises(CommandError):
        call_command("hosts", "alpha", "--add=second.alpha.example", "--primary=www.elsewhere.example")
    assert set(alpha.domains.values_list("domain", flat=True)) == before
