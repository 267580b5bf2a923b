"""Files of every kind that the program reads, changed at random and read in a worker process with its limits."""

import os
import random
import re
import resource
import shutil
import sqlite3
import struct
import subprocess
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from bookorbit_desktop.devices.files import Unread
from bookorbit_desktop.devices.finding import find_device, folder_without_koreader
from bookorbit_desktop.devices.paths import DevicePaths
from bookorbit_desktop.devices.sidecar_locations import FoundSidecar
from bookorbit_desktop.devices.sidecars import group_by_book, read_opened, read_sidecar
from bookorbit_desktop.devices.statistics import read_statistics
from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.highlights.annotations import tell
from bookorbit_desktop.domain.usb.files import DeviceScan, DeviceStatistics, Sidecar, SidecarLocation
from bookorbit_desktop.domain.usb.records import gather
from bookorbit_desktop.formats.calibre import read_library, whole_metadata
from bookorbit_desktop.formats.reader import read_file
from bookorbit_desktop.formats.reading_csv import read_reading_list
from bookorbit_desktop.formats.workers import WorkerPool
from tests.books import epub_bytes, picture, write_cbr, write_cbz, write_fb2, write_mobi, write_pdf
from tests.calibre import CalibreShelf
from tests.integration.devices.device_tree import DeviceTree
from tests.integration.devices.statistics_file import a_book, write_statistics
from tests.reading_csv import goodreads, goodreads_row, storygraph, storygraph_row
from tests.shared import SHARED

_LARGEST_SAMPLE: Final = 700_000
_ODD_TEXTS: Final = (
    *(
        b"",
        b"\0",
        b"\xff\xfe",
        b"-1",
        b"0",
        b"1e999",
        b"99999999999999999999",
        b"nan",
        b"&amp;",
        b"&x;",
        b"]]>",
    ),
    *(b"<!--", b"<a" * 200, b"{" * 300, b'"', b"\\", b"[=[", b"../" * 20, b"%s%n", b"\xf0\x9f\x93\x96", b"'"),
    *(b"A" * 5000, b"\n" * 500, b"return", b"true", b"nil", b"9999-99-99", b"0000-00-00", b"<x xmlns='"),
)
_ODD_CELLS: Final = (
    *(
        None,
        -1,
        0,
        2**63 - 1,
        -(2**63),
        1.5,
        float("inf"),
        "",
        "\0",
        "nothing",
        "9" * 400,
        b"\xff\xfe\0",
        b"",
    ),
    *(2**32, -(2**32), "2026-13-45T99:99", "0101-01-01 00:00:00+00:00", "x" * 100_000, "é", "🔥"),
)
_ODD_LUA: Final = (
    *(
        b"nil",
        b"true",
        b"{}",
        b"{{},{}}",
        b"{1,2,3}",
        b"-1",
        b"0",
        b"1e308",
        b"1e999",
        b"-1e999",
        b"0/0",
        b"1.5",
    ),
    *(
        b"9007199254740993",
        b"99999999999999999999",
        b"-9223372036854775808",
        b"4294967296",
        b'""',
        b'"\\0"',
        b'"\\255"',
    ),
    *(
        b'"9999-99-99 99:99:99"',
        b'"0000-00-00"',
        b'"2026-02-30"',
        b'"complete"',
        b'"x"',
        b'"/mnt/../../etc"',
        b"[[x]]",
    ),
    *(
        b'"\\\n"',
        b'"' + b"x" * 70_000 + b'"',
        b"{" * 60 + b"}" * 60,
        b"{[1]={datetime=1,page={}}}",
        b'"10001-01-01 00:00:00"',
    ),
)


@dataclass(frozen=True)
class Sample:
    """A sound file of one kind."""

    kind: str
    path: Path


@dataclass(frozen=True)
class Read:
    """What a reader made of a changed file."""

    outcome: str
    reason: str = ""
    megabytes: float = 0.0
    """The most that the process took so far."""


