"""A real password store on a session bus of its own."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.acceptance.program import until

TOOLS = {
    "dbus-daemon": "dbus-daemon",
    "gnome-keyring-daemon": "gnome-keyring",
    "secret-tool": "libsecret-tools",
}
SECRET_SERVICE = "keyring.backends.SecretService.Keyring"
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
"""A session bus that starts nothing by itself.

The usual one starts a password store of its own, a locked one, for whoever asks before ours is there.
"""


@dataclass
class Keyring:
    """A session bus of its own with an unlocked password store on it."""

    environment: dict[str, str]

    def entries(self) -> str:
        """Everything that this program keeps in it."""
        found = subprocess.run(
            ["secret-tool", "search", "--all", "--unlock", "service", "BookOrbit Desktop"],
            env=os.environ | self.environment,
            capture_output=True,
            text=True,
        )
        return found.stdout + found.stderr


@pytest.fixture(scope="module")
def keyring(tmp_path_factory: pytest.TempPathFactory, runtime: Path) -> Iterator[Keyring]:
    missing = sorted(package for tool, package in TOOLS.items() if shutil.which(tool) is None)
    assert not missing, f"install them: apt-get install -y --no-install-recommends {' '.join(missing)}"
    home = tmp_path_factory.mktemp("keyring")
    plain = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "LANG": "C.UTF-8",
    }
    (home / "bus.conf").write_text(BUS.format(folder=runtime))
    bus = subprocess.Popen(
        ["dbus-daemon", f"--config-file={home / 'bus.conf'}", "--nofork", "--print-address=1"],
        env=plain,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert bus.stdout is not None
    address = {"DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip()}
    daemon = subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        env=plain | address,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert daemon.stdin is not None
    daemon.stdin.write(b"a password of the test's own")
    daemon.stdin.close()
    keyring = Keyring(plain | address)
    try:
        until(lambda: is_ready(keyring), "the password store is unlocked")
        yield keyring
    finally:
        for process in (daemon, bus):
            process.terminate()
            process.wait(120)
        bus.stdout.close()


def is_ready(keyring: Keyring) -> bool:
    kept = subprocess.run(
        ["secret-tool", "store", "--label=probe", "probe", "probe"],
        env=os.environ | keyring.environment,
        input=b"probe",
        stderr=subprocess.DEVNULL,
    )
    return kept.returncode == 0
