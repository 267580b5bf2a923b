"""What can be known of this computer's firewall without an administrator's rights."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

UFW = Path("/etc/ufw")
WITHIN = 3.0
"""Seconds for a firewall's own program to answer."""
_WINDOWS_RULES = r"SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy"
_MACOS = "/usr/libexec/ApplicationFirewall/socketfilterfw"


@dataclass(frozen=True, slots=True)
class Firewall:
    """A firewall that is on."""

    name: str
    lets_in: bool | None
    """Whether devices reach the port; None where only an administrator can see that."""
    command: str = ""
    """What opens the port; empty where that is done in a window."""


def find_firewall(port: int) -> Firewall | None:
    """The firewall that is on; None where none is, as far as can be seen. Blocks. Raises OSError."""
    if sys.platform == "win32":
        return _windows()
    if sys.platform == "darwin":
        return _macos()
    return _ufw(port) or _firewalld(port)


def is_ufw_on(configuration: str) -> bool:
    """Whether /etc/ufw/ufw.conf switches it on (ufw(8))."""
    return re.search(r"(?mi)^\s*ENABLED\s*=\s*\"?yes", configuration) is not None


def blocked_on_windows(rules: Iterable[str], program: str) -> bool:
    """Whether a rule of the registry (MS-GPFAS section 2.2.2) blocks what comes in for a program."""
    for rule in rules:
        fields = dict(part.partition("=")[::2] for part in rule.split("|") if "=" in part)
        own = fields.get("App", "").casefold() == program.casefold()
        if own and (fields.get("Action"), fields.get("Dir"), fields.get("Active")) == ("Block", "In", "TRUE"):
            return True
    return False


def _ufw(port: int) -> Firewall | None:
    try:
        if not is_ufw_on((UFW / "ufw.conf").read_text("utf-8", "replace")):
            return None
    except FileNotFoundError:
        return None
    return Firewall("ufw", None, f"sudo ufw allow {port}/tcp")  # its rules are for root alone


def _firewalld(port: int) -> Firewall | None:
    if shutil.which("firewall-cmd") is None or _answer("firewall-cmd", "--state") != "running":
        return None
    known = {"yes": True, "no": False}.get(_answer("firewall-cmd", f"--query-port={port}/tcp"))
    return Firewall(
        "firewalld",
        known,
        f"sudo firewall-cmd --permanent --add-port={port}/tcp && sudo firewall-cmd --reload",
    )


def _macos() -> Firewall | None:
    if "enabled" not in _answer(_MACOS, "--getglobalstate").lower():
        return None
    return Firewall("macOS", None)


def _windows() -> Firewall | None:
    if sys.platform != "win32":  # for mypy, which knows winreg there alone
        return None
    import winreg

    is_on = False
    for profile in ("StandardProfile", "PublicProfile"):
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, rf"{_WINDOWS_RULES}\{profile}") as key:
            is_on = is_on or bool(winreg.QueryValueEx(key, "EnableFirewall")[0])
    if not is_on:
        return None
    with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, rf"{_WINDOWS_RULES}\FirewallRules") as key:
        rules = [str(winreg.EnumValue(key, number)[1]) for number in range(winreg.QueryInfoKey(key)[1])]
    return Firewall("Windows", False if blocked_on_windows(rules, sys.executable) else None)


def _answer(*command: str) -> str:
    """What a program says; empty where it says nothing in time."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=WITHIN, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()
