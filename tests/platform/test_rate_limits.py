"""One address cannot ask without end, whatever it claims to be."""

import ipaddress

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from config.ratelimit import client_address, limit_rate

FREEZES_A_MINUTE = 10


@limit_rate("freeze")
def view(request: HttpRequest) -> HttpResponse:
    """Answer."""
    return HttpResponse("done")


def ask(address: str = "203.0.113.7", forwarded: str = "") -> HttpResponse:
    """Send one request from an address."""
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    return view(RequestFactory().get("/", headers=headers, REMOTE_ADDR=address))


def statuses(requests: list[dict[str, str]]) -> list[int]:
    """Return the status of each request in turn."""
    return [ask(**request).status_code for request in requests]


def test_the_request_after_the_limit_is_told_when_to_come_back():
    assert statuses([{}] * FREEZES_A_MINUTE) == [200] * FREEZES_A_MINUTE
    refused = ask()
    assert refused.status_code == 429
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert b"Too many requests" in refused.content


def test_other_addresses_are_not_held_up():
    statuses([{}] * (FREEZES_A_MINUTE + 1))
    assert ask("203.0.113.8").status_code == 200


def test_a_forged_forwarding_header_does_not_help():
    forged = [{"forwarded": f"198.51.100.{n}"} for n in range(FREEZES_A_MINUTE + 1)]
    assert statuses(forged)[-1] == 429


def test_behind_a_trusted_proxy_each_client_counts_alone(settings):
    settings.TRUSTED_PROXIES = [ipaddress.ip_network("10.0.0.0/8")]
    clients = [{"address": "10.0.0.1", "forwarded": f"198.51.100.{n}"} for n in range(FREEZES_A_MINUTE + 1)]
    assert set(statuses(clients)) == {200}


def test_an_ipv6_client_cannot_walk_through_its_own_network():
    own = [{"address": f"2001:db8:1:2::{n:x}"} for n in range(1, FREEZES_A_MINUTE + 2)]
    assert statuses(own)[-1] == 429
    assert ask("2001:db8:1:3::1").status_code == 200


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1, 10.0.0.9", "198.51.100.1"),
        ("10.0.0.1", "not an address", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
    ],
)
def test_the_address_is_the_last_one_that_no_trusted_proxy_wrote(settings, remote, forwarded, address):
    settings.TRUSTED_PROXIES = [ipaddress.ip_network("10.0.0.0/8")]
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address


def test_a_limit_without_a_rate_is_a_mistake():
    with pytest.raises(KeyError, match="nothing"):
        limit_rate("nothing")
