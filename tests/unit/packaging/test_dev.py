"""packaging/dev.py as a person starts it: in a small checkout of its own, with a real virtual environment."""

import fcntl
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from types import ModuleType
from unittest.mock import Mock

import pytest

CHECKOUT = Path(__file__).resolve().parents[3]
STUB = """\
import os, sys
print(os.getpid(), os.getcwd(), sys.argv[1:], sys.stdin.read().strip())
sys.exit(7)
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with a program of three lines and no dependencies, set up by `dev.py env`."""
    checkout = tmp_path_factory.mktemp("a place with spaces") / "checkout"
    shutil.copytree(
        CHECKOUT / "packaging", checkout / "packaging", ignore=shutil.ignore_patterns("__pycache__")
    )
    for lock in ("requirements.lock", "requirements-dev.lock"):
        (checkout / "packaging" / lock).write_text("# nothing to install\n")
    (checkout / "bookorbit_desktop").mkdir()
    (checkout / "bookorbit_desktop" / "__init__.py").touch()
    (checkout / "bookorbit_desktop" / "__main__.py").write_text(STUB)
    done = start(checkout, "env")
    assert done.returncode == 0, done.stderr
    return checkout


@pytest.fixture
def small_checkout(built: Path) -> Iterator[Path]:
    """The same, laid back to its state after the set-up."""
    kept = {
        path: path.read_bytes() for path in (*built.glob(".venv/ready-*"), *built.glob("packaging/*.lock"))
    }
    yield built
    for path, content in kept.items():
        path.write_bytes(content)


@pytest.fixture
def environment(dev: ModuleType, tmp_path: Path) -> object:
    """An environment that is complete by its marks, although nothing is in it."""
    (tmp_path / "packaging").mkdir()
    for lock in dev.LOCKS.values():
        (tmp_path / lock).write_text(f"# {lock}\n")
    environment = dev.Environment(tmp_path)
    environment.scripts.mkdir(parents=True)
    environment.python.symlink_to(sys.executable)
    for purpose in dev.LOCKS:
        environment.marker(purpose).write_text(environment.key(purpose))
    return environment


def start(
    checkout: Path, *arguments: str, cwd: Path | None = None, text: str = ""
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(checkout / "packaging" / "dev.py"), *arguments]
    return subprocess.run(command, cwd=cwd, input=text, capture_output=True, text=True, timeout=300)


class TestArguments:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ([], ("", [])),
            (["run"], ("run", [])),
            (["run", "--demo"], ("run", ["--demo"])),
            (["run", "--", "--demo"], ("run", ["--demo"])),
            (["run", "scan", "--", "-odd-"], ("run", ["scan", "--", "-odd-"])),
            (["run", "--", "--", "x"], ("run", ["--", "x"])),
            (["test", "-k", "name"], ("test", ["-k", "name"])),
        ],
    )
    def test_the_separator_is_optional(
        self, dev: ModuleType, given: list[str], expected: tuple[str, list[str]]
    ) -> None:
        assert dev.split_arguments(given) == expected

    @pytest.mark.parametrize(("arguments", "code"), [([], 2), (["walk"], 2), (["--help"], 0)])
    def test_usage_goes_to_stderr(
        self, dev: ModuleType, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int
    ) -> None:
        assert dev.main(arguments) == code
        captured = capsys.readouterr()
        assert captured.out == ""
        assert "dev.py run" in captured.err

    def test_install_refuses_what_it_does_not_know(self, checkout: Path) -> None:
        done = start(checkout, "install", "--everywhere")
        assert (done.returncode, done.stdout) == (1, "")
        assert "--everywhere" in done.stderr


