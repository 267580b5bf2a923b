"""How the person left the Hardcover page, from one start to the next."""

from bookorbit_desktop.services.runtime.window_memory import WindowMemory
from bookorbit_desktop.ui.hardcover.columns import CandidateColumn, CandidateColumns


class CandidateMemory:
    """Names what is remembered of the page, and what a newcomer starts with."""

    def __init__(self, memory: WindowMemory) -> None:
        self._memory = memory

    def is_cards(self) -> bool:
        """Cards rather than the table."""
        return self._memory.flag("hardcover.cards", True)

    def put_cards(self, is_cards: bool) -> None:
        """Remember cards or table."""
        self._memory.put("hardcover.cards", is_cards)

    def is_grouped(self) -> bool:
        """A series stands as one."""
        return self._memory.flag("hardcover.group", False)

    def put_grouped(self, is_grouped: bool) -> None:
        """Remember whether a series stands as one."""
        self._memory.put("hardcover.group", is_grouped)

    def sort(self) -> tuple[CandidateColumn | None, bool]:
        """The column the table is sorted by, or None for series order, and whether it is turned round."""
        name = self._memory.text("hardcover.sort")
        known = CandidateColumn(name) if name in set(CandidateColumn) else None
        return known, self._memory.flag("hardcover.backwards", False)

    def put_sort(self, sort: CandidateColumn | None, backwards: bool) -> None:
        """Remember the order."""
        self._memory.put("hardcover.sort", sort.value if sort else "")
        self._memory.put("hardcover.backwards", backwards)

    def columns(self) -> CandidateColumns:
        """The chosen columns and their widths."""
        memory = self._memory
        return CandidateColumns(memory.texts("hardcover.columns"), memory.numbers("hardcover.widths"))

    def put_columns(self, columns: CandidateColumns) -> None:
        """Remember the columns and their widths."""
        chosen = [column.value for column in columns.plan.order if column in columns.chosen]
        self._memory.put("hardcover.columns", chosen)
        self._memory.put(
            "hardcover.widths", {column.value: width for column, width in columns.widths.items()}
        )
