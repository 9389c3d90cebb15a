"""May the site open a connection to this address, or would that let somebody reach into our own network?"""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Policy = Callable[[str, int], bool]
"""Whether a numeric address may be connected to at a port."""

PORTS = frozenset({80, 443, 8080, 8443})
"""Where pages are served: no other service gets to read what we send."""
_NOT_FOR_ALL = (
    ip_network("64:ff9b::/96"),  # RFC 6052, stands for any IPv4 address
    ip_network("64:ff9b:1::/48"),  # RFC 8215, the same inside a network
    ip_network("192.0.0.0/24"),  # RFC 6890, protocol assignments
    ip_network("192.88.99.0/24"),  # RFC 7526, the former 6to4 relays
    ip_network("5f00::/16"),  # RFC 9602, segment routing
)


def is_public(address: str, port: int) -> bool:
    """Whether everybody may reach it: no private, loopback, link-local, reserved, shared or multicast address, nor an
    IPv6 address that stands for one (RFC 4291, 3056, 4380)."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return port in PORTS and all(map(_is_for_all, (found, *_stands_for(found))))


def _is_for_all(address: IPv4Address | IPv6Address) -> bool:
    listed = any(address.version == network.version and address in network for network in _NOT_FOR_ALL)
    is_local = isinstance(address, IPv6Address) and address.is_site_local
    return address.is_global and not (address.is_multicast or address.is_reserved or listed or is_local)


def _stands_for(address: IPv4Address | IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that an IPv6 address leads to."""
    if isinstance(address, IPv4Address):
        return ()
    found = (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()))
    return tuple(one for one in found if one is not None)
