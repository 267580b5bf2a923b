"""Devices that push, and how to tell a shared device id from a renamed device."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Final
from unicodedata import category

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.shown_text import shown
from bookorbit_desktop.domain.koreader.cloud_files import STATISTICS, VOCABULARY, CloudUpload

LONGEST_NAME = 60
QUICKLY = 3600.0
"""Seconds within which nobody renames a device repeatedly."""
AT_ONCE = 120.0
"""Seconds within which a device hardly changes both name and address."""
WITHIN_MINUTES = 600.0
JUMP = 0.01
"""A step between two positions of a document, 0..1, too large for a page turn."""

FAR = 0.05
"""The same, too large even for looking something up."""


_XTEINK: Final = "crosspoint-reader"
"""The id that CrossPoint gives every Xteink (its KOReaderSyncClient.cpp)."""


class Certainty(StrEnum):
    """How certain it is that two devices share an id."""

    CERTAIN = "certain"
    PERHAPS = "perhaps"


@dataclass(frozen=True, slots=True)
class SharedId:
    """An id that two devices report. KOReader compares it to know its own progress (kosync.md section 3)."""

    device_id: str
    certainty: Certainty
    names: tuple[str, ...]
    """The alternating names, as sent: one if only the addresses alternate, none if found over USB."""

    @property
    def is_built_in(self) -> bool:
        """Whether it is a device's firmware that has this id, so that nobody can change it."""
        return is_built_in(self.device_id)

    @property
    def is_worth_telling(self) -> bool:
        """Whether to tell the person now, as the finding will hardly become more certain."""
        return self.certainty is Certainty.CERTAIN or len(self.names) == 1


def is_built_in(device_id: str) -> bool:
    """Whether every device of a kind has this id."""
    return device_id == _XTEINK


class SyncKind(StrEnum):
    """What a device syncs besides progress."""

    STATISTICS = "statistics"
    VOCABULARY = "vocabulary"
    PLUGIN = "plugin"


@dataclass(frozen=True, slots=True)
class DeviceSync:
    """When a device last synced something else than progress."""

    kind: SyncKind
    at: datetime
    size: int | None = None
    """Bytes of the whole file; None for the plugin, which sends only what is new."""
    version: str = ""
    """The plugin's."""


@dataclass(frozen=True, slots=True)
class Device:
    """A device that has sent progress."""

    id: int
    name: str
    """The name it sends."""
    device_id: str | None
    first_seen: datetime
    last_seen: datetime
    pushes: int
    documents: int
    given_name: str = ""
    """The person's name for it; never sent to a reader."""
    names: tuple[str, ...] = ()
    """Every name it has sent, the newest first."""
    books: int = 0
    recent_pushes: int = 0
    """In the last seven days."""
    last_book_id: BookId | None = None
    last_title: str = ""
    """What was last read on it: a book, or an unmatched document; empty if that has no name."""
    shared: SharedId | None = None
    syncs: tuple[DeviceSync, ...] = ()
    """As far as they are certain to be this device's."""
    views_of_wrong_clock: int = 0
    """Page views that count nowhere, because its clock was wrong."""

    @property
    def shown_name(self) -> str:
        """The name to show; empty for a device that sends none."""
        return shown_device(self.given_name or self.name)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A period in which an id pushed with the same name and address, without interruption."""

    name: str
    address: str
    """Such as 192.168.1.31; empty if unknown."""
    began: float
    """Seconds since 1970."""
    ended: float
    document: str = ""
    """Of its newest push."""
    percentage: float | None = None
    """The position of its newest push, 0..1; None if invalid."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Signs that two devices share an id."""

    certainty: Certainty
    names: tuple[str, ...]


