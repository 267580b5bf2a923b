"""A database of the first version gets the journal of work on files, and loses nothing."""

from pathlib import Path

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.files.runs import FileWork, NewStep, StepState
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.files.runs import FileRunRepository
from tests.integration.test_upgrades import FIRST, made_by


def test_a_library_of_the_first_version_gets_the_journal(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    with then:
        then.execute("INSERT INTO folder (id, path, added_at) VALUES (1, ?, 0)", (b"/books",))
    then.close()

    database = Database(path)
    runs = FileRunRepository()
    steps = [(NewStep(1, BookId(1), b"/a", b"/b"), [NewStep(None, BookId(1), b"/a.sdr", b"/b.sdr")])]
    run_id = database.write(lambda: runs.begin(FileWork.MOVE, steps, 5.0))
    file, beside = runs.steps(run_id)
    database.write(lambda: runs.put(file.id, StepState.DONE))
    (interrupted,) = runs.interrupted()
    folders = list(database.connection().execute("SELECT path FROM folder"))
    database.close()

    assert folders == [(b"/books",)]
    assert beside.beside == file.id
    assert (interrupted.id, interrupted.done, interrupted.ended_at) == (run_id, 1, None)


def test_a_run_from_before_there_were_parts_goes_on_without_them(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST, "0019_file_runs")
    with then:
        then.execute("INSERT INTO file_run (id, work, begun_at, undoing) VALUES (4, 'write', 5, 0)")
    then.close()

    database = Database(path)
    (interrupted,) = FileRunRepository().interrupted()
    database.close()

    assert (interrupted.id, interrupted.parts) == (4, frozenset())
