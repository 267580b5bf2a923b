"""“doctor” says in words what is wrong and what to do: alone, beside a running program, and where nothing works."""

import json
from pathlib import Path
from typing import Any

from tests.acceptance.fork_server import LIMITS
from tests.acceptance.program import PASSPHRASE, Program, at_leisure

PATIENT = at_leisure("bookorbit_desktop.services.overview.doctor:LIMIT")
HANGS = {
    "PYTHON_KEYRING_BACKEND": "tests.acceptance.stuck_keyring.Hanging",
    LIMITS: json.dumps({"bookorbit_desktop.services.overview.doctor:LIMIT": 1}),
}


def checked(program: Program, *, code: int = 0, **options: Any) -> dict[str, Any]:
    """What is said of each thing."""
    found = program.json("doctor", "--json", code=code, **{"env": PATIENT, **options})
    assert found["ok"] is (code == 0)
    return {check["name"]: check for check in found["checks"]}


def kept(program: Program) -> dict[Path, bytes]:
    """Every file of the data folder; the memory that readers of the database share is none.

    Nor is a write-ahead log without a byte: a reader that may not write leaves one if it ends last.
    """
    files = (path for path in program.data_dir.rglob("*") if path.is_file())
    content = {path: path.read_bytes() for path in files if not path.name.endswith("-shm")}
    return {path: data for path, data in content.items() if data or not path.name.endswith("-wal")}


def test_doctor_says_how_everything_is_and_changes_nothing(library: Program) -> None:
    before = kept(library)
    found = checked(library)
    assert found["database"]["said"] == "Sound, with 24 books and 0 positions."
    assert found["password_store"]["state"] == "warn"
    assert {check["state"] for check in found.values()} <= {"ok", "warn"}
    assert kept(library) == before
    words = library.run("doctor", env=PATIENT).stdout
    for check in found.values():
        assert f"{check['what']}: " in words


def test_doctor_finds_the_running_program_and_asks_its_server(library: Program) -> None:
    server = library.serve()
    found = checked(library)["server"]
    assert found["state"] == "ok" or "on no network" in found["said"]
    assert server.address in found["said"] or "on no network" in found["said"]
    assert server.stop() == 0


def test_doctor_works_on_a_damaged_database_with_a_password_store_that_hangs(library: Program) -> None:
    library.make_account()
    (library.data_dir / "library.sqlite3").write_bytes(b"spoilt")
    found = checked(library, code=1, env=HANGS)
    assert found["database"]["state"] == found["password_store"]["state"] == "fail"
    assert "restore a backup" in found["database"]["next_step"]
    assert "No answer" in found["password_store"]["said"]
    assert PASSPHRASE not in json.dumps(found)
