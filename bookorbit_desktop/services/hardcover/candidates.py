"""The books that can go to Hardcover, for the Hardcover page."""

from bookorbit_desktop.domain.hardcover.hardcover_row import HardcoverRow
from bookorbit_desktop.storage.hardcover.candidates import CandidateList


class CandidateService:
    """Reads what is known here; asks nobody. Blocks."""

    def __init__(self, candidates: CandidateList) -> None:
        self._candidates = candidates

    def all(self) -> list[HardcoverRow]:
        """Every book with a status other than Unread: series first, in their order, then the others by title."""
        return self._candidates.all()
