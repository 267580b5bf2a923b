"""What pushes that are stored together make of the readings of their books."""

from collections.abc import Collection
from datetime import UTC, datetime

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.positions import Arrival
from bookorbit_desktop.domain.reading.reading import ReadingState
from bookorbit_desktop.services.reading.positions import ProgressRules
from bookorbit_desktop.storage.reading.readings import PlacedReading, ReadingRepository

AT_A_TIME = 500


class PlacedReadings:
    """Reads and writes each book once, however many pushes of it come together. For one job of the writer."""

    def __init__(
        self, readings: ReadingRepository, placing: ProgressRules, book_ids: Collection[BookId]
    ) -> None:
        """`book_ids` are all that pushes may come for."""
        self._readings = readings
        self._placing = placing
        self._known: dict[BookId, ReadingState] = {}
        self._moved: dict[BookId, PlacedReading] = {}
        ids = list(book_ids)
        for start in range(0, len(ids), AT_A_TIME):
            self._known |= readings.of(ids[start : start + AT_A_TIME])

    def receive(
        self, book_id: BookId, percentage: float, at: float, device_id: int | None, device: str
    ) -> tuple[ReadingState, ReadingState]:
        """The state before and after a push `at` seconds since 1970; `device` is the name that the person sees."""
        moved = self._moved.get(book_id)
        before = moved.after if moved else self._known.get(book_id, ReadingState())
        arrival = Arrival(percentage, device, datetime.fromtimestamp(at, UTC))
        after = self._placing.receive(book_id, before, arrival)
        first = moved.before if moved else before
        self._moved[book_id] = PlacedReading(book_id, first, after, at, device, device_id)
        return before, after

    def store(self) -> None:
        """Write what came of it."""
        changed = []
        for reading in self._moved.values():
            if reading.after == reading.before:
                self._readings.touch(reading.book_id, reading.read_at, reading.device, reading.device_id)
            else:
                changed.append(reading)
        self._readings.put_positions(changed)
