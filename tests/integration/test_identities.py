"""The identity pass over real files and workers: what it keeps, in which order, and how it ends."""

import asyncio
import hashlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.library.book import BookFile
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.overview.activity import JobKind, JobState
from bookorbit_desktop.domain.overview.events import Event, IdentitiesProgressed
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.library.identities import CANCELLED
from bookorbit_desktop.services.runtime.event_bus import job
from bookorbit_desktop.storage.koreader.digests import DigestRepository
from tests.books import edit_metadata, write_epub, write_pdf, write_zip
from tests.services import make_services

PATIENCE = 120.0


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = make_services(tmp_path / "data")
    yield opened
    asyncio.run(opened.identities.close())
    opened.database.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "books"
    path.mkdir()
    return path


def scan(services: Services, folder: Path) -> None:
    asyncio.run(services.library.add_and_scan([str(folder)]))


def files(services: Services) -> dict[str, BookFile]:
    """Every file by the title of its book."""
    rows = services.book_list.rows(BookQuery())
    return {row.title: file for row in rows for file in services.library.book(row.id).files}


def push(services: Services, document: str, percentage: float) -> None:
    asyncio.run(services.progress.receive(Push(document, "/body/p[1]", percentage, "Kobo", "K")))


def percentage(services: Services, document: str) -> float | None:
    position = services.progress.position(document)
    return None if position is None else position.percentage


def titles_in_order(services: Services) -> list[str]:
    """Filled with the titles of the books that a pass comes to."""
    titles: list[str] = []
    services.events.subscribe(
        lambda event: titles.append(event.current) if isinstance(event, IdentitiesProgressed) else None
    )
    return titles


def test_every_format_gets_its_full_digest_and_epubs_their_text(services: Services, folder: Path) -> None:
    epub = write_epub(folder / "Dune.epub", "Dune", cover=False)
    pdf = write_pdf(folder / "Paper.pdf", Title="Paper")
    scan(services, folder)
    assert [file.full_md5 for file in files(services).values()] == [None, None], "a scan reads less"

    services.identities.run()

    known = files(services)
    assert known["Dune"].full_md5 == hashlib.md5(epub.read_bytes()).hexdigest()
    assert known["Paper"].full_md5 == hashlib.md5(pdf.read_bytes()).hexdigest()
    assert (bool(known["Dune"].spine), known["Paper"].spine) == (True, "")
    (done,) = [one for one in services.activity.jobs() if one.kind is JobKind.IDENTITIES]
    assert (done.state, done.stage) == (JobState.DONE, "2 of 2 files read.")


def test_books_that_devices_read_come_first(services: Services, folder: Path) -> None:
    for title in ("Atlas", "Bees", "Clocks"):
        write_epub(folder / f"{title}.epub", title, cover=False)
    scan(services, folder)
    push(services, files(services)["Clocks"].partial_md5, 0.2)
    titles = titles_in_order(services)

    services.identities.run()

    assert titles == ["Clocks", "Atlas", "Bees"]


def test_a_cancelled_pass_keeps_what_it_read_and_goes_on_there(services: Services, folder: Path) -> None:
    for title in ("Atlas", "Bees", "Clocks"):
        write_epub(folder / f"{title}.epub", title, cover=False)
    scan(services, folder)

    def cancel_at_bees(event: Event) -> None:
        if isinstance(event, IdentitiesProgressed) and event.current == "Bees":
            services.identities.cancel()

    forget = services.events.subscribe(cancel_at_bees)
    services.identities.run()
    forget()
    (cancelled,) = [one for one in services.activity.jobs() if one.kind is JobKind.IDENTITIES]
    assert cancelled.stage == f"{CANCELLED} 1 of 3 files read."
    titles = titles_in_order(services)
    services.identities.run()

    assert titles == ["Bees", "Clocks"]
    assert all(file.full_md5 for file in files(services).values())


def test_nothing_to_read_is_no_job(services: Services, folder: Path) -> None:
    write_epub(folder / "Dune.epub", "Dune", cover=False)
    scan(services, folder)
    services.identities.run()
    services.identities.run()
    assert len([one for one in services.activity.jobs() if one.kind is JobKind.IDENTITIES]) == 1


def test_the_identity_pass_runs_after_all_scans_have_ended(services: Services, folder: Path) -> None:
    write_epub(folder / "Dune.epub", "Dune", cover=False)
    over = threading.Event()

    def note_end(event: Event) -> None:
        if isinstance(event, IdentitiesProgressed):
            over.set()

    with job(services.events, JobKind.SCAN):
        services.identities.start()
        scan(services, folder)
        services.events.subscribe(note_end)
        assert not over.is_set(), "another scan is under way"
    assert over.wait(PATIENCE)


