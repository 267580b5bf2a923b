"""Whatever devices hold, whatever the person answers: a second import of the same device changes nothing."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bookorbit_desktop.devices.sidecars import group_by_book
from bookorbit_desktop.domain.usb.device_import import (
    BookTick,
    DeviceImportPlan,
    FieldName,
    ImportTicks,
    usual_ticks,
)
from bookorbit_desktop.domain.usb.files import (
    Annotation,
    AnnotationKind,
    BookProps,
    DeviceKind,
    DeviceScan,
    DeviceStatistics,
    DeviceStatus,
    FoundDevice,
    PageRow,
    Sidecar,
    SidecarLocation,
    StatisticsBook,
)
from bookorbit_desktop.services.container import Services
from tests.services import add_book, make_services

TITLES = st.sampled_from(["", "Emma", "Emma, annotated", "Gardening for Cats", "Orchard"])
DIGESTS = st.sampled_from(["", "a" * 32, "b" * 32, "c" * 32, "d" * 32])
AUTHORS = st.sampled_from([(), ("Jane Austen",), ("Ada Example",)])
START = 1_699_963_200


@st.composite
def sidecars(draw: st.DrawFn) -> Sidecar:
    path = f"/mnt/onboard/{draw(st.integers(0, 5))}.epub".encode()
    text = draw(st.sampled_from(["", "words"]))
    return Sidecar(
        path=path,
        location=SidecarLocation.BESIDE,
        modified_ns=0,
        device_path=path,
        digest=draw(DIGESTS),
        props=BookProps(title=draw(TITLES), authors=draw(AUTHORS)),
        status=draw(st.sampled_from([None, *DeviceStatus])),
        rating=draw(st.sampled_from([None, 2, 5])),
        review=draw(st.sampled_from(["", "Good"])),
        modified=draw(st.sampled_from([None, date(2023, 11, 20)])),
        percent=draw(st.sampled_from([None, 0.0, 0.01, 0.4, 1.0])),
        annotations=(Annotation(AnnotationKind.HIGHLIGHT, text, page="/a", start="/a", end="/b"),)
        if text
        else (),
    )


@st.composite
def scans(draw: st.DrawFn) -> DeviceScan:
    # KOReader's table has an index over title, authors and digest that lets none of them in twice.
    named = draw(st.lists(st.tuples(TITLES, AUTHORS, DIGESTS), max_size=3, unique=True))
    books = [
        StatisticsBook(number, title, "\n".join(authors), digest, 20, "", "en", 600, 20, START)
        for number, (title, authors, digest) in enumerate(named)
    ]
    rows = [
        PageRow(
            book.id, page, START + draw(st.integers(0, 3)) * 100 + page * 60, draw(st.integers(5, 120)), 20
        )
        for book in books
        for page in range(1, 1 + draw(st.integers(0, 20)))
    ]
    device = FoundDevice(
        DeviceKind.KOBO, b"/kobo", b"/kobo/.adds/koreader", device_id=draw(st.sampled_from("KL"))
    )
    found = draw(st.lists(sidecars(), max_size=4, unique_by=lambda sidecar: sidecar.path))
    statistics = DeviceStatistics(b"/statistics.sqlite3", 20221111, tuple(books), tuple(rows))
    return DeviceScan(device, tuple(group_by_book(found)), statistics=statistics)


ANSWERS = st.lists(st.none() | st.tuples(st.integers(0, 9), st.sets(st.sampled_from(FieldName))), max_size=6)


def answered(plan: DeviceImportPlan, answers: list[tuple[int, set[FieldName]] | None]) -> ImportTicks:
    """The usual ticks, with other choices and lines for some of the books."""
    ticks = dict(usual_ticks(plan).books)
    for book, answer in zip(plan.books, answers, strict=False):
        if answer is None:
            ticks.pop(book.key, None)
        elif book.choices:
            choice, lines = answer
            ticks[book.key] = BookTick(choice % len(book.choices), frozenset(lines))
    return ImportTicks(ticks)


def everything(services: Services) -> list[str]:
    """The database but what is remembered of devices: a book of which nothing is new may be left out at first."""
    services.database.write(lambda: None)  # the states towards Hardcover are brought up to date before
    lines = services.database.connection().iterdump()
    return [line for line in lines if not line.startswith('INSERT INTO "device_book"')]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two books."""
    folder = tmp_path_factory.mktemp("twice") / "data"
    services = make_services(folder)
    add_book(services, "Emma", "Jane Austen", digest="a" * 32)
    add_book(services, "Orchard", "Ada Example", digest="b" * 32)
    services.database.close()
    return folder


@contextmanager
def a_copy_of(library: Path) -> Iterator[Services]:
    with tempfile.TemporaryDirectory(prefix="bo-") as folder:
        copy = Path(folder) / "data"
        shutil.copytree(library, copy)
        services = make_services(copy)
        try:
            yield services
        finally:
            services.database.close()


def scan_of(*books: tuple[str, str], read_at: int) -> DeviceScan:
    """Books by title and digest, one page of each read then."""
    device = FoundDevice(DeviceKind.KOBO, b"/kobo", b"/kobo/.adds/koreader", device_id="K")
    known = [
        StatisticsBook(number, title, "", digest, 20, "", "en", 600, 20, START)
        for number, (title, digest) in enumerate(books)
    ]
    rows = [PageRow(book.id, 1, read_at, 60, 20) for book in known]
    statistics = DeviceStatistics(b"/statistics.sqlite3", 20221111, tuple(known), tuple(rows))
    return DeviceScan(device, statistics=statistics)


# The person wants nothing of Emma's; read on there, it is no news, and neither is when that was.
@example(
    scan_of(("Emma", "a" * 32), read_at=START),
    scan_of(("", "d" * 32), ("Emma", "a" * 32), read_at=START + 900),
    [(0, set()), None],
)
@settings(max_examples=10, deadline=None)
@given(scans(), scans(), ANSWERS)
def test_importing_twice_changes_nothing(
    library: Path,
    one: DeviceScan,
    other: DeviceScan,
    answers: list[tuple[int, set[FieldName]] | None],
) -> None:
    with a_copy_of(library) as services:
        importing = services.device_import
        for scan in (one, other):
            plan = importing.plan(scan)
            importing.carry_out(plan, answered(plan, answers))
            before, last = everything(services), importing.plan(scan)
            assert [
                (book.key, line)
                for book in last.books
                if book.has_news
                for line in book.choices[0].fields
                if line.ticked
            ] == []
            assert not last.has_news
            done = importing.carry_out(last, usual_ticks(last))
            assert (done.changed, done.gone, done.annotations.new) == ((), (), 0)
            assert everything(services) == before
