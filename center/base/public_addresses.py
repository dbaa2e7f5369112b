"""Which addresses of the internet lie outside: a server that fetches what people name must reach nothing else."""

import ipaddress
from typing import Final

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Of IPv6 only this is given out at all. Outside lie ::1, link-local, unique local, multicast, and every form that
# stands for an IPv4 address: mapped (::ffff:0:0/96), compatible (::/96), NAT64 (64:ff9b::/96 and 64:ff9b:1::/48).
_GIVEN_OUT: Final = ipaddress.IPv6Network("2000::/3")
# Within what Python calls global, by version: ways into other networks (6to4 with its relays, Teredo), and
# documentation. IANA's registries of special-purpose addresses, RFC 6890.
_SPECIAL: Final = tuple(
    ipaddress.ip_network(each)
    for each in ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)


def is_public(address: Address) -> bool:
    """Say whether a machine of the internet can have this address, so that it is none of our own network."""
    if address.version == 6 and address not in _GIVEN_OUT:  # noqa: PLR2004 -- the name of the protocol
        return False
    if any(address.version == network.version and address in network for network in _SPECIAL):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved
