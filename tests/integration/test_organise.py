"""Organising files: cancelled in the middle, files that are in the way meanwhile, one run at a time."""

from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.files.runs import FileWork
from bookorbit_desktop.domain.overview.events import Event, FileWorkProgressed
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.files.runs import BUSY


@pytest.fixture
async def folder(services: Services, tmp_path: Path) -> Path:
    """Five books; organising is on."""
    folder = tmp_path / "books"
    folder.mkdir()
    for number in range(5):
        (folder / f"Ann - Book {number}.txt").write_text(f"text {number}")
    await services.library.add_and_scan([str(folder)])
    services.preferences.change(organise_files=True)
    return folder


def test_a_cancelled_run_keeps_what_is_done_and_can_be_taken_back(services: Services, folder: Path) -> None:
    before = sorted(folder.rglob("*"))

    def cancel(event: Event) -> None:
        if isinstance(event, FileWorkProgressed) and event.done == 1:
            services.file_runs.cancel()

    services.events.subscribe(cancel)
    outcome = services.organise.carry_out(services.organise.preview(FileWork.MOVE))

    assert (outcome.done, outcome.cancelled) == (2, True)
    assert len(list((folder / "Ann").iterdir())) == 2
    assert services.file_runs.resume() == []
    assert outcome.run_id is not None
    services.file_runs.undo(outcome.run_id)
    assert sorted(folder.rglob("*")) == before


def test_a_file_that_came_after_the_preview_is_not_overwritten(services: Services, folder: Path) -> None:
    plan = services.organise.preview(FileWork.MOVE)
    (folder / "Ann").mkdir()
    (folder / "Ann" / "Book 1.txt").write_text("another")

    outcome = services.organise.carry_out(plan)

    assert outcome.done == 4
    assert [problem.reason for problem in outcome.problems] == [
        "Another file is there now. Check the preview again."
    ]
    assert (folder / "Ann" / "Book 1.txt").read_text() == "another"
    assert (folder / "Ann - Book 1.txt").read_text() == "text 1"


def test_a_second_run_is_refused_while_one_goes_on(services: Services, folder: Path) -> None:
    plan = services.organise.preview(FileWork.COPY)
    refused: list[str] = []

    def try_too(event: Event) -> None:
        if isinstance(event, FileWorkProgressed) and not refused:
            with pytest.raises(InvalidInput) as problem:
                services.organise.carry_out(plan)
            refused.append(str(problem.value))
            with pytest.raises(InvalidInput) as problem:
                services.metadata_files.accept()
            refused.append(str(problem.value))

    services.events.subscribe(try_too)
    outcome = services.organise.carry_out(plan)

    assert refused == [BUSY, BUSY]
    assert outcome.done == 5
