"""A device with KOReader's own rules (kosync.md section 3): when it talks, and what the person at it sees.

Only the rules are rewritten here, in virtual time; what it says goes over real sockets.
"""

from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from typing import Any

from tests.acceptance.koreader import Reader
from tests.acceptance.program import Server

DEBOUNCE = 25.0
"""Seconds between two pulls, or two pushes, that nobody asked for."""
DAY = 86_400


class Policy(Enum):
    """What happens with a position from elsewhere; PROMPT for newer ones and DISABLE for older ones by default."""

    PROMPT = 1
    SILENT = 2
    DISABLE = 3


class Sight(StrEnum):
    """What the person sees after a pull."""

    NOTHING = auto()
    NO_PROGRESS = auto()
    FROM_THIS_DEVICE = auto()
    IN_SYNC = auto()
    ASKED = auto()
    JUMPED = auto()
    FAILED = auto()


@dataclass(frozen=True)
class Seen:
    """A message or question on the screen, with the position it is about."""

    sight: Sight
    percent: int | None = None
    """Whole percent, as the question shows it."""
    device: str = ""


@dataclass
class OpenBook:
    """A document on the device, and where it is open."""

    digest: str
    is_paged: bool = False
    pages: int = 400
    page: int = 1
    xpointer: str = ""
    """Where a jump led; a page turn makes another one."""

    @property
    def fraction(self) -> float:
        """Current page of page count, cut to four decimals."""
        return int(self.page / self.pages * 10_000) / 10_000

    @property
    def progress(self) -> str:
        """A page number for paged documents, else a place in the text."""
        if self.is_paged:
            return str(self.page)
        return self.xpointer or f"/body/DocFragment[{1 + self.page // 20}]/body/div/p[{self.page}]/text().0"


@dataclass
class PretendReader:
    """One device: its settings, its clock, its queue, and the book that is open."""

    server: Server
    username: str
    passphrase: str
    model: str = "Kobo_spaBW"
    device_id: str = "71B7E4D0-6A2C-4D0E-8E4C-0123456789AB"
    clock: float = 0.0
    """Seconds since 1970, by the device."""
    forward: Policy = Policy.PROMPT
    backward: Policy = Policy.DISABLE
    is_online: bool = True
    book: OpenBook | None = None
    queue: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    _last_page_turn: float = 0.0
    _last_push: float = -DAY
    _last_pull: float = -DAY

    def open(self, book: OpenBook) -> Seen:
        """Open a document; it pulls at once when it can."""
        self.book, self._last_page_turn = book, 0.0
        return self.pull() if self.is_online else Seen(Sight.NOTHING)

    def turn_to(self, page: int) -> None:
        """Read on to a page."""
        self._open.page, self._open.xpointer = page, ""
        self.clock += 60
        self._last_page_turn = self.clock

    def close(self) -> None:
        """Close the book: its place is pushed, or queued."""
        self.push()
        self.book = None

    def read(self, book: OpenBook, page: int) -> None:
        """Open a book, read to a page, close it."""
        self.open(book)
        self.turn_to(page)
        self.close()

    def connect(self) -> Seen:
        """The network is there again: the queue first, then a pull."""
        self.is_online = True
        for body in list(self.queue.values()):
            self._reader.push(**body)
        self.queue.clear()
        return self.pull() if self.book else Seen(Sight.NOTHING)

    def push(self, *, asked: bool = False) -> None:
        """Send where the open book stands. What is not answered 200 or 401 is queued."""
        if not asked and self.clock - self._last_push < DEBOUNCE:
            return
        self._last_push = self.clock
        body: dict[str, Any] = {
            "document": self._open.digest,
            "percentage": self._open.fraction,
            "progress": self._open.progress,
            "device": self.model,
            "device_id": self.device_id,
        }
        if not self.is_online or self._reader.push(**body).status not in (200, 401):
            self.queue[(self._open.digest, int(self.clock // DAY))] = body

    def pull(self, *, asked: bool = False) -> Seen:
        """Ask for the position of the open book, and do with it what the settings say."""
        if not asked and self.clock - self._last_pull < DEBOUNCE:
            return Seen(Sight.NOTHING)
        self._last_pull = self.clock
        answer = self._reader.pull(self._open.digest)
        if answer.status != 200:
            return Seen(Sight.FAILED if asked else Sight.NOTHING)
        return self._decide(answer.json, asked=asked)

    def accept(self, seen: Seen) -> None:
        """Tap "Sync" on the question."""
        assert seen.sight is Sight.ASKED
        self._jump(self._reader.pull(self._open.digest).json["progress"])

    def _decide(self, remote: dict[str, Any], *, asked: bool) -> Seen:
        if "percentage" not in remote:
            return Seen(Sight.NO_PROGRESS)
        if remote.get("device") == self.model and remote.get("device_id") == self.device_id:
            return Seen(Sight.FROM_THIS_DEVICE)
        there = int(remote["percentage"] * 10_000) / 10_000
        same_place = not self._open.is_paged and remote["progress"] == self._open.progress
        if there == self._open.fraction or same_place:
            return Seen(Sight.IN_SYNC)
        seen = Seen(Sight.ASKED, int(there * 100 + 0.5), remote["device"])
        if asked:
            return self._jumped(remote, seen)
        policy = self.forward if remote["timestamp"] > self._last_page_turn else self.backward
        if policy is Policy.DISABLE:
            return Seen(Sight.NOTHING)
        return seen if policy is Policy.PROMPT else self._jumped(remote, seen)

    def _jumped(self, remote: dict[str, Any], seen: Seen) -> Seen:
        self._jump(remote["progress"])
        return Seen(Sight.JUMPED, seen.percent, seen.device)

    def _jump(self, progress: str) -> None:
        """GotoPage or GotoXPointer; a place that the document does not have would move the reader wrongly."""
        if self._open.is_paged:
            self._open.page = int(progress)
            return
        assert progress.startswith("/body"), f"no place in a text: {progress}"
        self._open.xpointer = progress
        self._open.page = int(progress.partition("/p[")[2].partition("]")[0])

    @property
    def _open(self) -> OpenBook:
        assert self.book is not None
        return self.book

    @property
    def _reader(self) -> Reader:
        return Reader(self.server.port, self.username, self.passphrase)
