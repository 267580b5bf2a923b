"""What the frozen program consists of: its licence notices and its bill of materials (CycloneDX 1.6).

Runs with the Python of the build's environment, which has everything that was frozen:
`.venv-build/bin/python packaging/notices.py FOLDER`. It ends with 1 and names the part where one has no licence
text, or a licence that nobody has looked at yet.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, distribution
from pathlib import Path

from frozen_program import NAME, version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKOUT = Path(__file__).resolve().parents[1]
NOTICES = "licences"
BILL = f"{NAME}.cdx.json"
LICENCE_FILE = re.compile(r"(licen[sc]e|copying|copyright|notice|authors)", re.IGNORECASE)
PINNED = re.compile(r"^([a-z0-9-]+)==", re.MULTILINE)
SHIPPED_BY_PYINSTALLER = "pyinstaller"  # its bootloader is the file that is started
COMPATIBLE = re.compile(
    r"Apache|BSD|MIT|\bISC\b|PSF|Python Software|MPL|L?GPL-[23]|AGPL|General Public License|Expat|Zlib|CC0"
    r"|public.domain",
    re.IGNORECASE,
)
"""Licences whose works may be part of one under AGPL-3.0-or-later; a new one is looked at by a person first."""
KEPT_TEXTS = dict.fromkeys(("PySide6_Essentials", "shiboken6"), ("LGPL-3.0.txt", "GPL-3.0.txt"))
SAID_IN_THE_TEXT_ALONE = {"peewee": "MIT"}


class NoticeMissing(Exception):
    """A part that may not be shipped as it is; the text says which, and why."""


@dataclass(frozen=True)
class Part:
    """A work of others that is shipped, with the files that its licence asks to go along."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]
    address: str
    """Package URL, as the bill of materials names a part (package-url specification)."""


def main(folder: Path) -> int:
    try:
        parts = sorted(
            {part.name: part for part in shipped_parts(folder)}.values(), key=lambda part: part.name
        )
        for part in parts:
            check(part)
    except NoticeMissing as problem:
        print(f"notices.py: {problem}", file=sys.stderr)
        return 1
    write_notices(folder / NOTICES, parts)
    bill = json.dumps(bill_of_materials(parts), indent=1, ensure_ascii=False)
    (folder / NOTICES / BILL).write_text(f"{bill}\n", "utf-8", newline="\n")
    print(f"{len(parts)} parts, each with its licence")
    return 0


def shipped_parts(folder: Path) -> Iterator[Part]:
    """Python, every pinned package that this system has, and the libraries that came from the system."""
    yield python_itself()
    lock = (CHECKOUT / "packaging" / "requirements.lock").read_text("utf-8")
    for name in (*PINNED.findall(lock), SHIPPED_BY_PYINSTALLER):
        try:
            yield python_package(distribution(name))
        except ModuleNotFoundError:
            continue  # for another system
    if sys.platform == "linux":
        for library in system_libraries(folder):
            yield system_package(library)


def python_itself() -> Part:
    found = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    texts = (
        [found] if found.is_file() else copyright_of(f"libpython{sys.version_info[0]}.{sys.version_info[1]}")
    )
    number = ".".join(map(str, sys.version_info[:3]))
    return Part("python", number, "PSF-2.0", tuple(texts), f"pkg:generic/python@{number}")


def python_package(found: Distribution) -> Part:
    facts = found.metadata
    name = str(facts["Name"])
    texts = [Path(str(found.locate_file(file))) for file in found.files or () if is_licence(str(file))]
    return Part(
        name,
        found.version,
        licence_of(found),
        tuple(text for text in texts if text.is_file()) or kept_texts(name),
        f"pkg:pypi/{name.lower().replace('_', '-')}@{found.version}",
    )


def is_licence(file: str) -> bool:
    """Whether a file of a package is a notice: in its metadata, by its place or by its name."""
    place, _, name = file.rpartition("/")
    return ".dist-info/licenses" in place or (".dist-info" in place and LICENCE_FILE.match(name) is not None)


def licence_of(found: Distribution) -> str:
    """As the package says it: an SPDX expression, else its classifiers, else the free text (core metadata 2.4)."""
    facts = found.metadata
    if "License-Expression" in facts:
        return str(facts["License-Expression"])
    classified = [
        line.rpartition(" :: ")[2]
        for line in facts.get_all("Classifier") or ()
        if line.startswith("License :: ")
    ]
    named = [line for line in classified if line != "OSI Approved"]
    free = facts["License"].partition("\n")[0] if "License" in facts else ""
    return " OR ".join(named) or free or SAID_IN_THE_TEXT_ALONE.get(str(facts["Name"]), "")


def kept_texts(name: str) -> tuple[Path, ...]:
    """The texts kept beside this script, for a package that names its licence and comes without it."""
    return tuple(CHECKOUT / "packaging" / "licences" / text for text in KEPT_TEXTS.get(name, ()))


