"""Names for files by a template, whatever books are called."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.files.organise import (
    DEFAULT_TEMPLATE,
    FILE_LIMIT,
    FOLDER_LIMIT,
    Planner,
    TargetNaming,
    parse_template,
    safe_file,
    safe_folder,
    same_name_key,
    sidecar_of,
)
from bookorbit_desktop.domain.library.metadata import BookMetadata, FileFormat
from bookorbit_desktop.formats.detect_format import format_of, is_skipped_folder

ROOT = b"/books"
BOOK = BookMetadata(title="Emma", authors=("Jane Austen", "Another"), series="Novels", series_index=4.0)

NASTY = st.text(max_size=400) | st.sampled_from(
    (
        "..",
        ".",
        "CON",
        "con.txt",
        "LPT1 .x",
        "a/b\\c",
        "README",
        "x.kepub",
        "x.fb2",
        "y.sdr",
        "$Recycle.Bin",
        " ",
        "",
    )
)


def placed(
    template: str, metadata: BookMetadata, listing: dict[bytes, dict[bytes, bool]] | None = None
) -> str:
    """Where a file goes that lies elsewhere."""
    disk = listing or {}
    planner = Planner(parse_template(template), lambda folder: disk.get(folder, {}))
    return planner.place(TargetNaming(b"/books/in/x.epub", ROOT, metadata, FileFormat.EPUB)).decode()


@pytest.mark.parametrize(
    ("metadata", "path"),
    [
        (BOOK, "/books/Jane Austen/Novels 04 - Emma.epub"),
        (BookMetadata(title="Emma", authors=("Jane Austen",)), "/books/Jane Austen/Emma.epub"),
        (BookMetadata(title="Emma", series="Novels"), "/books/Unknown Author/Novels - Emma.epub"),
        (BookMetadata(series="N", series_index=1.5), "/books/Unknown Author/N 01.5 - Untitled.epub"),
        (BookMetadata(title="A/B: C?", authors=("..",)), "/books/_/A_B_ C_.epub"),
        (BookMetadata(title="What...", authors=("Aux",)), "/books/_Aux/What.epub"),
        (BookMetadata(title="readme", authors=("Me.sdr",)), "/books/Me_sdr/_readme.epub"),
        (BookMetadata(title="x.kepub", authors=(".hidden",)), "/books/hidden/x_kepub.epub"),
    ],
)
def test_the_usual_template(metadata: BookMetadata, path: str) -> None:
    assert placed(DEFAULT_TEMPLATE, metadata) == path


def test_every_field() -> None:
    book = BookMetadata("T", ("A", "B"), "S", 12.0, "en", publisher="P", published="1813-01-28")
    template = "{language}/{authors}/{year} {publisher}/{series} {series_index} {title}"
    assert placed(template, book) == "/books/en/A, B/1813 P/S 12 T.epub"


def test_a_folder_with_nothing_in_it_is_left_out() -> None:
    assert placed("{series}/[{publisher}]/{title}", BookMetadata(title="T")) == "/books/T.epub"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{author}",
        "/{title}",
        "{title}/",
        "{author}//{title}",
        "{writer}/{title}",
        "{title",
        "title}",
        "[{title}",
        "{title}]",
        "][{title}",
        "[{author}/]{title}",
        "{author}\\{title}",
        "{title}" * 100,
        "a/b/c/d/e/f/g/{title}",
    ],
)
def test_an_unusable_template_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_template(text)
    assert str(refused.value).endswith(".")


def test_a_taken_name_gets_a_number() -> None:
    planner = Planner(
        parse_template("{author}/{title}"),
        lambda folder: {b"emma.EPUB": False} if folder == b"/books/Jane Austen" else {},
    )
    places = [planner.place(TargetNaming(b"/in/%d.epub" % n, ROOT, BOOK, FileFormat.EPUB)) for n in range(2)]
    assert places == [b"/books/Jane Austen/Emma (2).epub", b"/books/Jane Austen/Emma (3).epub"]


def test_a_file_at_its_target_stays_even_with_a_number() -> None:
    here = b"/books/Jane Austen/Emma (2).epub"
    disk = {b"/books/Jane Austen": {b"Emma.epub": False, b"Emma (2).epub": False}}
    planner = Planner(parse_template("{author}/{title}"), lambda folder: disk.get(folder, {}))
    assert planner.place(TargetNaming(here, ROOT, BOOK, FileFormat.EPUB)) == here


def test_a_folder_is_used_as_it_is_written_on_the_disk() -> None:
    decomposed = unicodedata.normalize("NFD", "ZOË").encode()
    disk = {ROOT: {decomposed: True, b"plain": False}}
    zoe = BookMetadata(title="T", authors=("Zoë",))
    assert placed("{author}/{title}", zoe, disk).encode() == b"/books/" + decomposed + b"/T.epub"
    a_file = BookMetadata(title="T", authors=("Plain",))
    assert placed("{author}/{title}", a_file, disk) == "/books/Plain (2)/T.epub"


@given(st.builds(BookMetadata, title=NASTY, authors=st.lists(NASTY, max_size=2).map(tuple), series=NASTY))
def test_no_book_leaves_the_folder_or_gets_a_name_that_a_system_refuses(metadata: BookMetadata) -> None:
    for file_format in FileFormat:
        planner = Planner(parse_template(DEFAULT_TEMPLATE), lambda folder: {})
        file = TargetNaming(b"/elsewhere/x", ROOT, metadata, file_format)
        path = planner.place(file)
        assert path == Planner(parse_template(DEFAULT_TEMPLATE), lambda folder: {}).place(file)
        *folders, name = path.decode().removeprefix("/books/").split("/")
        assert len(folders) == 1
        assert format_of(name.encode()) is file_format
        assert not is_skipped_folder(folders[0].encode())
        for part, limit in ((folders[0], FOLDER_LIMIT + 1), (name, FILE_LIMIT + 1)):
            verify_valid(part, limit)


def verify_valid(name: str, limit: int) -> None:
    """Rules of Windows, the strictest of the three, and of names that are not hidden."""
    assert name
    assert len(name.encode()) <= limit
    assert name == name.strip()
    assert not name.endswith(".")
    assert not name.startswith(".")
    assert not any(letter in '\\/:*?"<>|' or ord(letter) < 32 or ord(letter) == 127 for letter in name)
    assert unicodedata.is_normalized("NFC", name)
    stem = name.split(".")[0].rstrip().upper()
    assert stem not in {"CON", "PRN", "AUX", "NUL", *(f"{d}{n}" for d in ("COM", "LPT") for n in range(10))}


@given(st.text(max_size=40))
def test_spellings_of_one_name_have_one_key(name: str) -> None:
    one = same_name_key(name.encode("utf-8", "replace"))
    for form in ("NFC", "NFD"):
        other = unicodedata.normalize(form, name).encode("utf-8", "replace")
        assert same_name_key(other) == one


@given(NASTY)
def test_a_safe_name_is_safe_again(text: str) -> None:
    assert safe_folder(safe_folder(text)) == safe_folder(text)
    stem = safe_file(text, FileFormat.EPUB).removesuffix(".epub")
    assert safe_file(stem, FileFormat.EPUB) == f"{stem}.epub"


def test_koreaders_folder_beside_a_book() -> None:
    assert sidecar_of(b"/b/Emma.kepub.epub") == b"/b/Emma.kepub.sdr"