def samples(folder: Path) -> list[Sample]:
    """Sound files of every kind, the books first."""
    folder.mkdir(parents=True)
    found = [*_books(folder), *_more(folder.with_name("others"))]
    return [Sample(kind, path) for kind, path in found]


def _books(folder: Path) -> list[tuple[str, Path]]:
    (folder / "one.epub").write_bytes(epub_bytes(series="A Series", series_index=2.5, isbn="9780141439587"))
    (folder / "two.kepub.epub").write_bytes(epub_bytes("Zwei", ("Ada Example", "Ben Example"), "de"))
    write_pdf(folder / "one.pdf", "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>", Title="One", Author="Ada Example")
    write_mobi(folder / "one.mobi", extra=[(100, b"Ada Example"), (104, b"9780141439587")], cover=picture())
    write_mobi(folder / "one.prc")
    write_fb2(folder / "one.fb2", series="A Series", series_index="2")
    write_fb2(folder / "two.fb2.zip")
    write_cbz(folder / "one.cbz", Series="A Series", Number="1", Title="One")
    write_cbr(
        folder / "one.cbr",
        {"page 1.jpg": picture(), "ComicInfo.xml": b"<ComicInfo><Title>One</Title></ComicInfo>"},
    )
    if SHARED.is_dir():
        for path in sorted((SHARED / "corpus").iterdir()):
            if path.suffix != ".md" and path.stat().st_size <= _LARGEST_SAMPLE:
                shutil.copyfile(path, folder / path.name)
    paths = sorted(folder.iterdir())
    return [(".".join(path.name.split(".")[1:]), path) for path in paths]


def _more(folder: Path) -> list[tuple[str, Path]]:
    """Calibre's database, the files of a device, and reading lists."""
    tree = DeviceTree(folder / "device")
    tree.history(("/mnt/onboard/a.epub", 1_700_000_000), ("/mnt/onboard/b.epub", 1_600_000_000))
    note = {
        "datetime": "2026-05-01 12:00:00",
        "page": "/body/p[1]/text().0",
        "text": "Said",
        "note": "Thought",
    }
    note |= {
        "pos0": "/body/p[1]/text().0",
        "pos1": "/body/p[1]/text().9",
        "color": "yellow",
        "drawer": "lighten",
    }
    summary = {"status": "complete", "rating": 4, "modified": "2026-05-02", "note": "Good"}
    tree.sidecar("/mnt/onboard/a.epub", annotations=[note, note | {"chapter": "Two"}], summary=summary)
    old = {"performance_in_pages": {1_700_000_000: 1, 1_700_000_100: 2}}
    tree.sidecar(
        "/mnt/onboard/b.epub", "dir", stats=old, highlight={1: [note]}, bookmarks=[note], percent_finished=1
    )
    views = [(1, page, 1_700_000_000 + page * 60, 50, 100) for page in range(1, 300)]
    write_statistics(folder / "new" / "statistics.sqlite3", [a_book(1), a_book(2, md5="")], views)
    write_statistics(
        folder / "old" / "statistics.sqlite3", [a_book(1)], [view[:4] for view in views], schema=0
    )
    read = goodreads_row("Emma", rating="5", finished="2026/05/01", isbn="9780141439587")
    (folder / "goodreads.csv").write_text(goodreads(read, goodreads_row("Persuasion", "to-read")))
    (folder / "storygraph.csv").write_text(
        storygraph(storygraph_row("Emma", rating="4.25", dates="2026/01/02-2026/02/03"))
    )
    found = [
        ("sidecar", Path(os.fsdecode(tree.sidecar_path("/mnt/onboard/a.epub")))),
        ("sidecar", Path(os.fsdecode(tree.sidecar_path("/mnt/onboard/b.epub", "dir")))),
        ("device settings", tree.data / "settings.reader.lua"),
        ("history", tree.data / "history.lua"),
        ("statistics", folder / "new" / "statistics.sqlite3"),
        ("statistics", folder / "old" / "statistics.sqlite3"),
        ("csv", folder / "goodreads.csv"),
        ("csv", folder / "storygraph.csv"),
    ]
    with suppress(FileNotFoundError, subprocess.SubprocessError):  # a machine without Calibre
        found.append(("calibre", _calibre(folder)))
    return found


