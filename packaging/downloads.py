"""All that people download from a release, made on this system: in `dist`, with their checksums."""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
import sys
import tarfile
from pathlib import Path

from debian_package import CannotPackage, build_debian_package
from frozen_program import NAME, frozen_folder, source_date, version

CHECKSUMS = "SHA256SUMS"
SYSTEMS = {"linux": "linux", "darwin": "macos", "win32": "windows"}


def write_downloads(checkout: Path, python: Path) -> list[Path]:
    """Packs the frozen program; returns the files. Raises CannotPackage.

    The wheel everywhere; on Linux a .deb and an archive; on macOS and Windows an archive, from which the recipes
    in `packaging/macos` and `packaging/windows` go on.
    """
    made = [build_wheel(checkout, python), write_archive(checkout)]
    if sys.platform == "linux":
        made.append(build_debian_package(checkout))
    return [*made, write_checksums(made)]


def build_wheel(checkout: Path, python: Path) -> Path:
    """The wheel, for pipx."""
    target = checkout / "dist"
    for earlier in target.glob("*.whl"):
        earlier.unlink()
    command = [str(python), "-m", "hatchling", "build", "--target", "wheel", "--directory", str(target)]
    done = subprocess.run(
        command, cwd=checkout, env=build_variables(checkout), capture_output=True, text=True
    )
    if done.returncode != 0:
        raise CannotPackage(f"The wheel was not built: {done.stderr.strip()}")
    return next(target.glob("*.whl"))


def build_variables(checkout: Path) -> dict[str, str]:
    return {**os.environ, "SOURCE_DATE_EPOCH": str(source_date(checkout))}


def write_archive(checkout: Path) -> Path:
    """The folder as a .tar.xz whose bytes depend on nothing but its files and the date of the source."""
    name = f"{NAME}-{version(checkout)}-{SYSTEMS[sys.platform]}-{platform.machine().lower()}"
    target = checkout / "dist" / f"{name}.tar.xz"
    date = source_date(checkout)

    def without_traces(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.mtime, member.uid, member.gid, member.uname, member.gname = date, 0, 0, "", ""
        member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
        return member

    folder = frozen_folder(checkout)
    with tarfile.open(target, "w:xz", format=tarfile.PAX_FORMAT) as archive:
        for path in sorted(folder.rglob("*")):
            inside = Path(name, path.relative_to(folder))
            archive.add(path, str(inside), recursive=False, filter=without_traces)
    return target


def write_checksums(files: list[Path]) -> Path:
    """Their SHA-256 sums, as `sha256sum --check` reads them."""
    target = files[0].with_name(CHECKSUMS)
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(files)]
    target.write_text("".join(lines), "utf-8", newline="\n")
    return target
