"""Rate limits per client address: a moving window, kept in the memory of each worker process."""

import functools
import ipaddress
import math
import time
from collections.abc import Callable
from typing import Concatenate, ParamSpec

import limits
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

limiter = MovingWindowRateLimiter(MemoryStorage())


def _is_trusted(address: Address) -> bool:
    return any(address in network for network in settings.TRUSTED_PROXIES)


def client_address(request: HttpRequest) -> str:
    """Return the client's address; X-Forwarded-For counts only as far as trusted proxies wrote it."""
    chain = [request.META.get("REMOTE_ADDR", "")]
    chain += reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(","))
    known = ""
    for part in chain:
        try:
            address = ipaddress.ip_address(part.strip())
        except ValueError:
            return known
        known = str(address)
        if not _is_trusted(address):
            return known
    return known


def _counted_as(address: str) -> str:
    """Return what is counted: an IPv6 client owns a whole /64."""
    if ":" not in address:
        return address
    return str(ipaddress.ip_network(f"{address}/64", strict=False))


def seconds_to_wait(request: HttpRequest, name: str) -> int:
    """Count one request under the limit `name`; return 0, or the seconds until the next one is allowed."""
    limit = limits.parse(settings.RATE_LIMITS[name])
    key = _counted_as(client_address(request))
    if limiter.hit(limit, name, key):
        return 0
    return max(1, math.ceil(limiter.get_window_stats(limit, name, key).reset_time - time.time()))


def too_many_requests(request: HttpRequest, seconds: int) -> HttpResponse:
    """Return the page that asks to wait, with Retry-After."""
    response = render(request, "429.html", {"seconds": seconds}, status=429)
    response["Retry-After"] = str(seconds)
    return response


def limit_rate(name: str) -> Callable[[View[P]], View[P]]:
    """Limit a view by the rate that the settings give for `name`."""
    if name not in settings.RATE_LIMITS:
        raise KeyError(f"RATE_LIMITS has no {name!r}")

    def decorate(view: View[P]) -> View[P]:
        @functools.wraps(view)
        def limited(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            seconds = seconds_to_wait(request, name)
            return too_many_requests(request, seconds) if seconds else view(request, *args, **kwargs)

        return limited

    return decorate
