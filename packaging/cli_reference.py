"""Writes `docs/cli.md` from the argument parsers: `python3 packaging/dev.py docs`.

The usage lines are made here, because argparse formats them differently in each Python version.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
PAGE = CHECKOUT / "docs" / "cli.md"
HEAD = """\
# Command line

Made from the program's own argument parsers by `python3 packaging/dev.py docs`. Do not edit it by hand.

`bookorbit-desktop` stands for `.venv/bin/bookorbit-desktop`, or `python3 packaging/dev.py run --`. Options for
all commands come before the command; each command has `--help` too. `list`, `series`, `authors`, `export`,
`history`, `log`, `documents`, `inbox` and `why` only read, beside a running program. All others are passed on
to it, so you can use them at any time.

| exit code | meaning |
|---|---|
| 0 | done, even if a scan met bad files or a sync had unmatched books |
| 1 | failed; standard error says why, and what to do |
| 2 | usage error |

The environment variables and the data folder are in the [guide](guide/data.md).
"""
NOTES = {
    "serve": "Prints the address when it is ready. Stop it with Ctrl+C or SIGTERM.",
    "server": "Behind a reverse proxy, add its name once with `--add-name`.",
    "pair": "Asks in the terminal, and in the window, before allowing a device. `--yes` allows the first one.",
    "credentials": "The first run creates them. Also lists the paired devices.",
    "folders": "Removing a folder keeps its files, its books and their progress.",
    "export": "The summary has books, documents and devices, with every digest and every read. The complete export "
    "is described in [export.md](reference/export.md).",
    "import-json": "Only while BookOrbit isn't running. A file that can't be imported changes nothing.",
    "list": "Sort by `title`, `author`, `series`, `added`, `last_read` or `progress`.",
    "status": "A status is `unread`, `want_to_read`, `reading`, `rereading`, `on_hold`, `read`, `skimmed` or "
    "`abandoned`. Without a book: what is pending, what needs attention, the requests left today, why the sync "
    "is paused, and when it runs next.",
    "token": "A token or sign-in is kept in the password store of your system, never in a file. `--sign-in` shows an "
    "address and a code; where a build can't sign in, use a token.",
    "sync": "`--all` compares every book again, including those that are in sync, paused or not found. Ctrl+C "
    "stops after the current request.",
    "log": "The CSV file is UTF-8 with a byte order mark; its times are UTC.",
    "documents": "With `--unmatched` each document has suggestions, with the reasons for and against.",
    "link": "Progress from before the link counts too.",
    "unlink": "Only `link` restores the link; no file does.",
    "prove": "The answer is the same file, the same text with other metadata, or a different file (exit code 1).",
    "entry": "A file with that digest becomes the book's file when you add it.",
    "pick": "`REF` is the record's address on Hardcover, its number, slug, `edition:NUMBER`, or an ISBN. "
    "`--remove` also removes the entry on the earlier record, if BookOrbit created it.",
    "rematch": "`--remove` also removes the entry on Hardcover, if BookOrbit created it.",
    "exclude": "`--remove` also removes the entry on Hardcover, if BookOrbit created it.",
    "pages": "0 uses the edition's own page count again.",
    "hardcover-id": "The file stays as it is, and so does a pick.",
    "restore": "Devices get exactly what one of them sent. `history` shows the numbers.",
    "privacy": "`--apply` changes every entry on your shelf, including those you made yourself, except for "
    "excluded books.",
    "undo": "`log` shows the numbers of the runs. Undone changes are not sent again automatically.",
    "import": "Fills blank books only, and can be undone in the window.",
    "import-csv": "Never overwrites; a second import changes nothing.",
    "merge": "Nothing is deleted.",
    "split": "What devices sent for these files goes with them.",
    "relay": "Your devices stay in sync while this computer sleeps. `on` tests address and login first; `now` "
    "checks every recent document at once.",
    "organise": "Off until `organise --on`. Nothing is overwritten, and Calibre libraries stay as they are.",
    "write-metadata": "Off until `write-metadata --on`. Writes title, authors, series, language, description and "
    "identifiers; everything else stays the same byte for byte. `--undo` restores the files, `--accept` deletes "
    "the backups.",
    "device scan": "Changes nothing on the device.",
    "device import": "What is set here is never overwritten; a second import changes nothing.",
    "device setup": "Shows what changes and why. The earlier files stay beside the new ones; `--undo` restores them "
    "byte for byte. Refused while KOReader may be running.",
    "highlights carry": "Uses the file that KOReader itself reads when a book is opened. No sidecar is edited, and "
    "what was deleted on the device stays deleted.",
}
"""Notes that are only on the page, not in a command's help."""

MEANINGS = {
    "--json": "print JSON",
    "--off": "turn this off",
    "BOOK_ID": "a book's number, as `list` shows it",
    "DIGEST": "a document's digest, as `documents` shows it",
}
"""Arguments that mean the same everywhere and need no help in a terminal."""

