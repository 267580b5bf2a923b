"""The documents are true: links lead somewhere, cited sections exist, and what is generated is up to date."""

import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from bookorbit_desktop.cli.arguments import build_parser
from tests.acceptance.forked import CHECKOUT

DOCS = CHECKOUT / "docs"
CITED = (DOCS / "reference", DOCS / "decisions")
"""The folders whose pages docstrings cite by name alone."""
MENTION = re.compile(r"(?<![\w/.-])([A-Za-z][A-Za-z_-]*\.md)\b")
SECTION = re.compile(r"(?<![\w/.-])([a-z][a-z-]*\.md),? section(?:s (\d+)(, | and | to )(\d+)| (\d+))")
ROW = re.compile(r"(?<![\w/.-])([a-z][a-z-]*\.md) (\d+)\.(\d+)\b")
QUOTED = re.compile(r"(?<![\w/.-])([a-z][a-z-]*\.md)(?: section \d+)?,?\s+(?:row )?[\"“]([^\"”]+)[\"”]")


def every_page() -> list[Path]:
    roots = [*CHECKOUT.glob("*.md"), CHECKOUT / "packaging" / "README.md"]
    return sorted([*roots, *DOCS.rglob("*.md")])


def test_the_command_line_page_is_what_the_parsers_say() -> None:
    written = (DOCS / "cli.md").read_text("utf-8")
    assert cli_reference().document(build_parser()) == written, "run: python3 packaging/dev.py docs"


def test_its_notes_are_about_commands_that_exist() -> None:
    tool = cli_reference()
    assert set(tool.NOTES) <= {name for name, _, _ in tool._commands(build_parser())}


@pytest.mark.parametrize("page", every_page(), ids=lambda page: str(page.relative_to(CHECKOUT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    assert list(broken_links(page)) == []


def broken_links(page: Path) -> Iterator[str]:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            yield link


@cache
def anchors(page: Path) -> frozenset[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return frozenset(
        re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-") for heading in headings
    )


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    waiting = [CHECKOUT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        links = re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8"))
        waiting += [(page.parent / link).resolve() for link in links if "://" not in link]
    assert set(DOCS.rglob("*.md")) <= seen


def test_the_glossary_fits_on_one_screen() -> None:
    assert len((DOCS / "glossary.md").read_text("utf-8").splitlines()) <= 40


class TestCitations:
    """Docstrings say "kosync.md section 2": a page of the reference or the decisions, and a heading in it."""

    def test_pages_have_names_of_their_own(self) -> None:
        names = [page.name for folder in CITED for page in folder.glob("*.md") if page.name != "README.md"]
        assert len(names) == len(set(names))

    def test_every_page_that_the_program_names_is_there(self) -> None:
        known = set(cited_pages()) | {page.name for page in every_page()}
        assert [(path, name) for path, name in mentions(MENTION) if name not in known] == []

    def test_every_section_that_is_cited_is_there(self) -> None:
        missing = [
            (path, page, number)
            for path, page, first, joint, last, only in mentions(SECTION)
            for number in numbers(first or only, joint, last)
            if page in cited_pages()
            and not re.search(rf"^###? {number}\. ", cited_pages()[page], re.MULTILINE)
        ]
        assert missing == []

    def test_every_row_that_is_cited_is_there(self) -> None:
        missing = [
            (path, page, section, row)
            for path, page, section, row in mentions(ROW)
            if not re.search(rf"^(\| {row} \||{row}\. )", chapter(cited_pages()[page], section), re.MULTILINE)
        ]
        assert missing == []

    def test_every_rule_that_is_quoted_is_there(self) -> None:
        missing = [
            (path, page, words)
            for path, page, words in mentions(QUOTED)
            if page in cited_pages() and words.rstrip(" .").lower() not in cited_pages()[page].lower()
        ]
        assert missing == []


@cache
def cited_pages() -> dict[str, str]:
    pages = [DOCS / "comparison.md", *(page for folder in CITED for page in folder.glob("*.md"))]
    return {page.name: page.read_text("utf-8") for page in pages}


def mentions(pattern: re.Pattern[str]) -> Iterator[tuple[str, ...]]:
    """What the program's sources say: the file, and the groups of the pattern."""
    for path, text in sources():
        for found in pattern.finditer(text):
            yield (path, *(group or "" for group in found.groups()))


@cache
def sources() -> tuple[tuple[str, str], ...]:
    """Each module of the program on one line, so that a citation may be broken over two."""
    files = sorted((CHECKOUT / "bookorbit_desktop").rglob("*.py"))
    return tuple((str(path.relative_to(CHECKOUT)), one_line(path.read_text("utf-8"))) for path in files)


def one_line(text: str) -> str:
    return re.sub(r"\n\s*(?:# )?", " ", text)


def numbers(first: str, joint: str, last: str) -> list[int]:
    if not last:
        return [int(first)]
    return list(range(int(first), int(last) + 1)) if joint == " to " else [int(first), int(last)]


def chapter(text: str, number: str) -> str:
    return text.partition(f"\n## {number}. ")[2].partition("\n## ")[0]


@cache
def cli_reference() -> ModuleType:
    path = CHECKOUT / "packaging" / "cli_reference.py"
    spec = importlib.util.spec_from_file_location("cli_reference", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
