"""Which addresses are outside, in every way in which they are written."""

from ipaddress import ip_network

import pytest

from cms.outgoing.outside import is_outside

OUTSIDE = [
    "93.184.216.34",
    "2606:2800:220:1:248:1893:25c8:1946",
    "::ffff:93.184.216.34",
    "64:ff9b::5db8:d822",  # the same, as a network without IPv4 reaches it
]
INSIDE = {
    "loopback": ["127.0.0.1", "127.8.8.8", "::1"],
    "unspecified": ["0.0.0.0", "0.1.2.3", "::"],
    "private": ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fd12:3456::1"],
    "link-local": ["169.254.1.1", "fe80::1", "fe80::1%eth0"],
    "of a cloud's metadata": [
        *("169.254.169.254", "fd00:ec2::254", "100.100.100.200", "192.0.0.192", "168.63.129.16"),
    ],
    "of a provider": ["100.64.0.1"],
    "multicast": ["224.0.0.1", "239.255.255.250", "ff02::1", "ff0e::1"],
    "reserved": ["240.0.0.1", "255.255.255.255", "192.88.99.1"],
    "for documentation": ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"],
    "site-local": ["fec0::1"],
    "mapped": ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254"],
    "compatible": ["::127.0.0.1", "::10.0.0.1"],
    "through NAT64": ["64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1"],
    "through 6to4": ["2002:7f00:1::1", "2002:a9fe:a9fe::1"],
    "through Teredo": ["2001:0:7f00:1::80ff:fffe"],
    "not given out": ["4000::1", "::2:1", "100::1"],
}


@pytest.mark.parametrize("address", OUTSIDE)
def test_addresses_of_the_internet_are_outside(address):
    assert is_outside(address)


@pytest.mark.parametrize("kind", INSIDE)
def test_all_others_are_not(kind):
    assert [each for each in INSIDE[kind] if is_outside(each)] == []


def test_a_network_that_is_allowed_counts_as_outside_and_nothing_besides():
    allowed = [ip_network("10.1.0.0/16"), ip_network("fd00::/8")]
    own = ["10.1.2.3", "::ffff:10.1.2.3", "64:ff9b::a01:203", "fd12::1"]
    assert [is_outside(each, allowed) for each in own] == [True] * 4
    others = ["10.2.0.1", "127.0.0.1", "::ffff:10.2.0.1", "fe80::1"]
    assert [is_outside(each, allowed) for each in others] == [False] * 4
