"""Does the site never connect to what is not open to everybody?"""

import pytest

from site_app.articles.public_addresses import is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.0.3",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.8",
        "192.0.2.1",
        "198.18.0.1",
        "192.88.99.1",
        "224.0.0.1",
        "239.1.2.3",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::101:101",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "100::1",
        "no address",
        "",
    ],
)
def test_what_is_not_for_everybody_is_refused(address):
    assert not is_public(address, 443)


@pytest.mark.parametrize("address", ["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111"])
def test_what_everybody_may_reach_is_allowed(address):
    assert is_public(address, 443)


@pytest.mark.parametrize(("port", "allowed"), [(80, True), (443, True), (22, False), (25, False), (6379, False)])
def test_only_ports_of_pages_are_asked(port, allowed):
    assert is_public("1.1.1.1", port) == allowed