class TestRun:
    def test_run_replaces_itself_with_the_program(self, small_checkout: Path, tmp_path: Path) -> None:
        command = [
            sys.executable,
            str(small_checkout / "packaging" / "dev.py"),
            "run",
            "--",
            "scan",
            "./books",
        ]
        with subprocess.Popen(
            command,
            cwd=tmp_path,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            out, err = process.communicate("from stdin", timeout=300)
        assert out == f"{process.pid} {tmp_path} ['scan', './books'] from stdin\n"
        assert (process.returncode, err) == (7, "")

    def test_a_file_beside_the_person_does_not_replace_a_module(
        self, small_checkout: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "bookorbit_desktop.py").write_text("raise SystemExit('wrong module')\n")
        assert start(small_checkout, "run", cwd=tmp_path).returncode == 7

    def test_the_environment_has_the_command(self, small_checkout: Path, tmp_path: Path) -> None:
        command = small_checkout / ".venv" / "bin" / "bookorbit-desktop"
        done = subprocess.run(
            [command, "two words"], cwd=tmp_path, input="", capture_output=True, text=True, timeout=300
        )
        assert "['two words']" in done.stdout
        assert done.returncode == 7

    def test_a_package_of_another_content_is_refused(self, small_checkout: Path, tmp_path: Path) -> None:
        wheel = tmp_path / "tiny-1-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr("tiny-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1\n")
            archive.writestr("tiny-1.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
            archive.writestr("tiny-1.dist-info/RECORD", "")
        pin = f"tiny @ {wheel.as_uri()} --hash=sha256:{'0' * 64}\n"
        (small_checkout / "packaging" / "requirements.lock").write_text(pin)
        done = start(small_checkout, "run")
        assert (done.returncode, done.stdout) == (1, "")
        assert "DO NOT MATCH THE HASHES" in done.stderr
        assert not (small_checkout / ".venv" / "ready-to-run").exists()

    def test_a_second_start_waits_for_the_first(self, small_checkout: Path) -> None:
        marker = small_checkout / ".venv" / "ready-to-run"
        mark = marker.read_text()
        marker.unlink()
        command = [sys.executable, str(small_checkout / "packaging" / "dev.py"), "run"]
        with (small_checkout / "packaging" / "requirements.lock").open("r+") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            assert process.stderr is not None
            assert "Waiting for another dev.py" in process.stderr.readline()
            marker.write_text(mark)  # as if the first had just become ready
        _out, err = process.communicate(timeout=300)
        assert process.returncode == 7
        assert "Creating" not in err


class TestEnvironment:
    def test_a_complete_environment_is_ready_for_run_and_test(self, environment: ModuleType) -> None:
        assert environment.is_ready("run")
        assert environment.is_ready("test")

    @pytest.mark.parametrize(("changed", "ready_to_run"), [("run", False), ("test", True)])
    def test_a_changed_lock_asks_for_a_new_set_up(
        self, dev: ModuleType, environment: ModuleType, changed: str, ready_to_run: bool
    ) -> None:
        (environment.checkout / dev.LOCKS[changed]).write_text("# another\n")
        assert environment.is_ready("run") is ready_to_run
        assert not environment.is_ready("test")

    def test_another_python_asks_for_a_new_set_up(
        self, dev: ModuleType, environment: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(dev, "PYTHON", "3.99")
        assert not environment.is_ready("run")

    def test_a_missing_python_triggers_a_new_setup(self, environment: ModuleType) -> None:
        environment.python.unlink()
        environment.python.symlink_to(environment.folder / "gone")
        assert not environment.is_ready("run")

    def test_a_moved_checkout_asks_for_a_new_set_up(
        self, dev: ModuleType, environment: ModuleType, tmp_path: Path
    ) -> None:
        moved = tmp_path / "elsewhere"
        shutil.copytree(environment.folder, moved / ".venv", symlinks=True)
        shutil.copytree(environment.checkout / "packaging", moved / "packaging")
        assert not dev.Environment(moved).is_ready("run")

    def test_translations_are_compiled_again_when_their_catalogue_is_newer(
        self, dev: ModuleType, tmp_path: Path
    ) -> None:
        folder = tmp_path / "resources" / "translations"
        folder.mkdir(parents=True)
        catalogue, compiled = folder / "bookorbit_de.ts", folder / "bookorbit_de.qm"
        catalogue.touch()
        assert not dev.are_compiled(tmp_path)
        compiled.touch()
        os.utime(catalogue, ns=(1, 1))
        assert dev.are_compiled(tmp_path)
        os.utime(compiled, ns=(0, 0))
        assert not dev.are_compiled(tmp_path)

    @pytest.mark.parametrize("unfinished", ["run", "test"])
    def test_an_environment_without_its_mark_is_not_ready(
        self, environment: ModuleType, unfinished: str
    ) -> None:
        environment.marker(unfinished).unlink()
        assert not environment.is_ready(unfinished)
        assert not environment.is_ready("test")


class TestOtherPythons:
    def test_a_supported_python_on_the_path_takes_over(
        self, dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "python3.11").write_text("#!/bin/sh\nexit 127\n")  # as a version manager's empty shim
        (tmp_path / "python3.12").write_text("#!/bin/sh\nexit 0\n")
        for python in tmp_path.iterdir():
            python.chmod(0o755)
        become = Mock(return_value=0)
        monkeypatch.setattr(dev, "PYTHON", "3.9")
        monkeypatch.setattr(dev, "become", become)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.defpath}")
        monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
        with pytest.raises(SystemExit):
            dev.use_supported_python(["run", "--demo"])
        become.assert_called_once_with([str(tmp_path / "python3.12"), dev.__file__, "run", "--demo"])

    def test_a_missing_python_is_reported_with_the_supported_ones(
        self,
        dev: ModuleType,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        tmp_path: Path,
    ) -> None:
        monkeypatch.setattr(dev, "PYTHON", "3.9")
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
        assert dev.main(["run"]) == 1
        assert "needs Python 3.11, 3.12 or 3.13; this is 3.9" in capsys.readouterr().err

    def test_a_python_of_pyenv_is_found_behind_an_empty_shim_on_the_path(
        self, dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        real = tmp_path / "pyenv" / "versions" / "3.13.0" / "bin" / "python3.13"
        for python, code in ((tmp_path / "bin" / "python3.13", 127), (real, 0)):
            python.parent.mkdir(parents=True)
            python.write_text(f"#!/bin/sh\nexit {code}\n")
            python.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.defpath}")
        monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
        assert dev.find_python("3.13") == str(real)

    def test_a_missing_or_unsupported_python_is_reported_with_the_next_step(
        self, dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(dev, "PYTHON", "3.9")
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
        with pytest.raises(dev.SetUpError, match=r"no Python 3\.13 here.*pyenv install 3\.13"):
            dev.test(["--python", "3.13"])
        with pytest.raises(dev.SetUpError, match=r"tested with Python 3\.11"):
            dev.test(["--python", "2.7"])
        with pytest.raises(dev.SetUpError, match="--python needs a value"):
            dev.test(["--python"])
        with pytest.raises(dev.SetUpError, match="--soak takes a whole number, not many"):
            dev.whole_number("many", "--soak")

    @pytest.mark.parametrize(
        ("ci", "own", "tried"),
        [
            ("", "3.11", ["3.12", "3.13"]),
            ("true", "3.11", ["3.13"]),
            ("true", "3.12", ["3.11", "3.13"]),
        ],
    )
    def test_the_tests_go_on_with_the_others_and_in_ci_with_the_oldest_and_the_newest(
        self, dev: ModuleType, monkeypatch: pytest.MonkeyPatch, ci: str, own: str, tried: list[str]
    ) -> None:
        run = Mock(return_value=Mock(returncode=0))
        monkeypatch.setattr(dev, "PYTHON", own)
        monkeypatch.setattr(dev, "find_python", lambda version: f"/python{version}")
        monkeypatch.setattr(dev.subprocess, "run", run)
        monkeypatch.setenv("CI", ci)
        assert dev.test_others(["-n4"]) == 0
        commands = [call.args[0] for call in run.call_args_list]
        assert [command[0] for command in commands] == [f"/python{version}" for version in tried]
        assert commands[0][1:6] == [dev.__file__, "test", "--python", tried[0], "--"]
        assert all((CHECKOUT / path).exists() for path in (*dev.ON_OTHERS, *dev.LEFT_OUT_ON_OTHERS))

    @pytest.mark.parametrize("ci", ["", "true"])
    def test_a_missing_python_is_skipped_here_and_fails_in_ci(
        self, dev: ModuleType, monkeypatch: pytest.MonkeyPatch, ci: str
    ) -> None:
        monkeypatch.setattr(dev, "PYTHON", "3.11")
        monkeypatch.setattr(dev, "find_python", lambda version: None)
        monkeypatch.setenv("CI", ci)
        with pytest.raises(dev.SetUpError, match=r"no Python 3\.13 here") if ci else nullcontext():
            assert dev.test_others([]) == 0

    def test_a_failure_on_another_python_is_a_failure(
        self, dev: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(dev, "PYTHON", "3.11")
        monkeypatch.setattr(dev, "find_python", lambda version: version)
        monkeypatch.setattr(dev.subprocess, "run", Mock(return_value=Mock(returncode=3)))
        assert dev.test_others([]) == 3


class TestAdvice:
    @pytest.mark.parametrize(
        ("output", "expected"),
        [
            (
                "broken by 'NewConnectionError('<...>: Failed to establish a new connection",
                "Connect this computer",
            ),
            ("Caused by SSLError(SSLCertVerificationError(1, 'CERTIFICATE_VERIFY_FAILED", "PIP_CERT"),
            ("ERROR: No matching distribution found for pyside6-essentials==6.11.3", "glibc 2.34"),
        ],
    )
    def test_a_failure_of_pip_names_the_next_step(self, dev: ModuleType, output: str, expected: str) -> None:
        assert expected in dev.advice(output)[0]

    def test_other_output_of_a_command_gets_no_advice(self, dev: ModuleType) -> None:
        assert dev.advice("ERROR: no space left on device") == []

    def test_only_a_failure_is_shown_with_its_last_lines(
        self, dev: ModuleType, capfd: pytest.CaptureFixture[str]
    ) -> None:
        dev.quietly(["sh", "-c", "echo fine; echo noise >&2"], "never")
        with pytest.raises(dev.SetUpError) as raised:
            dev.quietly(["sh", "-c", "seq 50; exit 4"], "It went wrong:", lines=2)
        assert str(raised.value) == "It went wrong:\n49\n50"
        assert capfd.readouterr() == ("", "")


class TestTests:
    """`test` runs the static checks beside the tests."""

    @pytest.fixture
    def checks(self, dev: ModuleType, environment: ModuleType) -> ModuleType:
        """An environment whose checks are content."""
        for tool, *_ in dev.STATIC_CHECKS:
            (environment.scripts / tool).write_text("#!/bin/sh\n")
            (environment.scripts / tool).chmod(0o755)
        return environment

    def test_the_exit_code_is_that_of_the_tests(self, dev: ModuleType, checks: ModuleType) -> None:
        assert dev.while_checked(checks, [sys.executable, "-c", "raise SystemExit(5)"]) == 5

    def test_steps_done_once_end_before_the_tests_begin_and_their_failure_counts(
        self, dev: ModuleType, checks: ModuleType, tmp_path: Path
    ) -> None:
        made = tmp_path / "made"
        once = [sys.executable, "-c", f"open({str(made)!r}, 'w').close(); raise SystemExit(2)"]
        tests = [sys.executable, "-c", f"raise SystemExit(open({str(made)!r}).read() == '')"]
        assert dev.while_checked(checks, tests, once) == 1

    def test_a_failing_check_ends_the_tests_and_is_shown(self, dev: ModuleType, checks: ModuleType) -> None:
        (checks.scripts / "mypy").write_text("#!/bin/sh\necho a wrong type\nexit 1\n")
        with pytest.raises(dev.SetUpError, match="mypy is not content:\na wrong type"):
            dev.while_checked(checks, ["sleep", "infinity"])