_Subparsers = argparse._SubParsersAction


def main() -> int:
    """Write the page, and say so."""
    sys.path.insert(0, str(CHECKOUT))
    from bookorbit_desktop.cli.arguments import build_parser

    PAGE.write_text(document(build_parser()), encoding="utf-8", newline="\n")
    print(f"Wrote {PAGE.relative_to(CHECKOUT)}")
    return 0


def document(parser: argparse.ArgumentParser) -> str:
    """The whole page for a parser with subcommands."""
    lines = [HEAD, "## Options for all commands", "", *_rows(_options(parser)), "", "## Commands", ""]
    commands = list(_commands(parser))
    lines += ["| command | what it does |", "|---|---|"]
    lines += [f"| [`{name}`](#{_anchor(name)}) | {_cell(summary)} |" for name, summary, _ in commands]
    for name, summary, command in commands:
        lines += ["", *_chapter(name, summary, command)]
    return "\n".join(lines) + "\n"


def _commands(parser: argparse.ArgumentParser) -> list[tuple[str, str, argparse.ArgumentParser]]:
    """Name, help and parser of each command, its own subcommands behind it."""
    found = []
    for action in parser._actions:
        if not isinstance(action, _Subparsers):
            continue
        helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
        for name, command in action.choices.items():
            found.append((name, helps.get(name, ""), command))
            found += [(f"{name} {inner}", text, own) for inner, text, own in _commands(command)]
    return found


def _chapter(name: str, summary: str, command: argparse.ArgumentParser) -> list[str]:
    end = "" if summary.endswith(("?", ".")) else "."
    lines = [f"### {name}", "", f"{summary[:1].upper()}{summary[1:]}{end}"]
    if name in NOTES:
        lines[-1] += f" {NOTES[name]}"
    lines += ["", "```", _usage(name, command), "```"]
    rows = _rows([*_positionals(command), *_options(command)])
    lines += ["", *rows] if rows else []
    if command.epilog:
        lines += ["", command.epilog]
    return lines


def _usage(name: str, command: argparse.ArgumentParser) -> str:
    """One line; arguments that exclude each other are joined by a bar."""
    groups = {
        id(action): group for group in command._mutually_exclusive_groups for action in group._group_actions
    }
    words, told = ["bookorbit-desktop", name], set()
    for action in [*_options(command), *_positionals(command)]:
        group = groups.get(id(action))
        if group is None:
            words.append(_word(action))
        elif id(group) not in told:
            told.add(id(group))
            either = " | ".join(_word(one).strip("[]") for one in group._group_actions)
            words.append(f"({either})" if group.required else f"[{either}]")
    if any(isinstance(action, _Subparsers) for action in command._actions):
        words.append("…")
    return " ".join(words)


def _word(action: argparse.Action) -> str:
    """An argument in a usage line: in brackets where it may be left out."""
    if not action.option_strings:
        return _positional(action)
    return _signature(action) if action.required else f"[{_signature(action)}]"


def _options(command: argparse.ArgumentParser) -> list[argparse.Action]:
    shown = [action for action in command._actions if action.option_strings]
    return [action for action in shown if action.dest != "help" and action.help != argparse.SUPPRESS]


def _positionals(command: argparse.ArgumentParser) -> list[argparse.Action]:
    plain = [action for action in command._actions if not action.option_strings]
    return [action for action in plain if not isinstance(action, _Subparsers)]


def _signature(action: argparse.Action) -> str:
    option = action.option_strings[-1]
    value = "" if action.nargs == 0 else _value(action)
    return f"{option} {value}".strip()


def _positional(action: argparse.Action) -> str:
    value = _value(action)
    return {"?": f"[{value}]", "*": f"[{value} …]", "+": f"{value} …"}.get(str(action.nargs), value)


def _value(action: argparse.Action) -> str:
    if isinstance(action.metavar, tuple):
        return " ".join(action.metavar)
    if action.metavar:
        return action.metavar
    return "{" + ",".join(map(str, action.choices)) + "}" if action.choices else action.dest.upper()


def _rows(actions: list[argparse.Action]) -> list[str]:
    """The table of the arguments; none where there are none."""
    rows = [f"| `{_cell(_shown(action))}` | {_cell(_meaning(action))} |" for action in actions]
    return ["| argument | meaning |", "|---|---|", *rows] if rows else []


def _shown(action: argparse.Action) -> str:
    return _signature(action) if action.option_strings else _value(action)


def _meaning(action: argparse.Action) -> str:
    if action.help:
        return action.help.replace("%(default)s", str(action.default)).replace("%%", "%")
    word = action.option_strings[-1] if action.option_strings else _value(action)
    return MEANINGS.get(word) or MEANINGS.get(_value(action), "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def _anchor(name: str) -> str:
    return name.replace(" ", "-")


if __name__ == "__main__":
    sys.exit(main())
