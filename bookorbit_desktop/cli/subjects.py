"""The commands by subject, with the help line of each.

A subject's arguments and commands are in the module of its name, which is imported when one of its commands
is used: `--help` does not wait for what the commands need.
"""

from __future__ import annotations

import argparse
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bookorbit_desktop.cli.console import Console
    from bookorbit_desktop.services.container import Services

Command = Callable[["Services", argparse.Namespace, "Console"], Awaitable[int]]
Check = Callable[[argparse.ArgumentParser, argparse.Namespace], None]
Parsers = Mapping[str, argparse.ArgumentParser]
"""The parsers of a subject's commands, by name."""

READING_COMMANDS = frozenset(
    {"authors", "documents", "export", "history", "inbox", "list", "log", "series", "why", "words"}
)
"""Commands that only read, and work beside a running program. All others are passed on to it."""
HARDCOVER_COMMANDS = frozenset(
    {
        *("token", "sync", "pick", "rematch", "exclude", "undo", "import", "why", "refresh"),
        *("privacy", "clear-rating"),
    }
)
"""Commands that need the token, which is fetched from the password store before they run."""

COMMANDS: Mapping[str, Mapping[str, str]] = {
    "server": {
        "serve": "serve KOReader without a window and sync automatically",
        "server": "show or change how devices reach this computer",
    },
    "logins": {
        "credentials": "show or set the user name and passphrase for KOReader",
        "pair": "for two minutes, let a device create its own login with KOReader's Register",
    },
    "library": {
        "scan": "add book folders to the library and scan for new books",
        "folders": "list library folders and how each is watched",
        "export": "export the library: a summary, everything, or a Goodreads CSV",
        "list": "list the books in the library",
    },
    "reading": {
        "status": "set a book's status; without a book, show the sync status",
        "reread": "start a new read of finished books",
    },
    "stats": {"stats": "show how much you read: time, pages, books, days in a row"},
    "year": {"year": "show a year in review, or write it as a picture or PDF"},
    "sessions": {"sessions": "list, add, correct, delete or export reading sessions"},
    "sync": {
        "token": "sign in to Hardcover, or save, remove or check your token",
        "sync": "send pending changes to Hardcover",
    },
    "log": {"log": "show what was received and sent, what wasn't, and why"},
    "documents": {
        "documents": "list what your devices sent and link it to books",
        "link": "link a device's document to a book",
        "unlink": "unlink a document from its book",
        "prove": "check whether a file is the one your device reads",
        "ignore": "hide documents; their progress still syncs",
        "entry": "create an entry without a file for a document and link it",
    },
    "devices": {"devices": "list devices that have synced; rename or forget one"},
    "device": {"device": "find, scan, import from or set up KOReader devices connected by USB"},
    "matches": {
        "pick": "choose a book's record on Hardcover; nothing else changes it again",
        "rematch": "clear the match of books; the next sync searches again",
        "exclude": "stop sending books to Hardcover; what is there stays",
        "accept": "confirm matches marked “needs review”",
        "replace-status": "replace the status and rating you set on Hardcover",
        "hardcover-id": "show or set the ID, slug or link used to find a book",
        "include": "send excluded books again",
        "pages": "set the page count used for progress",
        "why": "explain a book's state on Hardcover",
        "import": "fill in missing data from your Hardcover shelf",
        "undo": "undo the latest sync, or run RUN_ID, on Hardcover",
    },
    "import_csv": {"import-csv": "fill in missing data from a Goodreads or StoryGraph export"},
    "positions": {
        "history": "list all positions that devices sent for a book, newest first",
        "restore": "send an earlier position of a book back to devices",
        "reset": "reset the position of books until a device sends another; Hardcover isn't changed",
        "step-back": "handle books whose device went back; without a book, list those waiting for you",
    },
    "privacy": {
        "privacy": "show or set who can see what is sent to Hardcover",
        "clear-rating": "clear the rating on Hardcover for books not rated here",
    },
    "relay": {"relay": "also sync with another kosync server"},
    "merge": {
        "merge": "merge other books' files and reading into one",
        "split": "split files off into a separate book",
    },
    "inbox": {
        "inbox": "list new books waiting for review and files with problems",
        "approve": "approve new books",
    },
    "metadata": {
        "refresh": "fetch metadata from Hardcover again",
        "edit": "show or change a book's metadata; its file isn't changed",
    },
    "files": {
        "organise": "show where the template would put files, and copy or move them there",
        "write-metadata": "show where EPUB files differ from the library, and update them",
    },
    "series": {
        "series": "list series with what is read, next and missing; or the books of one",
        "authors": "list authors with what is read, or the books of one",
    },
    "shelf": {
        "shelf": "your own shelves and saved filters: list, fill, rename, delete",
        "tag": "your own tags: list, add, remove, rename, delete",
    },
    "calibre": {"calibre": "list Calibre libraries and choose their columns for reading data"},
    "backup": {
        "backup": "back up the library, list backups, or choose their folder",
        "restore-backup": "replace the library with a backup; the current library is kept as a backup",
    },
    "doctor": {"doctor": "check this computer and the library, and say what is wrong and what to do"},
    "new_version": {"new-version": "see whether there is a new version of BookOrbit"},
    "import_json": {"import-json": "put a complete export into an empty library"},
    "words": {"words": "list or export the words you looked up on your devices"},
    "highlights": {"highlights": "list, export, copy or remove highlights, notes and bookmarks"},
}


@dataclass(frozen=True, slots=True)
class Subject:
    """The commands of a module, as its `SUBJECT`."""

    add_arguments: Callable[[Parsers], None]
    commands: Mapping[str, Command]
    checks: Mapping[str, Check] = field(default_factory=dict)
    """By command, what argparse can't express; on failure, ends the program with exit code 2."""


def load_subject(name: str) -> Subject:
    """Import the module of a subject."""
    subject: Subject = import_module(f"bookorbit_desktop.cli.{name}").SUBJECT
    return subject


def subject_of(command: str) -> str:
    """The subject of a command. Raises LookupError for an unknown command."""
    for subject, commands in COMMANDS.items():
        if command in commands:
            return subject
    raise LookupError(command)
