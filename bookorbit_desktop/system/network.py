"""Addresses at which devices on the home network reach this computer."""

import ipaddress
import os
import socket
import struct
import sys
from collections.abc import Mapping
from pathlib import Path

LOOPBACK = "127.0.0.1"
# TEST-NET-2 (RFC 5737): nobody has it, so the system names the way out that it would take.
_FAR_AWAY = ("198.51.100.1", 9)
_HOME_DOMAINS = (
    "local",
    "localdomain",
    "lan",
    "home",
    "home.arpa",
    "internal",
    "intranet",
    "private",
    "fritz.box",
)
"""mDNS, RFC 8375, and what routers call a home network; nobody can register a name there."""
_RESOLVER = Path("/etc/resolv.conf")
_SIOCGIFADDR = 0x8915
_VIRTUAL = ("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "lxc", "lxd", "podman", "cni")
_TUNNELS = ("tun", "tap", "wg", "tailscale", "zt")


def lan_addresses() -> tuple[str, ...]:
    """This computer's IPv4 addresses, most likely reachable first; loopback if there is no other.

    Sends nothing, and on Linux asks no name server: it takes milliseconds.
    """
    interfaces = _interface_addresses()
    found = dict.fromkeys([*_way_out(), *interfaces, *_of_host_name()])
    return best_first({address: interfaces.get(address, "") for address in found})


def is_this_computer(host: str) -> bool:
    """Whether a name or address is this computer's. Blocks: it may ask a name server."""
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        return False
    own = {*lan_addresses(), *_interface_addresses()}
    return any(address in own or ipaddress.ip_address(address).is_loopback for address in found)


def own_names() -> frozenset[str]:
    """The names by which other devices at home may reach this computer, in lower case.

    Its bare name, as in mDNS, in the usual domains of home routers, and in this network's search domains.
    Asks no name server.
    """
    name = socket.gethostname().rstrip(".").lower()
    first = name.partition(".")[0]
    domains = (*_HOME_DOMAINS, *_search_domains())
    return frozenset({"localhost", name, first, *(f"{first}.{domain}" for domain in domains)} - {""})


def is_online() -> bool:
    """Whether this computer has an address that others could reach."""
    return lan_addresses() != (LOOPBACK,)


def is_port_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name == "posix":  # as asyncio does; on Windows this would take the port from its owner
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def best_first(found: Mapping[str, str]) -> tuple[str, ...]:
    """Addresses, with the names of their interfaces, in the order in which a reader should try them.

    Real interfaces come before containers and tunnels, private addresses before public ones; otherwise the
    order is kept. Loopback and self-assigned (169.254) ones are left out.
    """
    usable = [address for address in found if _is_usable(address)]
    return tuple(sorted(usable, key=lambda address: _rank(address, found[address]))) or (LOOPBACK,)


def _rank(address: str, interface: str) -> tuple[bool, bool]:
    return interface.startswith(_VIRTUAL + _TUNNELS), not ipaddress.ip_address(address).is_private


def _is_usable(address: str) -> bool:
    parsed = ipaddress.ip_address(address)
    return not (parsed.is_loopback or parsed.is_unspecified or parsed.is_link_local)


def _search_domains() -> list[str]:
    try:
        lines = _RESOLVER.read_text(errors="replace").splitlines()
    except OSError:
        return []
    found = [line.split()[1:] for line in lines if line.split()[:1] in (["search"], ["domain"])]
    return [domain.strip(".").lower() for domains in found for domain in domains]


def _way_out() -> list[str]:
    """The source address of packets to other networks. Connecting a UDP socket sends no packet."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_FAR_AWAY)
        except OSError:
            return []
        return [str(probe.getsockname()[0])]


def _interface_addresses() -> dict[str, str]:
    """The address of each interface with its name; only Linux provides it without asking a name server."""
    if sys.platform != "linux":
        return {}
    names = [name for _, name in socket.if_nameindex()]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        return {address: name for name in names if (address := _address_of(asked, name))}


def _address_of(asked: socket.socket, interface: str) -> str | None:
    import fcntl  # not on Windows

    try:
        answer = fcntl.ioctl(asked, _SIOCGIFADDR, struct.pack("256s", os.fsencode(interface)))
    except OSError:
        return None
    return socket.inet_ntoa(answer[20:24])


def _of_host_name() -> list[str]:
    """The addresses of this computer's name on Windows and macOS; Linux could ask a name server."""
    if sys.platform == "linux":
        return []
    try:
        entries = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET, socket.SOCK_STREAM)
    except OSError:
        return []
    return [str(entry[4][0]) for entry in entries]
