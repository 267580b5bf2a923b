"""Deliver 6 and 7: the desktop, as a process with a window. Its pages are held to their promises in `tests/ui`."""

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
