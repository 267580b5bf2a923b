"""The desktop, as a process with a window. Its pages are held to their promises in `tests/ui`."""

from pathlib import Path

from tests.acceptance.program import Program, until
from tests.acceptance.screen import wait_for_door, window_titles
from tests.books import write_epub

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def test_the_window_shows_on_a_real_screen_and_ends_with_a_signal(
    program: Program, screen: dict[str, str]
) -> None:
    running = program.start(env=screen)
    assert "BookOrbit" in until(lambda: window_titles(screen), "a visible window")
    assert running.stop() == 0


def test_a_second_start_raises_the_first_and_ends(program: Program, screen: dict[str, str]) -> None:
    first = program.start(env=screen)
    until(lambda: window_titles(screen), "a visible window")
    wait_for_door(program)  # a second start waits no more than ten seconds for it
    program.run(env=screen)
    assert first.process.poll() is None
    assert first.stop() == 0


def test_a_book_opened_with_the_program_is_added_by_the_first_start_and_by_a_second(
    program: Program, tmp_path: Path
) -> None:
    for title in ("First <b>Start</b>", "Second Start"):
        write_epub(tmp_path / f"{title[0]}.epub", title)
    running = program.start("--open", "F.epub", cwd=tmp_path, env=OFFSCREEN)
    program.until(lambda: "First <b>Start</b>" in program.books(), "the book of the first start")
    wait_for_door(program)
    program.run("--open", "S.epub", cwd=tmp_path, env=OFFSCREEN)
    program.until(lambda: len(program.books()) == 2, "the book of the second start")
    assert running.stop() == 0


def test_a_book_cannot_be_opened_without_a_screen(program: Program, tmp_path: Path) -> None:
    refused = program.run("--open", tmp_path / "book.epub", code=1)
    assert "Add them with “scan” instead" in refused.stderr
    assert "can't be combined" in program.run("--minimized", "--open", "a.epub", code=2).stderr


def test_changing_commands_hand_over_to_the_window(program: Program, tmp_path: Path) -> None:
    books = tmp_path / "shelf"
    books.mkdir()
    write_epub(books / "one.epub", "Handed Over")
    program.start(env=OFFSCREEN)
    wait_for_door(program)
    program.run("scan", books)
    program.run("status", "1", "want_to_read")
    assert program.books()["Handed Over"]["status"] == "want_to_read"


def test_without_a_tray_host_minimized_still_runs(program: Program, screen: dict[str, str]) -> None:
    running = program.start("--minimized", env=screen)
    wait_for_door(program)
    program.run(env=screen)
    assert "BookOrbit" in until(lambda: window_titles(screen), "the window that was asked for")
    assert running.stop() == 0


def test_the_demo_opens_a_window_and_leaves_nothing_behind(newcomer: Program, screen: dict[str, str]) -> None:
    temporary = newcomer.home / "tmp"
    temporary.mkdir()
    running = newcomer.start("--demo", env=screen | {"TMPDIR": str(temporary)})
    until(lambda: window_titles(screen), "a visible window")
    assert running.stop() == 0
    assert not list(temporary.glob("bookorbit-demo-*"))
    assert not newcomer.data_dir.exists()
