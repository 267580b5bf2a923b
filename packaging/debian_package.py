"""The Debian package of the frozen program, and the files by which a Linux desktop knows it.

Everything lies in one folder below /usr/lib; /usr/bin has a link to the program. There are no scripts that run when it
is installed or removed, so that nothing but these files comes and goes; a person's library is in their home folder.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from bundle_facts import APPLICATION_ID
from frozen_program import NAME, frozen_folder, source_date, version
from system_packages import LIBRARIES

OF_EVERY_DESKTOP = {
    "ld-linux-x86-64.so.2": "libc6",
    "ld-linux-aarch64.so.1": "libc6",
    "libX11.so.6": "libx11-6",
    "libc.so.6": "libc6",
    "libdl.so.2": "libc6",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libm.so.6": "libc6",
    "libpthread.so.0": "libc6",
    "librt.so.1": "libc6",
    "libstdc++.so.6": "libstdc++6",
    "libutil.so.1": "libc6",
    "libwayland-client.so.0": "libwayland-client0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb.so.1": "libxcb1",
    "libzstd.so.1": "libzstd1",
}
"""Libraries that the frozen program leaves to the system, beside those of LIBRARIES, and Debian's package for each."""
NEEDED = re.compile(r"^\s*NEEDED\s+(\S+)$", re.MULTILINE)
SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
"""Pixels of the icons for desktops that draw no SVG."""


class CannotPackage(Exception):
    """The package cannot be made on this computer; the text says why."""


def build_debian_package(checkout: Path) -> Path:
    """Makes dist/bookorbit-desktop_VERSION_ARCHITECTURE.deb of the frozen program; returns its path."""
    root = checkout / "build" / "deb"
    shutil.rmtree(root, ignore_errors=True)
    program = root / "usr" / "lib" / NAME
    shutil.copytree(frozen_folder(checkout), program, symlinks=True)
    link = root / "usr" / "bin" / NAME
    link.parent.mkdir()
    link.symlink_to(f"../lib/{NAME}/{NAME}")
    add_desktop_files(checkout, root / "usr" / "share")
    add_documents(checkout, root / "usr" / "share" / "doc" / NAME)
    architecture = answer("dpkg", "--print-architecture")
    control = root / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(control_text(version(checkout), architecture, program, installed_size(root)), "utf-8")
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    package = checkout / "dist" / f"{NAME}_{version(checkout)}_{architecture}.deb"
    answer(
        "dpkg-deb",
        "--root-owner-group",
        "-Zxz",
        "--build",
        str(root),
        str(package),
        date=source_date(checkout),
    )
    return package


def add_desktop_files(checkout: Path, share: Path) -> None:
    """The menu entry, the icons and the AppStream metadata, below a `share` folder."""
    resources = checkout / "resources"
    copied = {
        resources / f"{NAME}.desktop": share / "applications" / f"{NAME}.desktop",
        resources / "icons" / f"{NAME}.svg": share / "icons/hicolor/scalable/apps" / f"{NAME}.svg",
        checkout / "packaging/linux" / f"{APPLICATION_ID}.metainfo.xml": share
        / "metainfo"
        / f"{APPLICATION_ID}.metainfo.xml",
    }
    for size in SIZES:
        place = share / f"icons/hicolor/{size}x{size}/apps" / f"{NAME}.png"
        copied[checkout / "build" / "icons" / f"{size}.png"] = place
    for source, place in copied.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(source.read_bytes())


def add_documents(checkout: Path, folder: Path) -> None:
    """What Debian's policy asks of a package: its copyright, and its changes in gzip (sections 12.5 and 12.7)."""
    folder.mkdir(parents=True)
    (folder / "copyright").write_text(
        "BookOrbit Desktop is under the GNU Affero General Public License, version 3 or later. Its text, and those\n"
        f"of all works that come with it, are in /usr/lib/{NAME}/licences.\n",
        "utf-8",
    )
    changes = (checkout / "CHANGELOG.md").read_bytes()
    (folder / "changelog.gz").write_bytes(gzip.compress(changes, 9, mtime=0))


def control_text(version: str, architecture: str, program: Path, size: int) -> str:
    """The control file (deb-control(5)); `size` in KiB."""
    return f"""\
Package: {NAME}
Version: {version}
Architecture: {architecture}
Maintainer: The BookOrbit Desktop authors <bookorbit-desktop@localhost>
Installed-Size: {size}
Depends: {", ".join((*depends(program), "ca-certificates"))}
Recommends: gnome-keyring | org.freedesktop.secrets
Section: utils
Priority: optional
Description: keep your place in every book, on KOReader and Hardcover
 BookOrbit Desktop is what readers with a KOReader device install instead of a
 server. It runs in the tray, serves KOReader's progress sync and a catalogue of
 your books on the home network, and keeps status, rating and dates of your
 books right on Hardcover.
"""


def depends(program: Path) -> list[str]:
    """Debian's packages with the libraries that the files of a folder load and the folder does not have."""
    named = {library for path in shared_objects(program) for library in needed_by(path)}
    shipped = {path.name for path in program.rglob("*.so*")}
    known = OF_EVERY_DESKTOP | LIBRARIES
    unknown = sorted(named - shipped - set(known))
    if unknown:
        raise CannotPackage(f"No package is known for {', '.join(unknown)}: add it to debian_package.py.")
    packages = {known[library] for library in named - shipped}
    # Qt loads these by name, when it draws.
    packages |= {LIBRARIES["libEGL.so.1"], LIBRARIES["libGL.so.1"], LIBRARIES["libfontconfig.so.1"]}
    glibc = os.confstr("CS_GNU_LIBC_VERSION") if sys.platform == "linux" else None
    return sorted(
        f"libc6 (>= {glibc.split()[1]})" if name == "libc6" and glibc else name for name in packages
    )


def shared_objects(folder: Path) -> list[Path]:
    """Every program and library for this system in a folder."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and is_elf(path)
    ]


def is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def needed_by(path: Path) -> list[str]:
    """The sonames that a file asks the dynamic linker for."""
    return NEEDED.findall(answer("objdump", "-p", str(path)))


def installed_size(root: Path) -> int:
    """KiB on the disk, each file rounded up, as dpkg-gencontrol counts."""
    return sum((path.lstat().st_size + 1023) // 1024 if path.is_file() else 1 for path in root.rglob("*"))


def answer(*command: str, date: int = 0) -> str:
    """What a tool of Debian says, for files of a `date`; raises CannotPackage where it is missing or fails."""
    variables = {**os.environ, "SOURCE_DATE_EPOCH": str(date)}
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=variables)
    except FileNotFoundError as error:
        raise CannotPackage(
            f"{command[0]} is missing: a Debian package is made on Debian or Ubuntu."
        ) from error
    if done.returncode != 0:
        raise CannotPackage(f"{command[0]} failed: {done.stderr.strip()}")
    return done.stdout.strip()