def test_a_text_that_cannot_be_read_says_why_and_is_read_again_when_wanted(
    services: Services, folder: Path
) -> None:
    opf = (
        b'<package><metadata><title>Dune</title></metadata><manifest><item id="a" href="a.xhtml"/></manifest>'
        b'<spine><itemref idref="a"/></spine></package>'
    )
    container = b'<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>'
    bomb = b"<html><body><p>" + b" " * 9_000_000 + b"</p></body></html>"
    entries = {"META-INF/container.xml": container, "a.opf": opf, "a.xhtml": bomb}
    write_zip(folder / "Dune.epub", entries)
    scan(services, folder)
    services.identities.run()
    file = files(services)["Dune"]
    assert (file.spine, file.identity_problem) == ("", "A chapter of this EPUB is larger than 8 MB.")
    assert file.full_md5

    services.identities.run()
    titles = titles_in_order(services)
    (row,) = services.book_list.rows(BookQuery())
    services.identities.read_again(row.id)
    services.identities.run()

    assert titles == ["Dune"], "only when the person wants it"


def test_a_file_that_changed_since_its_scan_waits_for_the_next_scan(services: Services, folder: Path) -> None:
    """Its old digests must not be taken for the text that it holds now."""
    path = write_epub(folder / "Dune.epub", "Dune", cover=False)
    scan(services, folder)
    old = files(services)["Dune"].partial_md5
    write_epub(path, "Dune", cover=False, paragraphs=["Another text."])
    services.identities.run()
    assert files(services)["Dune"].full_md5 is None

    scan(services, folder)
    services.identities.run()
    push(services, old, 0.4)

    new = files(services)["Dune"].partial_md5
    assert (percentage(services, old), percentage(services, new)) == (0.4, None)


def test_the_text_of_a_file_that_is_gone_stays_known(services: Services, folder: Path) -> None:
    path = write_epub(folder / "Dune.epub", "Dune", cover=False)
    scan(services, folder)
    services.identities.run()
    old = files(services)["Dune"].partial_md5
    for title in ("Dune, second", "Dune, third"):
        edit_metadata(path, title=title)
        scan(services, folder)
        services.identities.run()
    push(services, old, 0.4)
    assert percentage(services, files(services)["Dune, third"].partial_md5) == 0.4


def test_a_name_that_stood_for_two_texts_is_taken_for_neither(services: Services, folder: Path) -> None:
    path = write_epub(folder / "Dune.epub", "Dune", cover=False)
    scan(services, folder)
    services.identities.run()
    first = files(services)["Dune"]
    write_epub(path, "Dune", cover=False, paragraphs=["Another text."])
    scan(services, folder)
    services.identities.run()
    second = files(services)["Dune"].partial_md5
    push(services, first.filename_md5, 0.4)
    assert [percentage(services, digest) for digest in (first.partial_md5, second)] == [None, None]
    assert percentage(services, first.filename_md5) == 0.4


@pytest.mark.parametrize("served_first", [True, False])
def test_a_file_that_was_given_out_is_known_by_that_name(
    services: Services, folder: Path, served_first: bool
) -> None:
    write_epub(folder / "Dune.epub", "Dune", cover=False)
    scan(services, folder)
    (row,) = services.book_list.rows(BookQuery())
    partial = files(services)["Dune"].partial_md5
    served = hashlib.md5(b"Frank Herbert - Dune.epub").hexdigest()
    digests = DigestRepository(services.database)

    def serve() -> None:
        services.database.write(lambda: digests.add_served(served, row.id, partial, 1.0))

    for step in (serve, services.identities.run)[:: 1 if served_first else -1]:
        step()
    push(services, partial, 0.4)

    assert percentage(services, served) == 0.4


def test_a_position_that_came_under_the_full_digest_counts_once_it_is_known(
    services: Services, folder: Path
) -> None:
    path = write_epub(folder / "Dune.epub", "Dune", cover=False)
    push(services, hashlib.md5(path.read_bytes()).hexdigest(), 0.4)
    scan(services, folder)
    services.identities.run()
    (row,) = services.book_list.rows(BookQuery())
    assert row.percentage == 0.4


def test_a_merged_digest_of_two_texts_is_taken_for_neither(services: Services, folder: Path) -> None:
    for name, text in (("a", "One text."), ("b", "Quite another text.")):
        (folder / name).mkdir()
        write_epub(folder / name / "Dune.epub", f"Dune {name}", cover=False, paragraphs=[text])
    scan(services, folder)
    services.identities.run()
    known = files(services)
    one, other = services.book_list.rows(BookQuery())
    services.merging.merge(one.id, [other.id])
    push(services, known["Dune a"].filename_md5, 0.4)
    assert [percentage(services, known[title].partial_md5) for title in ("Dune a", "Dune b")] == [None, None]
