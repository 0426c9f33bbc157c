"""From which address a request comes, for the limit of the API and the lock after wrong passwords alike."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

WITH_PORT = re.compile(r"\[([0-9a-fA-F:.]+)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+):\d+", re.ASCII)


def client_address(request: HttpRequest) -> str | None:
    """The nearest address that is no trusted proxy's. What a visitor writes into the header stands further left, and is not read.

    None when the connection has no address, as from a local socket.
    """
    address = _read(request.META.get("REMOTE_ADDR", ""))
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    while address is not None and _is_trusted(address) and forwarded:
        before = _read(forwarded.pop())
        if before is None:
            break
        address = before
    return None if address is None else str(address)


def _is_trusted(address: IPv4Address | IPv6Address) -> bool:
    return any(address in network for network in settings.TRUSTED_PROXIES)


def _read(text: str) -> IPv4Address | IPv6Address | None:
    """An address with or without port; IPv4 in the clothes of IPv6 is IPv4."""
    bare = text.strip()
    if found := WITH_PORT.fullmatch(bare):
        bare = found[1] or found[2]
    try:
        address = ip_address(bare)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