def sender_of_upload(
    upload: CloudUpload, devices: Sequence[Device], at_addresses: Mapping[str, int]
) -> int | None:
    """The device that put a file into the cloud folder; None if that can't be told.

    Its model is the name that KOReader gives the device unless the person changes it. `at_addresses` has the devices
    that alone have pushed from an address lately. If the two differ, neither counts.
    """
    named = [device.id for device in devices if upload.model and upload.model in device.names]
    found = {*(named if len(named) == 1 else ()), at_addresses.get(upload.address)} - {None}
    return found.pop() if len(found) == 1 else None


def uploaded(uploads: Iterable[CloudUpload]) -> tuple[DeviceSync, ...]:
    """What was last put into the cloud folder among these."""
    kinds = {STATISTICS: SyncKind.STATISTICS, VOCABULARY: SyncKind.VOCABULARY}
    newest: dict[SyncKind, CloudUpload] = {}
    for upload in sorted(uploads, key=lambda upload: upload.at):
        kind = kinds.get(upload.name)
        if kind is not None:
            newest[kind] = upload
    return tuple(
        DeviceSync(kind, datetime.fromtimestamp(upload.at, UTC), upload.size)
        for kind, upload in sorted(newest.items())
    )


def names_shown(shared: SharedId, devices: Sequence[Device]) -> list[str]:
    """The alternating names, as shown to the person."""
    known = {device.name: device.shown_name for device in devices if device.device_id == shared.device_id}
    return [known.get(name, shown_device(name)) for name in shared.names]


@lru_cache(256)
def shown_device(name: str) -> str:
    """The display form of a device's name, which may be any text of 512 characters."""
    return shown(name, LONGEST_NAME)


def check_given_name(text: str) -> str:
    """A device name from user input, on one line; empty means the name it sends. Raises InvalidInput."""
    words = " ".join(text.split())
    name = "".join(letter for letter in words if category(letter) not in ("Cc", "Cs"))
    if len(name) > LONGEST_NAME:
        raise InvalidInput(
            Message("A device name can have up to {0} characters. Choose a shorter one.", LONGEST_NAME)
        )
    return name


def recognise(sightings: Sequence[Sighting]) -> Suspicion | None:
    """Whether the sightings of one id, oldest first, come from two devices.

    A renamed device keeps sending its new name. Alternating names are two devices: certainly if each keeps to
    its own addresses, or if they alternate faster than anyone renames. Two equal models with a copied memory
    card send the same name: "perhaps" two, if two addresses alternate within minutes while the position in a
    document jumps with them, or if each continues three times near its own position, however much later.
    """
    return (
        _taking_turns(sightings)
        or _at_once(sightings)
        or _jumping(sightings)
        or _going_on_where_they_were(sightings)
    )


def recognise_again(sightings: Sequence[Sighting], fixed: Sequence[str]) -> Suspicion | None:
    """Check the sightings since the person separated them; `fixed` are the names that alternated before.

    If two of those alternate again, these are certainly two devices.
    """
    again = tuple(dict.fromkeys(sighting.name for sighting in sightings if sighting.name in fixed))
    return Suspicion(Certainty.CERTAIN, again) if len(again) > 1 else recognise(sightings)


def is_mended(found: Suspicion, fixed: Sequence[str]) -> bool:
    """Whether both devices now send names of their own, which KOReader needs to tell them apart."""
    return len(found.names) > 1 and bool(fixed) and not set(found.names) & set(fixed)


def _taking_turns(sightings: Sequence[Sighting]) -> Suspicion | None:
    names = _merged(sightings, lambda sighting: sighting.name)
    returns = _returns(names, lambda sighting: sighting.name)
    taking_turns = tuple(
        dict.fromkeys(sighting.name for start, end in returns for sighting in names[start : end + 1])
    )
    quick = sum(abs(names[end].began - names[start].ended) <= QUICKLY for start, end in returns)
    apart = _have_own_addresses(sightings, taking_turns)
    if quick >= 3 or (apart and len(returns) >= 2):
        return Suspicion(Certainty.CERTAIN, taking_turns)
    if (returns and apart) or len(returns) >= 2:
        return Suspicion(Certainty.PERHAPS, taking_turns)
    return None


