"""From where does a request come, and how is one sender told from the next without keeping an address?"""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

_SALT = "doors.sender"


def network_of(request: HttpRequest) -> str:
    """The address that asks; of IPv6 the network, since one household has many addresses; else "unknown"."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        # The last one was written by our own proxy; those before it may be made up.
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    try:
        return network_at(address)
    except ValueError:
        return "unknown"


def network_at(address: str) -> str:
    """The same of an address that somebody names. Raises ValueError."""
    found = ip_address(address)
    if isinstance(found, IPv6Address) and not found.ipv4_mapped:
        return str(ip_network(f"{found}/64", strict=False))
    return str(found)


def code_of(request: HttpRequest) -> str:
    """The same for the same network, and nobody without the site's key learns the network from it."""
    return code_of_network(network_of(request))


def code_of_network(network: str) -> str:
    """The same of what `network_of` says."""
    return salted_hmac(_SALT, network, algorithm="sha256").hexdigest()[:16]