def _calibre(folder: Path) -> Path:
    shelf = CalibreShelf(folder / "calibre", folder / "calibre settings")
    book = folder / "calibre book.epub"
    book.write_bytes(epub_bytes(series="A Series", isbn="9780141439587"))
    number = shelf.add(book)
    shelf.calibredb("add_custom_column", "read", "Read", "bool")
    shelf.calibredb("set_custom", "read", number, "true")
    shelf.edit(number, rating="4", tags="One,Two", comments="<p>Said</p>", pubdate="2020-05-01")
    return shelf.folder / "metadata.db"


# What a worker does


def read_changed(path: bytes) -> Read:
    """Read one changed file as the program does; its folder names its kind."""
    kind = Path(os.fsdecode(path)).parent.name
    try:
        reason = _READERS.get(kind, _read_book)(path)
    except (Unread, BookOrbitError) as error:
        reason = str(error) or "?"
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Read("refused" if reason else "read", reason, most)


def _read_book(path: bytes) -> str:
    return read_file(path).problem or ""


def _read_calibre(path: bytes) -> str:
    contents = read_library(_moved(path, "metadata.db"))
    if contents is None:
        return "The database of another program."
    for book in contents.books:
        whole_metadata(book)
    return ""


def _read_sidecar(path: bytes) -> str:
    sidecar, _ = read_sidecar(FoundSidecar(path, SidecarLocation.BESIDE), DevicePaths(()))
    _gather([sidecar], None)
    tell(sidecar.annotations)
    return ""


def _read_statistics(path: bytes) -> str:
    statistics, unread = read_statistics(_moved(path, "statistics.sqlite3"))
    if statistics is not None:
        _gather([], statistics)
    return " ".join(one.reason for one in unread)


def _gather(sidecars: list[Sidecar], statistics: DeviceStatistics | None) -> None:
    device = folder_without_koreader(b"/nowhere", b"/mnt/onboard/a.epub")
    scan = DeviceScan(device, tuple(group_by_book(sidecars)), (), statistics, (), ())
    gather(scan, lambda start: datetime.fromtimestamp(max(0, min(start, 2**33)), UTC).date())


def _moved(path: bytes, name: str) -> bytes:
    """The folder `path`.d, in which the file has its proper name."""
    file = Path(os.fsdecode(path))
    target = Path(f"{file}.d") / name
    target.parent.mkdir(parents=True)
    file.rename(target)
    return path + b".d"


def _read_settings(path: bytes) -> str:
    (Path(os.fsdecode(path) + ".d") / ".adds/koreader/settings").mkdir(parents=True)
    Path(os.fsdecode(path)).rename(os.fsdecode(path) + ".d/.adds/koreader/settings.reader.lua")
    device = find_device(path + b".d")
    return "No device is found." if device is None else " ".join(one.reason for one in device.unread)


def _read_history(path: bytes) -> str:
    return " ".join(one.reason for one in read_opened(_moved(path, "history.lua"))[1])


def _read_csv(path: bytes) -> str:
    read_reading_list(Path(os.fsdecode(path)))
    return ""


_READERS: Final[dict[str, Callable[[bytes], str]]] = {
    "calibre": _read_calibre,
    "sidecar": _read_sidecar,
    "device settings": _read_settings,
    "history": _read_history,
    "statistics": _read_statistics,
    "csv": _read_csv,
}


# How files are changed


