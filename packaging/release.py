"""A release: the version, the heading of the changelog, a commit and a tag."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import date
from pathlib import Path

UNRELEASED = "## [Unreleased]"
NUMBER = re.compile(r"\d+\.\d+\.\d+")
VERSION_LINE = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
CHANGES = Path("CHANGELOG.md")
VERSION_FILE = Path("bookorbit_desktop/__init__.py")
METADATA = Path("packaging/linux/org.bookorbit.desktop.metainfo.xml")
NEWEST = Path("docs/latest.json")
"""What the web site answers to a program that asks for the newest version."""
RELEASES = "<releases>\n"


class CannotRelease(Exception):
    """What has to be done first."""


def release(checkout: Path, wanted: str) -> str:
    """Writes, commits and tags a version; returns the tag. Raises CannotRelease, having changed nothing."""
    refuse_number(checkout, wanted)
    if git(checkout, "status", "--porcelain"):
        raise CannotRelease("There are changes that are not committed. Commit them, or put them away, first.")
    tag = f"v{wanted}"
    if git(checkout, "tag", "--list", tag):
        raise CannotRelease(f"There is a tag {tag} already. Choose the next version.")
    today = date.today().isoformat()
    changes = dated((checkout / CHANGES).read_text("utf-8"), wanted, today)
    metadata = (checkout / METADATA).read_text("utf-8")
    entry = f'{RELEASES}    <release version="{wanted}" date="{today}"/>\n'
    code = VERSION_LINE.sub(f'__version__ = "{wanted}"', (checkout / VERSION_FILE).read_text("utf-8"))
    written = {
        CHANGES: changes,
        METADATA: metadata.replace(RELEASES, entry, 1),
        VERSION_FILE: code,
        NEWEST: json.dumps({"version": wanted}) + "\n",
    }
    for path, text in written.items():
        (checkout / path).write_text(text, "utf-8", newline="\n")
    git(checkout, "add", *map(str, written))
    git(checkout, "commit", "--quiet", "--message", f"release: {wanted}")
    git(checkout, "tag", "--annotate", tag, "--message", f"BookOrbit Desktop {wanted}")
    return tag


def refuse_number(checkout: Path, wanted: str) -> None:
    """Raises CannotRelease unless a version is MAJOR.MINOR.PATCH and higher than today's."""
    if not NUMBER.fullmatch(wanted):
        raise CannotRelease(f"{wanted} is no version: write three numbers, such as 1.2.0.")
    found = VERSION_LINE.search((checkout / VERSION_FILE).read_text("utf-8"))
    today = found[1] if found else "0.0.0"
    if numbers(wanted) <= numbers(today):
        raise CannotRelease(f"{wanted} is not higher than {today}. Choose the next version.")


def numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def dated(changes: str, version: str, day: str) -> str:
    """The changelog with what was unreleased under the version's heading, and an empty heading above."""
    if UNRELEASED not in changes:
        raise CannotRelease(f"CHANGELOG.md has no heading {UNRELEASED!r}.")
    news = changes.partition(UNRELEASED)[2].partition("\n## ")[0]
    if not news.strip():
        raise CannotRelease("CHANGELOG.md tells of nothing new. Write what changed for people first.")
    return changes.replace(UNRELEASED, f"{UNRELEASED}\n\n## [{version}] - {day}", 1)


def git(checkout: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(checkout), *words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CannotRelease(f"git {words[0]} failed: {done.stderr.strip()}")
    return done.stdout.strip()
