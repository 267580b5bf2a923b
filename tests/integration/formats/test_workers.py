"""The worker processes: what one file does to its reader must not reach the others."""

import logging
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bookorbit_desktop.formats import workers
from bookorbit_desktop.formats.reader import read_file
from bookorbit_desktop.formats.workers import ExtractionPool, PoolClosed
from tests.books import write_cbz, write_epub, write_fb2, write_pdf
from tests.integration.formats.odd_readers import announce_and_hang, misbehave, tell_process

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def odd_pool() -> Iterator[ExtractionPool]:
    with ExtractionPool(2, read=misbehave, time_limit=1.0) as pool:
        yield pool


def odd_file(folder: Path, name: str) -> bytes:
    path = folder / f"{name}.txt"
    path.touch()
    return bytes(path)


def expect_end(process: int) -> None:
    """Wait until a process that is not our child has ended."""
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return
    ended, _, _ = select.select([handle], [], [], 30)
    os.close(handle)
    assert ended, f"process {process} is still there"


def test_books_are_read_as_in_one_process(tmp_path: Path) -> None:
    books = [
        write_epub(tmp_path / "a.epub"),
        write_pdf(tmp_path / "b.pdf", Title="B"),
        write_cbz(tmp_path / "c.cbz", Title="C"),
        write_fb2(tmp_path / "d.fb2"),
        tmp_path / "gone.epub",
    ]
    paths = [bytes(book) for book in books]
    with ExtractionPool(2) as pool, ThreadPoolExecutor(4) as threads:
        assert list(threads.map(pool.extract, paths)) == [read_file(path) for path in paths]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("busy", "Reading this file took longer than 1 second."),
        ("crash", "Reading this file crashed the reader."),
        ("abort", "Reading this file crashed the reader."),
        ("exit", "Reading this file crashed the reader."),
        ("hungry", "Reading this file needed too much memory."),
    ],
)
def test_a_bad_file_costs_itself_only(
    odd_pool: ExtractionPool, tmp_path: Path, name: str, problem: str
) -> None:
    bad = odd_pool.extract(odd_file(tmp_path, name))
    assert bad.problem == problem
    assert bad.metadata.title == name
    assert bad.partial_md5 == "d41d8cd98f00b204e9800998ecf8427e"
    assert odd_pool.extract(odd_file(tmp_path, "good")).problem is None


def test_a_file_that_does_not_come_is_given_up_after_the_time_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "PATIENCE", 2)
    with ExtractionPool(1, read=misbehave, time_limit=1.0) as pool:
        problem = pool.extract(odd_file(tmp_path, "hang")).problem
        assert pool.extract(odd_file(tmp_path, "good")).problem is None
    limit = "1 second" if sys.platform == "win32" else "2 seconds"
    assert problem == f"Reading this file took longer than {limit}."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no process of the time it has worked")
def test_a_file_that_mostly_waits_has_more_time_than_one_that_is_worked_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "PATIENCE", 240)  # a machine that stands still waits, too
    with ExtractionPool(1, read=misbehave, time_limit=0.5) as pool:
        assert pool.extract(odd_file(tmp_path, "patient")).problem is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no process of the time it has worked")
