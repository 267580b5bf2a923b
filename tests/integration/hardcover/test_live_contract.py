"""The opt-in check of Hardcover itself (tests/live), pointed at the local Hardcover on a socket."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from graphql import build_schema, parse, validate

from bookorbit_desktop.demo.local_hardcover import (
    DEMO_TOKEN,
    UNLIMITED,
    FaultKind,
    LocalHardcover,
    NewEdition,
    Options,
    World,
)
from bookorbit_desktop.demo.local_hardcover.execution import SCHEMA_TEXT
from bookorbit_desktop.demo.local_hardcover.world import AUDIO
from bookorbit_desktop.domain.base.errors import HardcoverError
from bookorbit_desktop.hardcover.client import HardcoverClient
from tests.acceptance.hardcover import Hardcover
from tests.live.contract import (
    DOCUMENTS,
    PROBES,
    Contract,
    UnfitBook,
    difference,
    honours_insert_dates,
    local_answers,
    makes_progress_rows,
)
from tests.unit.hardcover.test_operations import needs_official, official_schema

ROOT = Path(__file__).parents[3]
EDITIONS = [
    NewEdition(320, users=90),
    NewEdition(None, reading_format=AUDIO, users=500, audio_seconds=36_000),
    NewEdition(None, users=5),
]


def make_world() -> tuple[World, int]:
    world = World()
    world.add_user("demo", privacy_id=1)
    return world, world.add_book("Asked About", ["Ada Example"], editions=EDITIONS)


@asynccontextmanager
async def on_a_socket(
    world: World, **options: object
) -> AsyncIterator[tuple[LocalHardcover, HardcoverClient]]:
    local = LocalHardcover(world, options=Options(tier=UNLIMITED, **options))  # type: ignore[arg-type]
    url = await local.start()
    try:
        async with HardcoverClient(url, lambda: DEMO_TOKEN, jitter=lambda: 0.0) as client:
            yield local, client
    finally:
        await local.stop()


def run_pytest(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "pytest", "tests/live", "-q", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=False
    )


def test_the_live_check_runs_as_a_person_starts_it_and_leaves_nothing_behind() -> None:
    hardcover = Hardcover()
    try:
        book = hardcover.ask(lambda: hardcover.world.add_book("Asked About", editions=EDITIONS))
        run = run_pytest("--live", BOOKORBIT_LIVE_BOOK=str(book), **hardcover.environment)
        assert run.returncode == 0, run.stdout + run.stderr
        assert f"{len(PROBES)} probes" in run.stdout
        assert "An insert does not date the read that it makes." in run.stdout
        assert "Progress leaves a day in the journal." in run.stdout
        assert "Every answer is that of the local Hardcover." in run.stdout
        assert hardcover.shelf() == {}
        journal = hardcover.world.tables["reading_journals"].values()
        assert [row for row in journal if row["event"] == "quote"] == []
        assert {row.privacy_id for row in hardcover.local.journal} == {3}
    finally:
        hardcover.close()


def test_the_live_check_is_deselected_without_its_option() -> None:
    run = run_pytest(BOOKORBIT_LIVE_BOOK="1", BOOKORBIT_HARDCOVER_TOKEN=DEMO_TOKEN)
    assert "1 deselected" in run.stdout, run.stdout + run.stderr


def test_a_missing_setting_of_the_live_check_is_named() -> None:
    run = run_pytest("--live", BOOKORBIT_LIVE_BOOK="", BOOKORBIT_HARDCOVER_TOKEN="")
    assert run.returncode == 1
    assert "Set BOOKORBIT_LIVE_BOOK to the number of a book that is not in your library." in run.stdout


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({"legacy_null_partial": True}, '+        "started": null,'),
        ({"ratings_as_text": True}, ""),
        ({"honour_insert_dates": True}, ""),
        ({"progress_makes_rows": False}, ""),
    ],
)
async def test_the_live_check_shows_only_answers_that_differ(options: dict[str, bool], line: str) -> None:
    world, book = make_world()
    async with on_a_socket(world, **options) as (_, client):
        contract = await Contract.on(client, book)
        answers = await contract.answers()
    honoured = honours_insert_dates(answers)
    assert honoured is options.get("honour_insert_dates", False)
    rows = makes_progress_rows(answers)
    assert rows is options.get("progress_makes_rows", True)
    local = await local_answers(contract.book, honour_insert_dates=honoured, progress_makes_rows=rows)
    differs = difference(local, answers)
    assert (line in differs.splitlines()) if line else (differs == "")


@pytest.mark.parametrize(
    ("kind", "operation"),
    [
        (FaultKind.WRITE_THEN_RESET, "ContractInsert"),
        (FaultKind.WRITE_THEN_TIMEOUT, "ContractUpdate"),
        (FaultKind.REDIRECT, "ContractEntry"),
        (FaultKind.REDIRECT, "ContractJournal"),
    ],
)
async def test_the_live_check_cleans_up_after_a_failure_too(kind: FaultKind, operation: str) -> None:
    world, book = make_world()
    async with on_a_socket(world) as (local, client):
        contract = await Contract.on(client, book)
        local.faults.add(kind, operation=operation)
        with pytest.raises(HardcoverError):
            await contract.answers()
    assert (world.tables["user_books"], world.tables["user_book_reads"]) == ({}, {})
    assert "quote" not in {row["event"] for row in world.tables["reading_journals"].values()}


async def test_an_entry_that_cannot_be_taken_off_is_named() -> None:
    world, book = make_world()
    async with on_a_socket(world) as (local, client):
        contract = await Contract.on(client, book)
        local.faults.add(FaultKind.REDIRECT, operation="ContractDelete")
        with pytest.raises(HardcoverError) as caught:
            await contract.answers()
    assert f"https://hardcover.app/id/book/{book}" in caught.value.__notes__[0]


async def test_a_book_of_the_library_is_refused_and_stays_as_it_is() -> None:
    world, book = make_world()
    entry = world.shelve(next(iter(world.tables["users"])), book, 3, rating=5)
    before = dict(world.tables["user_books"][entry])
    async with on_a_socket(world) as (_, client):
        with pytest.raises(UnfitBook, match="is in your library"):
            await Contract.on(client, book)
        with pytest.raises(UnfitBook, match="no book 999999"):
            await Contract.on(client, 999_999)
        pageless = world.add_book("Pageless", editions=[NewEdition(None)])
        with pytest.raises(UnfitBook, match="no edition with a page count"):
            await Contract.on(client, pageless)
    assert world.tables["user_books"] == {entry: before}
    assert world.journal == []


@needs_official
@pytest.mark.parametrize("document", DOCUMENTS)
def test_its_documents_are_valid_in_the_official_schema(document: str) -> None:
    assert validate(official_schema(), parse(document)) == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_its_documents_are_valid_in_our_schema(document: str) -> None:
    assert validate(build_schema(SCHEMA_TEXT), parse(document)) == []
