"""No address of our own network, and none that leads back into it, is one to fetch from."""

import ipaddress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from center.base.public_addresses import is_public

# The IANA registries of special-purpose addresses, as far as nobody outside can be behind them.
INSIDE = [
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
    *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24"),
    *("203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "255.255.255.255/32"),
    *(
        "::/128",
        "::1/128",
        "::/96",
        "::ffff:0:0/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
    ),
    *(
        "2001::/32",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
    ),
    "ff00::/8",
]
WELL_KNOWN = [
    "0.0.0.0",  # noqa: S104 -- to be refused, not to be bound
    *("127.0.0.1", "127.1.2.3", "0.0.0.1", "10.0.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254"),
    *("100.64.0.1", "100.127.255.255", "224.0.0.1", "239.255.255.250", "255.255.255.255", "192.0.0.192"),
    *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b::a00:1"),
    *("64:ff9b::808:808", "64:ff9b:1::1", "2002:7f00:1::", "2002:808:808::1", "2001:0:7f00:1::", "fe80::1"),
    *("fc00::1", "fd12:3456::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1", "::ffff:0:127.0.0.1"),
]


@pytest.mark.parametrize("text", WELL_KNOWN)
def test_what_leads_inside_is_refused(text: str) -> None:
    assert not is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    "text",
    [
        *("8.8.8.8", "93.184.215.14", "100.63.255.255", "100.128.0.0", "172.32.0.1"),
        *("2a00:1450:4017::8a", "2606:4700::1111"),
    ],
)
def test_a_server_of_the_internet_is_not(text: str) -> None:
    assert is_public(ipaddress.ip_address(text))


@given(data=st.data(), network=st.sampled_from(INSIDE))
def test_no_address_of_a_special_network_gets_through(data: st.DataObject, network: str) -> None:
    inside = ipaddress.ip_network(network)
    number = data.draw(st.integers(int(inside.network_address), int(inside.broadcast_address)))
    assert not is_public(
        ipaddress.ip_address(number) if inside.version == 4 else ipaddress.IPv6Address(number)
    )


@given(st.ip_addresses())
@example(ipaddress.ip_address("::ffff:192.168.0.1"))
def test_what_gets_through_lies_in_no_special_network_and_is_global(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if is_public(address):
        within = [
            each
            for each in map(ipaddress.ip_network, INSIDE)
            if each.version == address.version and address in each
        ]
        assert (within, address.is_global, address.is_private) == ([], True, False)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_in_any_dress_of_ipv6_is_refused(address: ipaddress.IPv4Address) -> None:
    """Even a public one: nobody needs the dress, and each is another way to think of it wrongly."""
    number = int(address)
    dressed = [
        ipaddress.IPv6Address(number),
        ipaddress.IPv6Address((0xFFFF << 32) | number),
        ipaddress.IPv6Address((0x64FF9B << 96) | number),
        ipaddress.IPv6Address((0x2002 << 112) | (number << 80)),
    ]
    assert [is_public(each) for each in dressed] == [False] * 4
