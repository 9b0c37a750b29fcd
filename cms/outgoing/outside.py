"""Which addresses of the internet protocol are outside: whoever may name an address could otherwise
have the site ask the machines around it, which trust it (CWE-918).
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

#: All that IANA has given out to be routed (RFC 4291, section 2.4).
GLOBAL_UNICAST = IPv6Network("2000::/3")
#: Where one network of IPv6 reaches those of IPv4 (RFC 6052).
NAT64 = IPv6Network("64:ff9b::/96")
REFUSED: list[Network] = [
    # What a machine at Azure is told about itself; an address like any other by its number.
    IPv4Network("168.63.129.16/32"),
    # For the protocol itself; of it Python 3.11 knows a part only (RFC 6890).
    IPv4Network("192.0.0.0/24"),
    # Anycast of 6to4, 6to4 itself and Teredo: they lead to an address of IPv4 that they hold.
    IPv4Network("192.88.99.0/24"),
    IPv6Network("2002::/16"),
    IPv6Network("2001::/32"),
    # For documentation; Python 3.11 doesn't know it yet (RFC 9637).
    IPv6Network("3fff::/20"),
]


def is_outside(text: str, allowed: Iterable[Network] = ()) -> bool:
    """Return whether an address, as the system writes it, is of the internet or of a network that
    is allowed: no loopback, private, link-local, multicast or reserved one, no cloud's address of
    metadata, and no form of IPv6 that holds one of these. Raises `ValueError` for no address.
    """
    if is_in(text, allowed):
        return True
    address = _meant(ip_address(text.partition("%")[0]))
    if any(address in network for network in REFUSED):
        return False
    if isinstance(address, IPv6Address) and address not in GLOBAL_UNICAST:
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def is_in(text: str, networks: Iterable[Network]) -> bool:
    """Return whether an address, as the system writes it, is of one of the networks. Raises
    `ValueError` for no address.
    """
    address = _meant(ip_address(text.partition("%")[0]))
    return any(address in network for network in networks)


def _meant(address: Address) -> Address:
    """Return the address of IPv4 that one of IPv6 stands for (RFC 4291, section 2.5.5.2), or the
    address itself.
    """
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in NAT64:
            return IPv4Address(int(address) & 0xFFFFFFFF)
    return address
