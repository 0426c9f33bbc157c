"""Whose address a request has: the throttle and the lock after wrong passwords ask one function, which trusts nobody unasked."""

from ipaddress import ip_network

import pytest
from axes.helpers import get_client_ip_address
from django.test import Client, RequestFactory
from django.urls import reverse

from portal.base.api_rules import PoliteThrottle
from portal.base.client_address import client_address
from tests import factories

PROXY, INNER, VISITOR, OTHER = "10.0.0.1", "10.0.0.2", "203.0.113.5", "203.0.113.6"
NETWORK = (ip_network("10.0.0.0/24"),)


@pytest.mark.parametrize(
    ("trusted", "remote", "forwarded", "address"),
    (
        ((), VISITOR, "", VISITOR),
        ((), PROXY, VISITOR, PROXY),
        (NETWORK, PROXY, VISITOR, VISITOR),
        (NETWORK, PROXY, f"{OTHER}, {VISITOR}", VISITOR),
        (NETWORK, PROXY, f"{OTHER}, {VISITOR}, {INNER}", VISITOR),
        (NETWORK, PROXY, f"{PROXY}, {VISITOR}", VISITOR),
        (NETWORK, VISITOR, OTHER, VISITOR),
        (NETWORK, PROXY, "", PROXY),
        (NETWORK, PROXY, INNER, INNER),
        (NETWORK, PROXY, f"{VISITOR}, nonsense", PROXY),
        (NETWORK, PROXY, f"{VISITOR}, nonsense, {INNER}", INNER),
        (NETWORK, PROXY, f"{VISITOR}:40312", VISITOR),
        (NETWORK, PROXY, "[2001:db8::1]:443", "2001:db8::1"),
        (NETWORK, PROXY, "2001:DB8:0::1", "2001:db8::1"),
        (NETWORK, f"::ffff:{PROXY}", VISITOR, VISITOR),
        (NETWORK, PROXY, f"::ffff:{VISITOR}", VISITOR),
        ((ip_network("2001:db8::/32"),), "2001:db8::9", VISITOR, VISITOR),
        (NETWORK, "", VISITOR, None),
    ),
)
def test_the_address_of_a_request(settings, trusted, remote, forwarded, address):
    settings.TRUSTED_PROXIES = trusted
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers)
    throttled_by = PoliteThrottle().get_ident(request)
    assert (client_address(request), get_client_ip_address(request), throttled_by) == (address, address, address or "")


def asked(remote, forwarded):
    return Client().get(reverse("api:areas"), REMOTE_ADDR=remote, headers={"X-Forwarded-For": forwarded}).status_code


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("trusted", "remotes", "forwarded", "answers"),
    (
        ((), (VISITOR, VISITOR), ("1.1.1.1", "1.1.1.2"), [200, 429]),
        (NETWORK, (PROXY, PROXY), (VISITOR, OTHER), [200, 200]),
        (NETWORK, (PROXY, INNER), (VISITOR, VISITOR), [200, 429]),
        (NETWORK, (PROXY, PROXY), (f"1.1.1.1, {VISITOR}", f"1.1.1.2, {VISITOR}"), [200, 429]),
    ),
)
def test_requests_are_counted_by_the_visitor(settings, monkeypatch, trusted, remotes, forwarded, answers):
    from django.core.cache import cache

    cache.clear()
    settings.TRUSTED_PROXIES = trusted
    monkeypatch.setattr(PoliteThrottle, "get_rate", lambda self: "1/minute")
    monkeypatch.setattr("rest_framework.views.APIView.throttle_classes", [PoliteThrottle])
    assert [asked(*pair) for pair in zip(remotes, forwarded, strict=True)] == answers


@pytest.mark.django_db
@pytest.mark.parametrize(("trusted", "status"), (((), 429), (NETWORK, 302)))
def test_one_visitor_behind_the_proxy_does_not_lock_the_next_out(settings, trusted, status):
    settings.TRUSTED_PROXIES, settings.AXES_FAILURE_LIMIT = trusted, 2
    password = "fourteen rusty anchors"
    factories.user(username="keeper", password=password)

    def sign_in(visitor, word):
        typed = {"username": "keeper", "password": word}
        return Client().post("/sign-in/", typed, REMOTE_ADDR=PROXY, headers={"X-Forwarded-For": visitor}).status_code

    assert [sign_in(VISITOR, "wrong") for _ in range(2)][-1] == 429
    assert sign_in(OTHER, password) == status
