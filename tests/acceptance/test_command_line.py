"""The command line: words, exit codes 0/1/2, what goes to which output, the data folder."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bookorbit_desktop import __version__
from tests.acceptance.program import START, Program
from tests.acceptance.scanning import add_books
from tests.books import write_epub

COMMANDS = ("serve", "credentials", "scan", "export", "status", "link", "list", "log", "token", "sync")


def test_version_is_that_of_the_package(program: Program) -> None:
    assert __version__ in program.run("--version").stdout


def test_help_loads_nothing_that_commands_work_with(program: Program) -> None:
    code = (
        "import contextlib, io, sys; from bookorbit_desktop.app import main\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()): main(['--help'])\n"
        "print({'asyncio', 'peewee', 'aiohttp', 'lxml', 'PySide6'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=program.environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


def test_help_names_every_command_of_the_issue(program: Program) -> None:
    helped = program.run("--help").stdout
    for word in (*COMMANDS, "--minimized", "--demo", "--version", "--data-dir", "BOOKORBIT_DATA_DIR"):
        assert word in helped


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("serve", ["--host", "--port"]),
        (
            "credentials",
            ["--username", "--password-stdin", "--generate", "--revoke", "--revoke-all", "--json"],
        ),
        ("pair", ["--yes", "--json"]),
        ("scan", ["PATH", "--json"]),
        ("export", ["--output"]),
        ("status", ["BOOK_ID", "STATUS", "--rating", "--started", "--finished", "--stdin"]),
        ("link", ["DIGEST", "BOOK_ID"]),
        ("list", ["--query", "--status", "--sort", "--json"]),
        (
            "log",
            [
                "--direction",
                "--result",
                "--book",
                "--device",
                "--since",
                "--text",
                "--limit",
                "--json",
                "--csv",
            ],
        ),
        ("token", ["--stdin", "--remove", "--check"]),
        ("sync", ["--dry-run", "--json"]),
    ],
)
def test_every_option_of_the_issue_is_there(program: Program, command: str, options: list[str]) -> None:
    helped = program.run(command, "--help").stdout
    for option in options:
        assert option in helped


@pytest.mark.parametrize(
    "words",
    [
        "nonsense",
        "--nonsense",
        "list --nonsense",
        "list --status nonsense",
        "list --sort nonsense",
        "scan",
        "status 1",
        "status 1 nonsense",
        "status one read",
        "status 1 read --rating many",
        "status 1 read --started 2024-13-01",
        "status 1 read --finished yesterday",
        "status --stdin 1 read",
        "link",
        "link abc",
        "link abc one",
        "token",
        "token --stdin --check",
        "credentials --password-stdin --generate",
        "log --limit 0",
        "log --limit many",
        "serve --port many",
        "serve --port 70000",
        "--demo list",
        "--minimized list",
    ],
)
def test_wrong_words_end_with_2_and_say_so_on_standard_error(newcomer: Program, words: str) -> None:
    refused = newcomer.run(*words.split(), code=2)
    assert refused.stdout == ""
    assert "bookorbit-desktop" in refused.stderr
    assert not newcomer.data_dir.exists()


def test_a_wrong_status_is_answered_with_the_right_ones(program: Program) -> None:
    for words in (("status", "1", "finished"), ("list", "--status", "finished")):
        said = program.run(*words, code=2).stderr.partition("error:")[2]
        for status in ("unread", "want_to_read", "rereading", "on_hold", "skimmed", "abandoned"):
            assert status in said
        assert "ReadingStatus" not in said


@pytest.mark.parametrize(
    ("words", "stdin"),
    [
        ("scan /nowhere/at/all", None),
        ("status 99 read", None),
        ("status 1 read --rating 5.5", None),
        ("status --stdin", "99 read\n"),
        ("link 0123456789abcdef0123456789abcdef 1", None),
        ("export --output /nowhere/at/all.json", None),
        ("credentials --username a:b", None),
        ("credentials --password-stdin", "\n"),
        ("token --check", None),
        ("token --stdin", "\n"),
        ("sync", None),
        ("sync --json", None),
        ("serve --host 198.51.100.7 --port 0", None),
    ],
)
def test_a_failing_command_ends_with_1_and_one_sentence_on_standard_error(
    program: Program, words: str, stdin: str | None
) -> None:
    refused = program.run(*words.split(), stdin=stdin, code=1)
    assert refused.stdout == ""
    assert refused.stderr.startswith("bookorbit-desktop: ")
    assert refused.stderr.count("\n") == 1


def test_the_data_folder_comes_from_the_environment_or_before_the_command(
    program: Program, tmp_path: Path
) -> None:
    books = add_books(tmp_path / "books", "First")
    bare = [*START]
    environment = program.environment | {"BOOKORBIT_DATA_DIR": str(tmp_path / "named")}
    subprocess.run([*bare, "scan", str(books)], env=environment, check=True, capture_output=True)
    listed = subprocess.run([*bare, "list", "--json"], env=environment, check=True, capture_output=True)
    assert [row["title"] for row in json.loads(listed.stdout)] == ["First"]
    assert program.json("list", "--json", env=environment) == []


def test_the_data_folder_is_private(newcomer: Program) -> None:
    newcomer.run("list")
    assert newcomer.data_dir.stat().st_mode & 0o077 == 0


def test_several_first_starts_at_once_all_succeed(newcomer: Program) -> None:
    newcomer.data_dir.parent.mkdir(exist_ok=True)
    started = [newcomer.start("list", "--json") for _ in range(4)]
    assert [running.wait() for running in started] == [0] * 4
    assert [running.out for running in started] == [["[]"]] * 4


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_any_title_can_be_listed_whatever_the_terminal_can_show(
    program: Program, tmp_path: Path, encoding: str
) -> None:
    write_epub(tmp_path / "one.epub", "Les Misérables — 悲惨世界 😀", cover=False)
    program.run("scan", tmp_path / "one.epub", env={"PYTHONIOENCODING": encoding})
    poor = {"PYTHONIOENCODING": encoding}
    exported = program.json("export", env=poor)
    assert exported["books"][0]["title"] == "Les Misérables — 悲惨世界 😀"
    assert "Les Mis" in program.run("list", env=poor).stdout


def test_bytes_on_standard_input_that_are_not_text_are_an_error_like_any_other(library: Program) -> None:
    strict = {"PYTHONIOENCODING": "utf-8:strict"}
    for words in (("status", "--stdin"), ("credentials", "--password-stdin"), ("token", "--stdin")):
        refused = library.run(*words, stdin=b"\xff\xfe 1 read\n", code=1, env=strict)
        assert refused.stderr.startswith("bookorbit-desktop: ")


def test_a_reader_of_the_output_that_goes_away_is_no_accident(library: Program) -> None:
    """As in `bookorbit-desktop export | head -0`."""
    with subprocess.Popen(
        library.command("export"), env=library.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as exporting:
        assert exporting.stdout is not None
        assert exporting.stderr is not None
        exporting.stdout.close()
        assert exporting.stderr.read() == b""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((b"list", b"--query", b"\xff"), 2),
        ((b"link", b"\xff\xfe", b"1"), 2),
        ((b"credentials", b"--username", b"\xff"), 1),
        ((b"export", b"--output", b"\xff/\xfe"), 1),
        ((b"\xff",), 2),
    ],
)
def test_words_that_are_not_text_are_no_accident(
    library: Program, words: tuple[bytes, ...], code: int
) -> None:
    refused = library.run(*words, code=code)
    assert refused.stderr.strip()