def changed(sample: Sample, chance: random.Random, everything: list[bytes]) -> bytes:
    """The bytes of a sample, changed; `everything` is what may be put into it."""
    data = sample.path.read_bytes()
    if data.startswith(b"PK\x03\x04") and chance.random() < 0.6:
        return _with_changed_entry(data, chance, everything)
    if data.startswith(b"SQLite format 3\0") and chance.random() < 0.5:
        return _with_changed_cell(sample.path, chance)
    if sample.path.suffix == ".lua" and chance.random() < 0.6:
        return _with_lua_values(data, chance)
    return _changed_bytes(data, chance, everything)


def _with_lua_values(data: bytes, chance: random.Random) -> bytes:
    """Sound Lua whose values are not those of KOReader."""
    for _ in range(chance.choice((1, 2, 6))):
        values = list(re.finditer(rb'= (true|false|-?[0-9.]+|"[^"]*"|\{)', data))
        if not values:  # an earlier change has left none
            break
        begin, end = chance.choice(values).span(1)
        if data[begin:end] == b"{":
            inner = chance.choice(
                (b"{},{},", b"[0]={},", b"[-1]=1,", b'["x"]={{{}}},', b"1,2,[1e308]=3,", b"[2.5]={},")
            )
            data = data[:end] + inner + data[end:]
        else:
            data = data[:begin] + chance.choice(_ODD_LUA) + data[end:]
    return data


def _changed_bytes(data: bytes, chance: random.Random, everything: list[bytes]) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 5))):
        change = chance.choice(
            (_flipped, _cut, _without, _repeated, _overwritten, _with_text, _with_number, _spliced)
        )
        data = change(data or b"\0", chance, everything)
    return data