def _merged(sightings: Sequence[Sighting], what: Callable[[Sighting], str]) -> list[Sighting]:
    """Merge neighbouring equal values."""
    merged: list[Sighting] = []
    for sighting in sightings:
        if merged and what(merged[-1]) == what(sighting):
            before = merged.pop()
            sighting = Sighting(
                sighting.name,
                sighting.address,
                before.began,
                sighting.ended,
                sighting.document,
                sighting.percentage,
            )
        merged.append(sighting)
    return merged


def _returns(merged: Sequence[Sighting], what: Callable[[Sighting], str]) -> list[tuple[int, int]]:
    """The indexes before and after each return of an earlier value."""
    last: dict[str, int] = {}
    returns = []
    for index, sighting in enumerate(merged):
        if what(sighting) in last:
            returns.append((last[what(sighting)], index))
        last[what(sighting)] = index
    return returns


def _have_own_addresses(sightings: Sequence[Sighting], names: Sequence[str]) -> bool:
    seen = [{sighting.address for sighting in sightings if sighting.name == name} - {""} for name in names]
    return all(seen) and sum(map(len, seen)) == len(set().union(*seen))


def _at_once(sightings: Sequence[Sighting]) -> Suspicion | None:
    """Whether two names follow each other directly, from different addresses."""
    for before, after in pairwise(sightings):
        elsewhere = "" not in (before.address, after.address) and before.address != after.address
        if before.name != after.name and elsewhere and after.began - before.ended <= AT_ONCE:
            return Suspicion(Certainty.PERHAPS, (before.name, after.name))
    return None


def _jumping(sightings: Sequence[Sighting]) -> Suspicion | None:
    """Whether two addresses alternate within minutes while the document's position jumps with them."""
    known = _merged(
        [sighting for sighting in sightings if sighting.address], lambda sighting: sighting.address
    )
    quick = {
        index
        for start, end in _returns(known, lambda sighting: sighting.address)
        if abs(known[end].began - known[start].ended) <= WITHIN_MINUTES
        for index in range(start, end)
    }
    steps = [_step(known[index], known[index + 1]) for index in sorted(quick)]
    if any(step >= JUMP for step in steps) and any(step <= -JUMP for step in steps) and len(steps) >= 3:
        return Suspicion(Certainty.PERHAPS, (sightings[-1].name,))
    return None


def _going_on_where_they_were(sightings: Sequence[Sighting]) -> Suspicion | None:
    """Whether two addresses alternate, each continuing near its own last position and far from the other's.

    Two people who read the same book, one in the morning and one in the evening, never alternate within
    minutes.
    """
    known = [
        sighting
        for sighting in sightings
        if sighting.address and (sighting.name, sighting.document) == _of_newest(sightings)
    ]
    merged = _merged(known, lambda sighting: sighting.address)
    went_on = [
        end
        for start, end in _returns(merged, lambda sighting: sighting.address)
        if end == start + 2 and _went_on(*merged[start : end + 1])
    ]
    return Suspicion(Certainty.PERHAPS, (sightings[-1].name,)) if len(went_on) >= 3 else None


def _of_newest(sightings: Sequence[Sighting]) -> tuple[str, str]:
    return sightings[-1].name, sightings[-1].document


def _went_on(before: Sighting, other: Sighting, after: Sighting) -> bool:
    away, back = _step(before, other), _step(other, after)
    return (
        away * back < 0
        and min(abs(away), abs(back)) >= FAR
        and abs(_step(before, after)) < min(abs(away), abs(back)) / 2
    )


def _step(before: Sighting, after: Sighting) -> float:
    """How far the document's position moved, 0..1; 0 between two different documents."""
    if before.document != after.document or before.percentage is None or after.percentage is None:
        return 0.0
    return after.percentage - before.percentage
