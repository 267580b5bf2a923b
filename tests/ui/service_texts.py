"""The texts for people in the rooms below the window that are no messages, found in their source."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bookorbit_desktop.services.hardcover.sign_in import PAGE

ROOT = Path(__file__).parents[2] / "bookorbit_desktop"
ROOMS = ("domain", "services", "hardcover", "relay", "formats", "devices", "storage", "system", "server")
NAME, NUMBER = "Qx", "7"
"""What stands in for the holes of an f-string: a name, or a number."""

NOT_FOR_PEOPLE = {
    "domain/library/calibre_words.py": "words to know again",
    "domain/usb/answers.py": "answers on the command line",
    "domain/base/language.py": "names of languages to know again",
    "domain/base/titles.py": "patterns",
    "domain/matching/author_names.py": "names to know again",
    "domain/matching/derivatives.py": "patterns",
    "domain/base/letters.py": "letters",
    "domain/base/messages.py": "errors of its own",
    "domain/matching/title_numbers.py": "number words to know again",
    "domain/matching/title_readings.py": "patterns",
    "domain/matching/title_words.py": "patterns",
    "domain/library/download_names.py": "names of files",
    "formats/calibre_tables.py": "SQL",
    "formats/epub_writer.py": "markup and identifiers",
    "formats/highlights.py": "markup and names of columns",
    "formats/reading_csv_writer.py": "names of columns",
    "formats/reading_csv.py": "names of columns",
    "hardcover/quotes.py": "GraphQL",
    "hardcover/shelf.py": "GraphQL",
    "hardcover/operations.py": "GraphQL",
    "hardcover/tokens.py": "patterns",
    "server/connections.py": "lines of the log",
    "server/control.py": "answers on the command line",
    "server/kosync.py": "answers to devices",
    "server/auth.py": "answers to devices",
    "server/dav/books.py": "answers to devices",
    "server/dav/calls.py": "answers to devices",
    "server/dav/handlers.py": "answers to devices",
    "server/dav/uploads.py": "answers to devices",
    "server/replies.py": "headers",
    "server/browsers.py": "headers",
    "server/opds/atom.py": "answers to devices",
    "server/opds/json_feed.py": "answers to devices",
    "server/opds/catalogue.py": "answers to devices",
    "server/opds/media.py": "media types",
    "server/opds/replies.py": "headers",
    "server/opds/handlers.py": "answers to devices",
    "server/plugin/handlers.py": "answers to devices",
    "server/protocol.py": "answers to devices",
    "server/push_body.py": "answers to devices",
    "server/app.py": "a page for browsers",
    "system/mdns.py": "lines of the log",
    "services/highlights/words.py": "names of columns, and what Anki reads first",
    "services/opds/opds_catalogue.py": "answers to devices",
    "services/runtime/folded_log.py": "lines of the log",
    "storage/library/feed_books.py": "SQL",
}
TECHNICAL = {
    "Record Qx": "in the place of a title that nobody knows",
    "Untitled Qx": "in the place of a title that nobody knows",
    "Qx Vol. Qx Qx": "a query",
    "Qx Vol. Qx": "a title to compare",
    "BookOrbit Desktop": "a name",
    "BookOrbit statistics": "a name",
    "“Qx” at": "a line of the log",
    "Refused QxQx: Qx": "a line of the log",
    "Qx bytes": "in the file of diagnostics",
    ", until Qx": "in the file of diagnostics",
    "no reason given": "in the place of a code of Hardcover's",
    PAGE.format(title="Qx", text="Qx"): "a page whose words are messages",
    "Books, Qx": "in the file of diagnostics",
    "The network loop has stopped.": "a bug",
    "The database is closed.": "a bug",
    "Only Windows has a registry.": "a bug",
    "Lua has no literal for NaN.": "a bug",
    "after a sleep": "a debugging message",
    "Qx UTC": "in the report of a crash",
    "sudo ufw allow Qx/tcp": "a command",
    "sudo firewall-cmd --permanent --add-port=Qx/tcp && sudo firewall-cmd --reload": "a command",
    "system volume information": "a folder of Windows",
    "numbers do not end": "a bug",
    "Bearer Qx": "a header",
    "unable to verify token": "Hardcover's words to know again",
    "malformed authorization header": "Hardcover's words to know again",
    "missing scope": "Hardcover's words to know again",
    "request timeout": "Hardcover's words to know again",
    "HTTP Qx": "a code",
    "PRAGMA trusted_schema=OFF": "SQL",
    "PRAGMA user_version": "SQL",
    "SELECT name FROM sqlite_master WHERE type = 'table'": "SQL",
    "book reader": "the name of a process",
}
_OTHER_LANGUAGE = ("[Desktop Entry]", "str | ", "bytes | ")
_SENTENCE = re.compile(r"[A-Z“'].* .*[.!…]", re.DOTALL)
"""Of storage and of a device's statistics, where nearly all texts are SQL."""
_WITH_SQL = (
    "storage/",
    "devices/statistics.py",
    "devices/statistics.py",
    "devices/koinsight.py",
    "devices/cloud_database.py",
    "devices/cloud_database.py",
)
_SEVERAL_WORDS = re.compile(r"[^\W\d_]{2}.* | .*[^\W\d_]{2}")
_NOT_SPEAKING = {"_log", "log", "logger", "re"}


@dataclass(frozen=True, slots=True)
class Text:
    """A text, with a name and with a number in its holes."""

    place: str
    """File and line."""
    named: str
    numbered: str


def service_texts() -> Iterator[Text]:
    """Every text of more than one word that is no message, no docstring, no debugging message and no markup."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if name not in NOT_FOR_PEOPLE and "/migrations/" not in name:
                yield from _texts(name, ast.parse(path.read_text(encoding="utf-8")))


def _texts(name: str, tree: ast.Module) -> Iterator[Text]:
    silent = set(_silent(tree))
    for node in ast.walk(tree):
        if node in silent or not isinstance(node, ast.Constant | ast.JoinedStr):
            continue
        text = Text(f"{name}:{node.lineno}", _filled(node, NAME).strip(), _filled(node, NUMBER).strip())
        speaks = _SENTENCE.fullmatch if name.startswith(_WITH_SQL) else _SEVERAL_WORDS.search
        if speaks(text.numbered) and not text.named.startswith(_OTHER_LANGUAGE):
            yield text


def _silent(tree: ast.Module) -> Iterator[ast.AST]:
    """Texts of messages, docstrings, parts of an f-string, debugging messages and patterns, annotations."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield from node.values
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Message":
            yield from node.args[:1]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id in _NOT_SPEAKING:
                yield from node.args
        elif isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
            yield node.annotation


def _filled(node: ast.AST, hole: str) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_filled(part, hole) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return hole
    value = node.value if isinstance(node, ast.Constant) else ""
    return re.sub(r"\{\w+\}", hole, value) if isinstance(value, str) else ""
