#!/usr/bin/env python3
"""From a fresh checkout to the running program, with nothing but Python 3.11 and a network.

    python3 packaging/dev.py run [-- ARGS]      start BookOrbit Desktop with its own arguments
    python3 packaging/dev.py test [-- ARGS]     every check and every test; with ARGS only pytest, with them
    python3 packaging/dev.py test --python 3.13   the same with that Python alone
    python3 packaging/dev.py test --soak N      the tests N times, in random order and under load
    python3 packaging/dev.py screenshots        a picture of every screen [--output DIR] [--only WORD]
    python3 packaging/dev.py translations       look for new texts, and compile the translated ones
    python3 packaging/dev.py docs               write docs/cli.md and the schema of the export
    python3 packaging/dev.py env                set up for running, and stop
    python3 packaging/dev.py install            put the program with its icon into your applications menu
    python3 packaging/dev.py install --remove   take it out again
    python3 packaging/dev.py lock [-- ARGS]     renew the pinned dependencies with uv and ARGS (--upgrade)
    python3 packaging/dev.py freeze             a folder that needs no Python: dist/bookorbit-desktop
    python3 packaging/dev.py dist               the same, and from it all that people download from a release
    python3 packaging/dev.py release VERSION    set the version, date the changelog, commit and tag

`test` goes on with the other supported Pythons that are found, with a part of the tests (ON_OTHERS); all of them
run there with `--python`. With `CI` set these are the oldest and the newest, which then have to be there.

`run` and `test` first set up what is missing: the virtual environment `.venv` in the checkout, the
dependencies pinned with hashes, and the system's libraries for Qt (installed when root, else the command is
printed). All of that is said on stderr. Then the program takes this process's place, so that signals and exit
codes are its own. `freeze` and `dist` have an environment of their own, `.venv-build`, so that what is shipped
is what is pinned, and nothing else.
"""

from __future__ import annotations  # an older Python must get as far as the message that names a newer one

import contextlib
import hashlib
import importlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

from debian_package import CannotPackage
from downloads import write_downloads
from frozen_program import freeze_command, frozen_folder, strip_modules
from launcher import launcher_files, launcher_paths
from release import CannotRelease
from release import release as make_release
from soak import soak
from system_packages import install_command, missing_parts, package_manager

if sys.platform != "win32":
    import fcntl

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CHECKOUT = Path(__file__).resolve().parents[1]
PYTHON = f"{sys.version_info[0]}.{sys.version_info[1]}"
SUPPORTED_PYTHONS = ("3.11", "3.12", "3.13")  # the same as requires-python in pyproject.toml
MOST_WORKERS = 5  # of up to 1 GB each
FOLDERS = {"build": ".venv-build"}  # all others share one
# The program once through on another Python: its files, sockets, commands, sync and window.
ON_OTHERS = (
    "tests/unit",
    "tests/integration",
    "tests/end_to_end",
    "tests/acceptance/test_command_line.py",
    "tests/acceptance/test_commands.py",
    "tests/acceptance/test_hardcover.py",
    "tests/acceptance/test_kosync.py",
    "tests/acceptance/test_running_program.py",
    "tests/acceptance/window",
)
# What tries hundreds of examples of rules in plain Python, or mostly runs another program.
LEFT_OUT_ON_OTHERS = (
    "tests/integration/hardcover/simulator",
    "tests/integration/plugin",
    "tests/integration/sync",
    "tests/integration/test_hostile_library.py",
    "tests/unit/devices",
    "tests/unit/formats",
    "tests/unit/hardcover",
    "tests/unit/test_matching_labelled.py",
    "tests/unit/test_matching_properties.py",
)
LOCKS = {
    "run": "packaging/requirements.lock",
    "test": "packaging/requirements-dev.lock",
    "build": "packaging/requirements-build.lock",
}
STATIC_CHECKS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("lint-imports",),
    ("vulture",),
    ("luacheck", "--quiet", "--no-color", "resources/koreader", "tests/integration/plugin"),
)


class SetUpError(Exception):
    """Something the person has to do before the program can start; the text says what."""


def main(arguments: Sequence[str]) -> int:
    """Carries out one subcommand; returns an exit code unless the program has taken this process's place."""
    command, rest = split_arguments(arguments)
    if command not in COMMANDS:
        print(__doc__, file=sys.stderr)
        return 0 if command in ("-h", "--help") else 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # ends a running installer too; exec resets it
    try:
        use_supported_python(arguments)
        return COMMANDS[command](rest)
    except SetUpError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("Stopped. The next start completes what is missing.")
        return 130