def _flipped(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    out = bytearray(data)
    near = chance.choice((len(out), min(len(out), 200)))
    for _turn in range(chance.choice((1, 4, 50))):
        out[chance.randrange(near)] ^= 1 << chance.randrange(8)
    return bytes(out)


def _cut(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    return data[: chance.randrange(len(data))]


def _span(data: bytes, chance: random.Random) -> tuple[int, int]:
    begin = chance.randrange(len(data))
    return begin, min(len(data), begin + chance.choice((1, 4, 100, 4096, 50_000)))


def _without(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    begin, end = _span(data, chance)
    return data[:begin] + data[end:]


def _repeated(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    begin, end = _span(data, chance)
    return data[:end] + data[begin:end] * chance.choice((1, 3, 40)) + data[end:]


def _overwritten(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    begin, end = _span(data, chance)
    filling = chance.choice((bytes(end - begin), b"\xff" * (end - begin), chance.randbytes(end - begin)))
    return data[:begin] + filling + data[end:]


def _with_text(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    begin = chance.randrange(len(data))
    return data[:begin] + chance.choice(_ODD_TEXTS) + data[begin + chance.choice((0, 1, 8)) :]


def _with_number(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    begin = chance.randrange(min(len(data), chance.choice((100, 2000, len(data)))))
    number = chance.choice((0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, len(data)))
    return data[:begin] + struct.pack(chance.choice(("<I", ">I")), number & 0xFFFFFFFF) + data[begin + 4 :]


def _spliced(data: bytes, chance: random.Random, everything: list[bytes]) -> bytes:
    other = chance.choice(everything)
    begin, end = _span(other, chance)
    index = chance.randrange(len(data))
    return data[:index] + other[begin:end] + data[index:]


def _with_changed_entry(data: bytes, chance: random.Random, everything: list[bytes]) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    # Those that say what the book is: a chapter more or less is nothing to the program.
    telling = [
        name for name in entries if name.endswith((".opf", ".xml", ".fb2", ".jpg", ".png", "mimetype"))
    ]
    for name in chance.choices(telling or list(entries), k=chance.choice((1, 1, 3))):
        entries[name] = _changed_bytes(entries[name] or b"\0", chance, everything)
    if chance.random() < 0.1:
        entries.pop(chance.choice(list(entries)))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def _with_changed_cell(path: Path, chance: random.Random) -> bytes:
    """A sound database whose values, tables or columns are not those of its program."""
    copy = path.with_name(f"{path.name}.copy")
    shutil.copyfile(path, copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for _ in range(chance.choice((1, 2, 6))):
            with suppress(sqlite3.Error, IndexError):
                connection.execute(*_statement(connection, chance.choice(names), chance))
    data = copy.read_bytes()
    copy.unlink()
    return data


def _statement(
    connection: sqlite3.Connection, table: str, chance: random.Random
) -> tuple[str, tuple[object, ...]]:
    columns = [str(row[1]) for row in connection.execute(f"PRAGMA table_info('{table}')")]
    column, kind = chance.choice(columns), chance.random()
    if kind < 0.8:
        return f"UPDATE '{table}' SET \"{column}\" = ?", (chance.choice(_ODD_CELLS),)
    if kind < 0.86:
        return f"DELETE FROM '{table}'", ()
    if kind < 0.92:
        return f'ALTER TABLE \'{table}\' RENAME COLUMN "{column}" TO "{column} of old"', ()
    if kind < 0.96:
        return f"DROP TABLE '{table}'", ()
    return "UPDATE sqlite_master SET rootpage = ? WHERE name = ?", (chance.choice((0, 1, 2, 3, 10**6)), table)


# The run


@dataclass
class _Row:
    """What became of the files of one kind."""

    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    megabytes: float = 0.0


def _given_up(path: bytes, reason: str) -> Read:
    if "longer than" in reason:
        return Read("time limit", reason)
    return Read("memory limit" if "memory" in reason else "crash", reason)


def run(found: list[Sample], folder: Path, seed: int, first: int, count: int, keep: Path | None) -> bool:
    """Read so many changed files, print a table, and tell whether no reader crashed."""
    everything = [sample.path.read_bytes() for sample in found]
    by_kind: defaultdict[str, list[Sample]] = defaultdict(list)
    for sample in found:
        by_kind[sample.kind].append(sample)
    kinds = list(by_kind)
    rows: defaultdict[str, _Row] = defaultdict(_Row)
    began = time.monotonic()
    with WorkerPool(1, read=read_changed, give_up=_given_up) as pool:
        for number in range(first, first + count):
            chance = random.Random(f"{seed} {number}")
            kind = kinds[number % len(kinds)]
            data = changed(chance.choice(by_kind[kind]), chance, everything)
            path = folder / kind / f"{number}.{kind}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            start = time.monotonic()
            read = pool.read(os.fsencode(path))
            _count(rows[kind], read, time.monotonic() - start)
            if read.outcome not in ("read", "refused") and keep is not None:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / path.name).write_bytes(data)
            shutil.rmtree(path.parent)
    _tell(rows, count, time.monotonic() - began)
    return not sum(row.outcomes["crash"] for row in rows.values())


def _count(row: _Row, read: Read, took: float) -> None:
    row.outcomes[read.outcome] += 1
    row.slowest = max(row.slowest, took)
    row.megabytes = max(row.megabytes, read.megabytes)


def _tell(rows: dict[str, _Row], count: int, took: float) -> None:
    outcomes = ("read", "refused", "time limit", "memory limit", "crash")
    print(f"\n{count} changed files in {took:.0f} s\n")
    print(f"| kind | {' | '.join(outcomes)} | slowest | memory |\n|---|{'---|' * (len(outcomes) + 2)}")
    for kind, row in rows.items():
        numbers = " | ".join(str(row.outcomes[outcome]) for outcome in outcomes)
        print(f"| {kind} | {numbers} | {row.slowest:.2f} s | {row.megabytes:.0f} MB |")
    total = sum((row.outcomes for row in rows.values()), Counter[str]())
    print(f"| all | {' | '.join(str(total[outcome]) for outcome in outcomes)} | | |")
