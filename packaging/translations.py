"""Brings the catalogues of translated texts up to date: `python3 packaging/dev.py translations`.

lupdate finds the texts of the window, and the syntax tree those of messages, `Message("You're offline.")`, in the rooms
below it. This keeps what is translated, marks the texts with %n as counted (lupdate for Python does so only for calls
with three arguments) and compiles each catalogue. What is new stays unfinished, and shows in English until somebody
translates it: with Qt Linguist, or any editor.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CHECKOUT = Path(__file__).resolve().parents[1]
FOLDER = CHECKOUT / "resources" / "translations"
FORMS = 2
"""Plural forms of German, French, Spanish and Italian, as Qt counts them."""
VERBATIM = "{0}"
"""The text of a message that is the same in every language."""
ENGLISH = ("cli", "demo")
"""Rooms that speak English."""


def main(arguments: Sequence[str]) -> int:
    """Renews and compiles every catalogue there is, and says how many texts each lacks; `compile` only compiles."""
    for catalogue in sorted(FOLDER.glob("bookorbit_*.ts")):
        if "compile" not in arguments:
            print(f"{catalogue.name}: {renew(catalogue)} texts to translate")
        compile_catalogue(catalogue, catalogue.with_suffix(".qm"))
    return 0


def renew(catalogue: Path) -> int:
    """Writes the catalogue with the texts of today's source; returns how many are not translated."""
    language = catalogue.stem.removeprefix("bookorbit_")
    known = dict(messages(ElementTree.fromstring(catalogue.read_text("utf-8"))))
    today = texts_of_the_source(language)
    missing = 0
    for key, message in messages(today):
        if key in known:
            message[:] = known[key]
        missing += message.find("translation[@type]") is not None
    ElementTree.indent(today, "    ")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    catalogue.write_text(head + ElementTree.tostring(today, "unicode") + "\n", "utf-8", newline="\n")
    return missing


def texts_of_the_source(language: str) -> ElementTree.Element:
    """A catalogue with every text of the window and of every message, none of them translated."""
    sources = sorted((CHECKOUT / "bookorbit_desktop" / "ui").rglob("*.py"))
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fresh.ts"
        options = ["-locations", "none", "-source-language", "en", "-target-language", language]
        linguist_tool("lupdate", "-silent", *options, *sources, "-ts", fresh)
        catalogue = ElementTree.fromstring(fresh.read_text("utf-8"))
    _add(catalogue, texts_of_messages())
    for (_, source), message in messages(catalogue):
        if "%n" in source:
            message.set("numerus", "yes")
            for translation in message.iter("translation"):
                translation[:] = [ElementTree.Element("numerusform") for _ in range(FORMS)]
    return catalogue


def texts_of_messages() -> list[str]:
    """The text of every `Message` that is written with its text, once each, in the order of the source."""
    package = CHECKOUT / "bookorbit_desktop"
    rooms = sorted(room for room in package.iterdir() if room.is_dir() and room.name not in ENGLISH)
    texts: dict[str, None] = {}
    for path in (path for room in rooms for path in sorted(room.rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="Message"), args=[ast.Constant(value=str(text)), *_]) if text:
                    texts[text] = None
    texts.pop(VERBATIM, None)
    return list(texts)


def _add(catalogue: ElementTree.Element, texts: list[str]) -> None:
    """Put texts under the context without a name, where the window looks for all of its own."""
    context = next(one for one in catalogue.iter("context") if not one.findtext("name"))
    known = {message.findtext("source") for message in context.iter("message")}
    for text in texts:
        if text not in known:
            message = ElementTree.SubElement(context, "message")
            ElementTree.SubElement(message, "source").text = text
            ElementTree.SubElement(message, "translation", type="unfinished")


def messages(catalogue: ElementTree.Element) -> Iterator[tuple[tuple[str, str], ElementTree.Element]]:
    """Every text with the context and the English words that name it."""
    for context in catalogue.iter("context"):
        for message in context.iter("message"):
            yield (context.findtext("name") or "", message.findtext("source") or ""), message


def compile_catalogue(catalogue: Path, compiled: Path) -> None:
    """Writes what the program loads."""
    linguist_tool("lrelease", "-silent", catalogue, "-qm", compiled)


def linguist_tool(name: str, *arguments: str | Path) -> None:
    """Runs the lupdate or lrelease that came with PySide6."""
    tool = Path(sys.executable).with_name(f"pyside6-{name}{'.exe' if sys.platform == 'win32' else ''}")
    subprocess.run([tool, *arguments], cwd=CHECKOUT, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
