"""Behind a proxy: whose failures and sessions they are is the proxy's word, never the reader's."""

from ipaddress import ip_network

import pytest
from axes.models import AccessAttempt

from cms.departments.models import Role
from tenants.context import tenant
from tests.factories.staff import PASSWORD, staff

PROXY, STRANGER, READER = "127.0.0.1", "203.0.113.9", "198.51.100.7"


@pytest.fixture(autouse=True)
def _behind_a_proxy(settings):
    settings.TRUSTED_PROXIES = (ip_network("127.0.0.1"), ip_network("::1"))


@pytest.fixture
def client(client_for, alpha, in_alpha):
    staff("editor", Role.DEPARTMENT)
    return client_for(alpha)


def fail(client, **sent):
    return client.post("/account/login/", {"login": "editor", "password": "wrong"}, **sent)


def recorded(alpha):
    with tenant(alpha):
        return list(AccessAttempt.objects.values_list("ip_address", flat=True))


@pytest.mark.parametrize(
    ("peer", "told", "address"),
    [
        (PROXY, READER, READER),
        ("::1", READER, READER),
        ("::ffff:127.0.0.1", READER, READER),
        (PROXY, "2001:db8::7", "2001:db8::7"),
        (PROXY, "nonsense", PROXY),
        (STRANGER, READER, STRANGER),
    ],
)
def test_only_a_trusted_proxy_says_who_the_reader_is(client, alpha, peer, told, address):
    fail(client, REMOTE_ADDR=peer, HTTP_X_REAL_IP=told)
    assert recorded(alpha) == [address]


def test_what_a_reader_adds_to_the_chain_is_not_read(client, alpha):
    fail(client, REMOTE_ADDR=PROXY, HTTP_X_REAL_IP=READER, HTTP_X_FORWARDED_FOR="10.0.0.1, 10.0.0.2")
    assert recorded(alpha) == [READER]


def test_without_a_proxy_nobody_is_believed(client, alpha, settings):
    settings.TRUSTED_PROXIES = ()
    fail(client, REMOTE_ADDR=PROXY, HTTP_X_REAL_IP=READER)
    assert recorded(alpha) == [PROXY]


def test_an_account_is_locked_from_wherever_it_was_tried(client):
    answers = [fail(client, REMOTE_ADDR=PROXY, HTTP_X_REAL_IP=f"198.51.100.{n}").status_code for n in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    right = {"login": "editor", "password": PASSWORD}
    assert client.post("/account/login/", right, REMOTE_ADDR=PROXY, HTTP_X_REAL_IP=READER).status_code == 429


def test_one_readers_many_failures_leave_other_readers_their_door(client):
    """The limit by address counts the reader's, else a hundred failures a minute would close it for the whole town."""
    names = [f"nobody{n}" for n in range(101)]
    sent = [{"login": name, "password": "wrong"} for name in names]
    answers = [client.post("/account/login/", form, REMOTE_ADDR=PROXY, HTTP_X_REAL_IP=READER) for form in sent]
    assert "Too many" in answers[-1].content.decode() or answers[-1].status_code == 429
    right = {"login": "editor", "password": PASSWORD}
    assert client.post("/account/login/", right, REMOTE_ADDR=PROXY, HTTP_X_REAL_IP=STRANGER).status_code == 302
