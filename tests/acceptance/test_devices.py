"""Devices: rename, forget, last seen, books, pushes; two devices with one id."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.acceptance.conftest import Scanned, title_of
from tests.acceptance.koreader import Reader
from tests.acceptance.program import Program, Server, until
from tests.acceptance.scanning import partial_md5
from tests.integration.server.koreader import Answer, KOReader

KOBO_ID, BOOX_ID = "71B7E4D0-6A2C-4D0E-8E4C-0123456789AB", "3A0C2A62-9E0B-4C9C-A0E5-0123456789CD"
DOCUMENT = "d" * 32


def a_reader(program: Program, server: Server) -> Reader:
    return Reader(server.port, "reader", program.passphrase())


def listed(program: Program) -> dict[str, dict[str, Any]]:
    """The devices by the name that the person sees."""
    return {device["name"]: device for device in program.json("devices", "--json")}


def take_turns(reader: Reader, *names: str, document: str = DOCUMENT) -> None:
    """Two devices of these names push in turn with one id, the first one far ahead."""
    for turn, name in enumerate(names):
        position = (60 if name == names[0] else 10) + turn
        answer = reader.push(
            document, position / 100, device=name, device_id=KOBO_ID, progress=f"/body/{name}/{turn}"
        )
        assert answer.status == 200


def until_shared(program: Program, certainty: str) -> dict[str, dict[str, Any]]:
    """Wait until an id is known to be shared; what is looked at after a push is never in its way."""

    def found() -> dict[str, dict[str, Any]]:
        devices = listed(program)
        shared = [device["shared_id"] for device in devices.values() if device["shared_id"]]
        return devices if any(one["certainty"] == certainty for one in shared) else {}

    return until(found, f"two devices with one id, {certainty}")


def test_devices_are_listed_with_last_seen_books_and_pushes(library: Program, scanned: Scanned) -> None:
    server = library.serve()
    reader = a_reader(library, server)
    first, second = (partial_md5((scanned.books / f"{number:02d}.epub").read_bytes()) for number in (0, 1))
    reader.push(first, 0.1, device="Kobo_spaBW", device_id=KOBO_ID)
    reader.push(second, 0.2, device="Kobo_spaBW", device_id=KOBO_ID)
    reader.push(DOCUMENT, 0.3, device="Boox", device_id=BOOX_ID)

    devices = listed(library)

    kobo = devices["Kobo_spaBW"]
    assert (kobo["books"], kobo["documents"], kobo["pushes"], kobo["pushes_in_7_days"]) == (2, 2, 2, 2)
    assert (kobo["last_title"], kobo["device_id"]) == (title_of(1), KOBO_ID)
    assert kobo["last_seen"] >= kobo["first_seen"]
    assert (devices["Boox"]["books"], devices["Boox"]["last_title"]) == (0, None)
    table = library.run("devices").stdout
    assert "Kobo_spaBW" in table
    assert title_of(1) in table


def test_a_given_name_is_ours_alone_and_readers_get_what_they_sent(program: Program) -> None:
    server = program.serve()
    reader = a_reader(program, server)
    reader.push(DOCUMENT, 0.3, device="Kobo_spaBW", device_id=KOBO_ID)
    number = str(listed(program)["Kobo_spaBW"]["id"])

    said = program.run("devices", "rename", number, "Living room").stdout

    assert "Living room" in said
    assert listed(program)["Living room"]["sent_name"] == "Kobo_spaBW"
    pulled = reader.pull(DOCUMENT).json
    assert (pulled["device"], pulled["device_id"]) == ("Kobo_spaBW", KOBO_ID)
    assert [line["device"] for line in program.json("log", "--json")] == ["Living room"]
    assert program.export()["devices"][0]["name"] == "Kobo_spaBW"
    program.run("devices", "rename", number, "")
    assert set(listed(program)) == {"Kobo_spaBW"}


def test_a_forgotten_device_loses_nothing_and_comes_back_when_it_pushes(program: Program) -> None:
    server = program.serve()
    reader = a_reader(program, server)
    reader.push(DOCUMENT, 0.3, device="Kobo_spaBW", device_id=KOBO_ID)
    number = str(listed(program)["Kobo_spaBW"]["id"])

    said = program.run("devices", "forget", number).stdout

    assert "kept" in said
    assert listed(program) == {}
    assert reader.pull(DOCUMENT).json["percentage"] == 0.3
    assert len(program.json("log", "--json")) == 1
    program.run("devices", "forget", number, "--stop")
    assert set(listed(program)) == {"Kobo_spaBW"}
    program.run("devices", "forget", number)
    reader.push(DOCUMENT, 0.4, device="Kobo_spaBW", device_id=KOBO_ID)
    assert listed(program)["Kobo_spaBW"]["pushes"] == 2


def test_a_device_that_is_not_there_is_told_with_the_way_on(program: Program) -> None:
    for words in (("rename", "7", "Kobo"), ("forget", "7"), ("fixed", "7")):
        complaint = program.run("devices", *words, code=1).stderr
        assert "“devices” lists them" in complaint


def test_a_renamed_device_stays_one_device(program: Program) -> None:
    server = program.serve()
    reader = a_reader(program, server)
    for name in ("Kobo_spaBW", "Kobo_spaBW", "My Kobo", "My Kobo"):
        reader.push(DOCUMENT, 0.3, device=name, device_id=KOBO_ID)

    devices = listed(program)

    assert set(devices) == {"My Kobo"}
    assert (devices["My Kobo"]["pushes"], devices["My Kobo"]["shared_id"]) == (4, None)
    assert devices["My Kobo"]["sent_names"] == ["My Kobo", "Kobo_spaBW"]


def test_two_devices_with_one_id_are_recognised_explained_and_told_apart(program: Program) -> None:
    server = program.serve()
    reader = a_reader(program, server)
    take_turns(reader, *("Kobo", "Boox") * 3)

    devices = until_shared(program, "certain")

    assert {name: device["pushes"] for name, device in devices.items()} == {"Kobo": 3, "Boox": 3}
    explained = program.run("devices").stderr
    assert f"Two devices report the ID {KOBO_ID}: “Kobo” and “Boox”." in explained
    assert "settings.reader.lua" in explained
    with closing(sqlite3.connect(program.data_dir / "library.sqlite3")) as stored:
        positions = stored.execute(
            "SELECT v.name, p.percentage FROM position p JOIN device v ON v.id = p.device_id"
        ).fetchall()
        pushes = stored.execute("SELECT percentage FROM push ORDER BY id").fetchall()
    assert sorted(positions) == [("Boox", 0.15), ("Kobo", 0.64)]
    assert [percentage for (percentage,) in pushes] == [0.6, 0.11, 0.62, 0.13, 0.64, 0.15]
    pulled = reader.pull(DOCUMENT).json
    assert (pulled["device"], pulled["device_id"], pulled["percentage"]) == ("Boox", KOBO_ID, 0.15)


def test_a_shared_id_marked_as_fixed_is_reported_only_if_seen_again(program: Program) -> None:
    server = program.serve()
    reader = a_reader(program, server)
    take_turns(reader, *("Kobo", "Boox") * 3)
    number = str(until_shared(program, "certain")["Kobo"]["id"])

    program.run("devices", "fixed", number)
    assert program.run("devices").stderr == ""
    reader.push(DOCUMENT, 0.5, device="Kobo", device_id=KOBO_ID)
    reader.push(DOCUMENT, 0.2, device="Boox", device_id=BOOX_ID)
    assert program.run("devices").stderr == ""

    reader.push(DOCUMENT, 0.2, device="Boox", device_id=KOBO_ID)
    until_shared(program, "certain")


def test_two_cloned_cards_of_one_model_are_called_perhaps_two(program: Program) -> None:
    server = program.serve("--host", "127.0.0.1", "--port", "0")
    passphrase = program.passphrase()
    push_from = pushing(server, passphrase)
    for turn, position in enumerate((0.4, 0.1, 0.41, 0.11)):
        assert push_from(f"127.0.0.{2 + turn % 2}", position).status == 200

    devices = until_shared(program, "perhaps")

    assert {name: device["pushes"] for name, device in devices.items()} == {"Kobo_spaBW": 4}
    assert "Two devices may report the ID" in program.run("devices").stderr


def pushing(server: Server, passphrase: str) -> Callable[[str, float], Answer]:
    """A push of one document from an address of this computer."""
    device = KOReader(server.port, "reader", passphrase)

    async def push(address: str, position: float) -> Answer:
        body = (
            f'{{"document":"{DOCUMENT}","percentage":{position},"progress":"/body/{position}",'
            f'"device":"Kobo_spaBW","device_id":"{KOBO_ID}"}}'
        ).encode()
        request = device.request("PUT", "/syncs/progress", body)
        stream, out = await asyncio.open_connection("127.0.0.1", server.port, local_addr=(address, 0))
        out.write(request)
        await out.drain()
        answer = await stream.read()
        out.close()
        return Answer(int(answer.split()[1]), {}, answer)

    return lambda address, position: asyncio.run(push(address, position))


def test_names_and_devices_survive_a_restart(program: Program, tmp_path: Path) -> None:
    server = program.serve()
    reader = a_reader(program, server)
    take_turns(reader, *("Kobo", "Boox") * 3)
    number = str(until_shared(program, "certain")["Boox"]["id"])
    program.run("devices", "rename", number, "Tablet")
    server.stop()

    server = program.serve()
    reader = a_reader(program, server)
    take_turns(reader, "Kobo", "Boox")

    devices = listed(program)
    assert {name: device["pushes"] for name, device in devices.items()} == {"Kobo": 4, "Tablet": 4}