def test_a_worker_that_ended_itself_before_anybody_else_did_took_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when this process stands still at the moment when it should give the file up."""
    monkeypatch.setattr(workers, "PATIENCE", 240)
    monkeypatch.setattr(workers, "_LONGEST", 0.5)
    with ExtractionPool(1, read=misbehave, time_limit=1.0) as pool:
        problem = pool.extract(odd_file(tmp_path, "hang")).problem
    assert problem == "Reading this file took longer than 240 seconds."


def test_a_bug_in_a_reader_is_logged_with_its_trace(
    odd_pool: ExtractionPool, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        assert odd_pool.extract(odd_file(tmp_path, "bug")).problem == "Reading this file crashed the reader."
    assert "a bug in a reader" in caplog.text
    assert "Traceback" in caplog.text


def test_a_worker_ended_from_outside_is_no_verdict_on_the_file(
    odd_pool: ExtractionPool, tmp_path: Path
) -> None:
    assert odd_pool.extract(odd_file(tmp_path, "ended")).problem is None


def test_a_broken_folder_among_many_threads(odd_pool: ExtractionPool, tmp_path: Path) -> None:
    names = ["crash", "good", "bug", "exit", "hungry", "other"] * 3
    with ThreadPoolExecutor(6) as threads:
        found = list(threads.map(odd_pool.extract, [odd_file(tmp_path, name) for name in names]))
    assert [extraction.problem is None for extraction in found] == [
        name in ("good", "other") for name in names
    ]


def test_workers_are_reused_and_no_more_than_asked_for(tmp_path: Path) -> None:
    with ExtractionPool(2, read=tell_process) as pool, ThreadPoolExecutor(8) as threads:
        processes = {found.metadata.title for found in threads.map(pool.extract, [b"x"] * 200)}
    assert 1 <= len(processes) <= 2
    assert str(os.getpid()) not in processes


def test_ctrl_c_is_left_to_the_parent_and_a_lost_worker_is_replaced() -> None:
    with ExtractionPool(1, read=tell_process) as pool:
        first = int(pool.extract(b"x").metadata.title)
        os.kill(first, signal.SIGINT)
        assert int(pool.extract(b"x").metadata.title) == first
        handle = os.pidfd_open(first)
        os.kill(first, signal.SIGKILL)
        select.select([handle], [], [], 30)
        os.close(handle)
        assert pool.extract(b"x").problem is None


def test_closing_stops_what_is_being_read_and_what_waits(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    pool = ExtractionPool(1, read=announce_and_hang, time_limit=60)
    with ThreadPoolExecutor(2) as threads:
        reading = threads.submit(pool.extract, bytes(fifo))
        worker = int(fifo.read_bytes())
        waiting = threads.submit(pool.extract, bytes(fifo))
        pool.close()
        for future in (reading, waiting):
            assert isinstance(future.exception(timeout=120), PoolClosed)
    expect_end(worker)
    with pytest.raises(PoolClosed):
        pool.extract(b"x")
    pool.close()


def test_closing_before_the_first_file_and_beside_a_start() -> None:
    ExtractionPool(2).close()
    pool = ExtractionPool(1, read=tell_process)
    started = threading.Event()

    def extract() -> None:
        started.set()
        pool.extract(b"x")

    with ThreadPoolExecutor(1) as threads:
        future = threads.submit(extract)
        assert started.wait(120)
        pool.close()
        assert isinstance(future.exception(timeout=120), PoolClosed | None)


def run_parent(tmp_path: Path, body: str) -> subprocess.Popen[bytes]:
    """Start a program of its own that uses a pool."""
    script = tmp_path / "parent.py"
    script.write_text(
        "from bookorbit_desktop.formats import workers\n"
        "from bookorbit_desktop.formats.workers import ExtractionPool\n"
        "from tests.integration.formats.odd_readers import announce_and_hang, misbehave, tell_process\n"
        "workers._LONGEST = 1.0\n"
        f"if __name__ == '__main__':\n{body}"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, script],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("busy", [False, True], ids=["idle", "hanging"])
def test_workers_end_with_a_killed_parent(tmp_path: Path, busy: bool) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    if busy:
        body = f"    ExtractionPool(1, read=announce_and_hang, time_limit=60).extract({bytes(fifo)!r})\n"
    else:
        body = (
            "    pool = ExtractionPool(1, read=tell_process)\n"
            "    process = pool.extract(b'x').metadata.title\n"
            f"    open({str(fifo)!r}, 'w').write(process)\n"
            "    input()\n"
        )
    with run_parent(tmp_path, body) as parent:
        worker = int(fifo.read_bytes())
        parent.kill()
        parent.communicate()
    expect_end(worker)


def test_workers_print_nothing_and_a_forgotten_pool_ends_with_the_program(tmp_path: Path) -> None:
    body = f"    print(ExtractionPool(1, read=misbehave).extract({odd_file(tmp_path, 'noisy')!r}).problem)\n"
    with run_parent(tmp_path, body) as parent:
        output, errors = parent.communicate(timeout=120)
    assert (output, errors, parent.returncode) == (b"None\n", b"", 0)


def test_workers_that_do_not_start_are_told_from_bad_files() -> None:
    script = (
        "from bookorbit_desktop.formats.workers import ExtractionPool, ReaderUnavailable\n"
        "try:\n"
        "    ExtractionPool(1).extract(b'x.epub')\n"
        "except ReaderUnavailable as error:\n"
        "    print(error)\n"
    )
    # A program that comes from a pipe cannot be imported again by its workers.
    ran = subprocess.run(
        [sys.executable, "-"],
        input=script.encode(),
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
    )
    assert b"didn't start" in ran.stdout