def system_libraries(folder: Path) -> list[str]:
    """Sonames of the libraries that the build took from Debian, by what PyInstaller wrote down."""
    sys.path.insert(0, str(CHECKOUT / "packaging" / "freeze"))
    from trimming import is_own_library

    found = [
        path.name
        for path in folder.rglob("*.so*")
        if not path.is_symlink() and path.parent.name == "_internal"
    ]
    return sorted(name for name in found if is_own_library(name) and not name.startswith("libpython"))


def system_package(soname: str) -> Part:
    """The Debian package of a library; raises NoticeMissing where this system knows of none."""
    owner = debian_package(soname)
    name = owner.partition(":")[0]
    shown = dpkg("dpkg-query", "--show", "--showformat=${Version}", owner)
    texts = copyright_of(name)
    licence = debian_licence(texts[0]) if texts else ""
    return Part(
        name.partition(":")[0],
        shown,
        licence,
        tuple(texts),
        f"pkg:deb/debian/{name.partition(':')[0]}@{shown}",
    )


@cache
def debian_package(soname: str) -> str:
    owners = [line.partition(": ") for line in dpkg("dpkg-query", "--search", f"*/{soname}").splitlines()]
    packages = sorted({owner.split(",")[0] for owner, _, path in owners if Path(path).name == soname})
    if not packages:
        raise NoticeMissing(
            f"{soname} is shipped, but belongs to no package of this system: build on Debian."
        )
    return packages[0]


def dpkg(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoticeMissing(f"{' '.join(command)} failed ({error}): build on Debian.") from error


def copyright_of(package: str) -> list[Path]:
    """The copyright file that Debian keeps of a package."""
    found = Path("/usr/share/doc", package.partition(":")[0], "copyright")
    return [found] if found.is_file() else []


def debian_licence(text: Path) -> str:
    """The licences that a machine-readable copyright file names; else what its words speak of."""
    content = text.read_text("utf-8", "replace")
    named = {line.strip() for line in re.findall(r"^License: *(\S.*)$", content, re.MULTILINE)}
    return ", ".join(sorted(named)) or ", ".join(sorted(set(COMPATIBLE.findall(content))))


def check(part: Part) -> None:
    """Raises NoticeMissing for a part without a text, or with a licence that nobody has looked at."""
    if not part.texts:
        raise NoticeMissing(
            f"{part.name} {part.version} has no licence text: put one into packaging/licences."
        )
    if not COMPATIBLE.search(part.licence):
        raise NoticeMissing(
            f"{part.name} {part.version} is under {part.licence!r}: is that compatible with ours?"
        )


def write_notices(target: Path, parts: list[Part]) -> None:
    """A page that names every part, and a folder for each with its texts."""
    target.mkdir(exist_ok=True)
    (target / "bookorbit-desktop.txt").write_bytes((CHECKOUT / "LICENSE").read_bytes())
    lines = [
        f"# What BookOrbit Desktop {version(CHECKOUT)} consists of",
        "",
        "BookOrbit Desktop is under AGPL-3.0-or-later: bookorbit-desktop.txt. It comes with these works of others,",
        "each with its licence in the folder of its name. Qt is under the LGPL 3: you may put a Qt of your own in the",
        "place of the libraries in `_internal/PySide6`. What Qt itself builds on is listed in its documentation under",
        "“Licenses Used in Qt”. The letters of the demo's covers are URW's P052, under AGPL-3.0 with the exception",
        "that documents may hold them.",
        "",
        "| part | version | licence |",
        "|---|---|---|",
    ]
    for part in parts:
        own = target / part.name
        own.mkdir(exist_ok=True)
        for number, text in enumerate(part.texts):
            same_name = [earlier.name for earlier in part.texts[:number]]
            name = f"{number}-{text.name}" if text.name in same_name else text.name
            (own / name).write_bytes(text.read_bytes())
        lines.append(f"| {part.name} | {part.version} | {part.licence.replace('|', '/')} |")
    (target / "README.md").write_text("\n".join([*lines, ""]), "utf-8", newline="\n")


def bill_of_materials(parts: list[Part]) -> dict[str, object]:
    """The CycloneDX document; without a date or a serial number, so that the same parts give the same bytes."""
    own = version(CHECKOUT)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": NAME,
                "name": NAME,
                "version": own,
                "licenses": [{"license": {"id": "AGPL-3.0-or-later"}}],
                "purl": f"pkg:pypi/{NAME}@{own}",
            }
        },
        "components": [
            {
                "type": "library",
                "bom-ref": part.address,
                "name": part.name,
                "version": part.version,
                "licenses": [{"license": {"name": part.licence}}],
                "purl": part.address,
            }
            for part in parts
        ],
        "dependencies": [{"ref": NAME, "dependsOn": [part.address for part in parts]}],
    }


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
