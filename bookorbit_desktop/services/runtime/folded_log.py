"""Logs events that outsiders can cause any number of times, in few lines."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

EVERY = 60.0
"""Seconds between two lines about the same subject."""
MOST_SUBJECTS = 64
"""Further subjects, such as made-up addresses, share lines."""
_OTHERS = "others"


class FoldedLog:
    """Logs the first event of a subject at once, then one line a minute with the number of further ones."""

    def __init__(self, write: Callable[[str], object], clock: Callable[[], float] = time.monotonic) -> None:
        """`write` takes a line, such as `logger.warning`; `clock` returns seconds."""
        self._write = write
        self._clock = clock
        self._lock = threading.Lock()
        self._subjects: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def note(self, subject: str, text: str) -> None:
        """Log or count an event. Events are counted by `subject`, such as an address."""
        now = self._clock()
        with self._lock:
            self._forget(now)
            if subject not in self._subjects and len(self._subjects) >= MOST_SUBJECTS:
                subject = _OTHERS
            since, folded = self._subjects.get(subject, (now - EVERY, 0))
            is_due = now - since >= EVERY
            self._subjects[subject] = (now, 0) if is_due else (since, folded + 1)
        if is_due:
            self._write(f"{text} ({folded} more like it since the last line)" if folded else text)

    def _forget(self, now: float) -> None:
        """Drop subjects that have been quiet for long, oldest first."""
        while self._subjects:
            subject, (since, _) = next(iter(self._subjects.items()))
            if now - since < 2 * EVERY:
                return
            del self._subjects[subject]