def split_arguments(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The subcommand and what follows it, without the `--` that may separate the two."""
    command = arguments[0] if arguments else ""
    rest = list(arguments[1:])
    return command, rest[1:] if rest[:1] == ["--"] else rest


def say(text: str) -> None:
    print(f"dev.py: {text}", file=sys.stderr, flush=True)


# -- subcommands


def run(arguments: list[str]) -> int:
    environment = prepare("run")
    return become([*environment.program(), *arguments])


def test(arguments: list[str]) -> int:
    version, arguments = option("--python", arguments)
    if version and version != PYTHON:
        return become([python_named(version), __file__, "test", "--python", version, *arguments])
    times, arguments = option("--soak", arguments)
    environment = prepare("test", f".venv-{version}" if version else ".venv")
    os.chdir(CHECKOUT)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Without bytecode on disk every worker, and every program that a test starts, compiles all of it anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    pytest = [str(environment.python), "-m", "pytest"]
    if arguments:
        return become([*pytest, *(arguments[1:] if arguments[0] == "--" else arguments)])
    # Whoever is done takes over half of what another has left, so that all end at about the same time.
    everything = [*pytest, "--ignore=tests/bench"]
    if times:
        return soak(everything, CHECKOUT, whole_number(times, "--soak"))
    in_parallel = [f"--numprocesses={workers()}", "--dist=worksteal"]
    # In a fresh checkout each worker would compile every test for itself: one that only looks does it for all.
    once_before = [*everything, "--collect-only", "-qq"]
    failed = while_checked(environment, [*everything, *in_parallel], once_before)
    return failed or (0 if version else test_others([*everything[3:], *in_parallel]))


def test_others(options: Sequence[str]) -> int:
    """A part of the tests on other Pythons, one after the other; the exit code of the first that fails."""
    part = [*ON_OTHERS, *(f"--ignore={path}" for path in LEFT_OUT_ON_OTHERS)]
    for version in other_pythons():
        say(f"The same on Python {version}, a part of the tests")
        again = [python_named(version), __file__, "test", "--python", version, "--", *options, *part]
        if failed := subprocess.run(again).returncode:
            return failed
    return 0


def other_pythons() -> list[str]:
    """Those that are here beside this one; in CI the oldest and the newest, whether they are here or not."""
    others = [version for version in SUPPORTED_PYTHONS if version != PYTHON]
    if os.environ.get("CI"):
        return [version for version in others if version in (SUPPORTED_PYTHONS[0], SUPPORTED_PYTHONS[-1])]
    return [version for version in others if find_python(version)]


def option(name: str, arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The value of an option that comes first, and the other arguments."""
    if list(arguments[:1]) != [name]:
        return "", list(arguments)
    if len(arguments) < 2:
        raise SetUpError(f"{name} needs a value.")
    return arguments[1], list(arguments[2:])


def whole_number(text: str, name: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise SetUpError(f"{name} takes a whole number, not {text}.")
    return int(text)


def workers() -> int:
    """Two more than there are cores, as tests wait for programs that they started; five at most."""
    return min(MOST_WORKERS, (os.cpu_count() or 1) + 2)


def while_checked(environment: Environment, command: list[str], once_before: Sequence[str] = ()) -> int:
    """The exit code of the tests. What the static checks find beside them ends them: SetUpError says it."""
    with ThreadPoolExecutor() as beside:
        checks = beside.submit(check_statically, environment)
        if once_before:
            subprocess.run(once_before, stdout=subprocess.DEVNULL)  # what is wrong the tests say themselves
        tests = subprocess.Popen(command)
        try:
            checks.result()
            return tests.wait()
        except KeyboardInterrupt:
            tests.wait()  # which heard it too, and says how far it came
            raise
        finally:
            if tests.poll() is None:
                tests.terminate()
                tests.wait()


def check_statically(environment: Environment) -> None:
    """Runs the static checks beside each other; raises SetUpError with what all of them found."""

    def problem_of(check: tuple[str, ...]) -> str:
        tool, *options = check
        say(" ".join(check))
        own = environment.scripts / tool
        try:
            quietly([str(own) if own.exists() else tool, *options], f"{tool} is not content:", lines=200)
        except SetUpError as error:
            return str(error)
        except FileNotFoundError:
            return f"{tool} is not installed."
        return ""

    with ThreadPoolExecutor() as beside:
        problems = [problem for problem in beside.map(problem_of, STATIC_CHECKS) if problem]
    if problems:
        raise SetUpError("\n".join(problems))


def screenshots(arguments: list[str]) -> int:
    environment = prepare("test")
    os.chdir(CHECKOUT)
    return become([str(environment.python), "-m", "tests.screenshots", *arguments])


def translations(_arguments: list[str]) -> int:
    environment = prepare("test")
    return become([str(environment.python), str(CHECKOUT / "packaging" / "translations.py")])


def docs(_arguments: list[str]) -> int:
    environment = prepare("run")
    subprocess.run([str(environment.python), str(CHECKOUT / "packaging" / "export_schema.py")], check=True)
    return become([str(environment.python), str(CHECKOUT / "packaging" / "cli_reference.py")])


def env(_arguments: list[str]) -> int:
    environment = prepare("run")
    say(f"{environment.folder} is ready.")
    return 0


def install(arguments: list[str]) -> int:
    if arguments == ["--remove"]:
        for path in launcher_paths():
            path.unlink(missing_ok=True)
        say("BookOrbit Desktop is no longer in your applications menu.")
        return 0
    if arguments:
        raise SetUpError(f"install knows only --remove, not {' '.join(arguments)}.")
    environment = prepare("run")
    for path, content in launcher_files(CHECKOUT, environment.program()).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        say(f"Wrote {path}")
    launcher_paths()[0].chmod(0o755)
    say("BookOrbit Desktop is in your applications menu.")
    return 0


def lock(arguments: list[str]) -> int:
    uv = shutil.which("uv")
    if uv is None:
        raise SetUpError("lock needs uv: install it, for example with `pipx install uv`, then start again.")
    os.chdir(CHECKOUT)
    resolve = [uv, "pip", "compile", "pyproject.toml", "--universal", "--generate-hashes", "--no-config"]
    resolve += ["--quiet", "--python-version=3.11", "--custom-compile-command=python3 packaging/dev.py lock"]
    run_lock, test_lock, build_lock = LOCKS["run"], LOCKS["test"], LOCKS["build"]
    more = [f"--constraint={run_lock}"]
    for outcome in ([run_lock], [test_lock, "--group=dev", *more], [build_lock, "--group=build", *more]):
        quietly([*resolve, *arguments, "--output-file", *outcome], "uv could not resolve the dependencies:")
        say(f"Wrote {outcome[0]}")
    return 0


def freeze(arguments: list[str]) -> int:
    if arguments:
        raise SetUpError(f"freeze takes no words such as {' '.join(arguments)}.")
    say(f"Wrote {frozen()}")
    return 0


def dist(arguments: list[str]) -> int:
    if arguments:
        raise SetUpError(f"dist takes no words such as {' '.join(arguments)}.")
    frozen()
    say("Packing it (one to two minutes)")
    try:
        made = write_downloads(CHECKOUT, prepare("build").python)
    except CannotPackage as problem:
        raise SetUpError(str(problem)) from problem
    for path in made:
        say(f"Wrote {path} ({path.stat().st_size / 1e6:.1f} MB)")
    return 0


def release(arguments: list[str]) -> int:
    if len(arguments) != 1:
        raise SetUpError("release takes one version, such as 1.2.0.")
    try:
        tag = make_release(CHECKOUT, arguments[0])
    except CannotRelease as problem:
        raise SetUpError(str(problem)) from problem
    say(f"Committed and tagged {tag}. Push both: git push --follow-tags")
    return 0


def frozen() -> Path:
    """The folder of the frozen program, made anew, with icons, licence notices and the bill of materials."""
    environment = prepare("build")
    scripts = CHECKOUT / "packaging"
    python = str(environment.python)
    quietly(
        [python, str(scripts / "icons.py"), str(CHECKOUT / "build/icons")], "The icon could not be drawn:"
    )
    say("Freezing the program (about half a minute)")
    command, variables = freeze_command(environment.python, CHECKOUT)
    os.environ.update(variables)
    quietly(command, "PyInstaller could not freeze the program:")
    folder = frozen_folder(CHECKOUT)
    strip_modules(folder)
    quietly([python, str(scripts / "notices.py"), str(folder)], "The licence notices are not complete:")
    return folder


COMMANDS = {
    "run": run,
    "test": test,
    "screenshots": screenshots,
    "translations": translations,
    "docs": docs,
    "env": env,
    "install": install,
    "lock": lock,
    "freeze": freeze,
    "dist": dist,
    "release": release,
}


# -- processes


def use_supported_python(arguments: Sequence[str]) -> None:
    """Starts again with a supported Python where this one is not; raises SetUpError when there is none."""
    if PYTHON in SUPPORTED_PYTHONS:
        return
    for version in SUPPORTED_PYTHONS:
        if python := find_python(version):
            sys.exit(become([python, __file__, *arguments]))
    raise SetUpError(
        f"BookOrbit Desktop needs Python {', '.join(SUPPORTED_PYTHONS[:-1])} or {SUPPORTED_PYTHONS[-1]}; "
        f"this is {PYTHON}. Install one of them, then start again."
    )


def python_named(version: str) -> str:
    """A supported Python on this computer; raises SetUpError with how to get one."""
    if version not in SUPPORTED_PYTHONS:
        raise SetUpError(f"BookOrbit Desktop is tested with Python {', '.join(SUPPORTED_PYTHONS)}.")
    if python := find_python(version):
        return python
    raise SetUpError(
        f"There is no Python {version} here. Debian 12 has 3.11 and Debian 13 has 3.13 "
        f"(apt install python3-venv); `pyenv install {version}` brings any of them."
    )


def find_python(version: str) -> str | None:
    """A Python on the path or among those of pyenv; one that does not start is none."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    own = sorted(pyenv.glob(f"{version}.*/bin/python{version}"), reverse=True)
    for python in (shutil.which(f"python{version}"), *map(str, own)):
        if python and subprocess.run([python, "-c", ""], stderr=subprocess.DEVNULL).returncode == 0:
            return python
    return None


def become(command: list[str]) -> int:
    """Lets `command` take this process's place; on Windows, which cannot, returns its exit code."""
    sys.stderr.flush()
    if sys.platform != "win32":
        os.execv(command[0], command)
    return subprocess.run(command).returncode


def quietly(command: list[str], problem: str, lines: int = 20) -> None:
    """Runs a command; only when it fails shows anything: SetUpError with the problem and the last lines."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode != 0:
        output = done.stdout.strip().splitlines()[-lines:]
        raise SetUpError("\n".join([problem, *output, *advice(done.stdout)]))


def advice(output: str) -> list[str]:
    """What to do about the failures that pip does not explain to everybody."""
    if "SSLError" in output:
        return ["Does your network have a certificate authority of its own? Set PIP_CERT to its file."]
    if any(
        sign in output for sign in ("NewConnectionError", "NameResolutionError", "TimeoutError", "ProxyError")
    ):
        return ["The package index cannot be reached. Connect this computer to the internet and start again."]
    if "No matching distribution" in output:
        return ["There may be no package for this system: Linux needs glibc 2.34 or newer (2.39 on ARM)."]
    return []


# -- the virtual environment


class Environment:
    """The virtual environment of one checkout; a marker per purpose, written last, says it is complete."""

    def __init__(self, checkout: Path, name: str = ".venv") -> None:
        self.checkout = checkout
        self.folder = checkout / name
        self.scripts = self.folder / ("Scripts" if sys.platform == "win32" else "bin")
        self.python = self.scripts / ("python.exe" if sys.platform == "win32" else "python")

    def program(self) -> list[str]:
        """The command that starts the program; -P keeps the folder it is started in off the import path."""
        return [str(self.python), "-P", "-m", "bookorbit_desktop"]

    def key(self, purpose: str) -> str:
        """SHA-256 over all that the environment depends on: its place, the Python, the lock file."""
        facts = f"{self.checkout}\n{PYTHON}\n".encode()
        return hashlib.sha256(facts + (self.checkout / LOCKS[purpose]).read_bytes()).hexdigest()

    def marker(self, purpose: str) -> Path:
        return self.folder / f"ready-to-{purpose}"

    def is_ready(self, purpose: str) -> bool:
        """Whether all that the purpose needs is installed; tests need what the program needs, and more."""
        if purpose == "test" and not self.is_ready("run"):
            return False
        marker = self.marker(purpose)
        return self.python.exists() and marker.exists() and marker.read_text() == self.key(purpose)

    def build(self, purpose: str) -> None:
        """Makes the environment ready: from nothing, unless it lacks only what the tests need."""
        if not self.is_ready("run"):
            self.create()
        say("Installing the pinned packages (105 to 140 MB to fetch the first time)")
        pip = [str(self.python), "-I", "-m", "pip", "install", "--require-hashes", "--no-deps"]
        pip += [
            "--only-binary=:all:",
            "--no-input",
            "--disable-pip-version-check",
            "--progress-bar=off",
            "--quiet",
            "--no-compile",  # a quarter of the time; Python itself compiles the tenth that is ever imported
        ]
        os.environ["PIP_USER"] = "0"  # a personal setting that pip refuses in a virtual environment
        quietly([*pip, "-r", str(self.checkout / LOCKS[purpose])], "pip could not install the packages:")
        for completed in ("run", "test") if purpose == "test" else (purpose,):
            self.marker(completed).write_text(self.key(completed))

    def create(self) -> None:
        """An empty environment that finds the checkout's package and has a `bookorbit-desktop` command."""
        say(f"Creating {self.folder} with Python {PYTHON}")
        python = getattr(sys, "_base_executable", sys.executable)  # never the one that --clear removes
        quietly([python, "-m", "venv", "--clear", str(self.folder)], "The environment could not be made:")
        site_packages = sysconfig.get_path("purelib", "venv", vars={"base": str(self.folder)})
        Path(site_packages, "bookorbit_desktop.pth").write_text(f"{self.checkout}\n", encoding="locale")
        if sys.platform == "win32":
            text = '@"%~dp0python.exe" -P -m bookorbit_desktop %*\n'
            (self.scripts / "bookorbit-desktop.cmd").write_text(text)
        else:
            command = self.scripts / "bookorbit-desktop"
            command.write_text(f'#!/bin/sh\nexec {shlex.join(self.program())} "$@"\n')
            command.chmod(0o755)


def prepare(purpose: str, folder: str = ".venv") -> Environment:
    """Sets up what is missing to "run", "test" or "build"; raises SetUpError when the person has to act."""
    environment = Environment(CHECKOUT, FOLDERS.get(purpose, folder))
    if environment.is_ready(purpose) and not missing_parts(purpose) and are_compiled(CHECKOUT):
        return environment
    started = time.monotonic()
    with only_one_at_a_time():
        install_missing_parts(purpose, with_venv=not environment.python.exists())
        if not environment.is_ready(purpose):
            environment.build(purpose)
        if not are_compiled(CHECKOUT):
            compiling = [str(environment.python), str(CHECKOUT / "packaging" / "translations.py"), "compile"]
            quietly(compiling, "The translations could not be compiled:")
    say(f"Ready after {time.monotonic() - started:.0f} s")
    return environment


def are_compiled(checkout: Path) -> bool:
    """Whether the program can load each translation as it stands in the catalogue beside it."""
    for catalogue in (checkout / "resources" / "translations").glob("*.ts"):
        compiled = catalogue.with_suffix(".qm")
        if not compiled.exists() or compiled.stat().st_mtime_ns < catalogue.stat().st_mtime_ns:
            return False
    return True


@contextlib.contextmanager
def only_one_at_a_time() -> Iterator[None]:
    """Keeps a second dev.py in the same checkout waiting while this one installs."""
    with (CHECKOUT / LOCKS["run"]).open("r+") as handle:
        if sys.platform != "win32":
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Waiting for another dev.py that is setting up this checkout")
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def install_missing_parts(purpose: str, with_venv: bool) -> None:
    """Installs what the system lacks on Debian when root; else raises SetUpError with the command for it."""
    missing = missing_parts(purpose)
    if with_venv and find_spec("ensurepip") is None:
        missing["ensurepip"] = f"python{PYTHON}-venv"
    if not missing:
        return
    manager = package_manager()
    is_root = sys.platform != "win32" and os.geteuid() == 0
    if manager != "apt-get" or not is_root:
        command = install_command(missing, manager)
        how = f" with this command:\n\n    {command}\n" if command else " with your package manager."
        raise SetUpError(f"This system lacks {', '.join(missing)}.\nInstall what is missing{how}")
    packages = sorted(set(missing.values()))
    say(f"Installing {len(packages)} system packages: {' '.join(packages)}")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    apt = ["apt-get", "-o", "DPkg::Lock::Timeout=180"]
    with contextlib.suppress(SetUpError):  # one broken list of many need not matter: the next line decides
        quietly([*apt, "update"], "apt-get could not update its lists:")
    quietly([*apt, "install", "-y", "--no-install-recommends", *packages], "apt-get could not install them:")
    importlib.invalidate_caches()
    still_missing = missing_parts(purpose)
    if still_missing:
        raise SetUpError(f"apt-get was content, but this is still missing: {', '.join(still_missing)}.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
