"""How the person left the library page, from one start to the next."""

from bookorbit_desktop.domain.library.listing import BookSort
from bookorbit_desktop.services.runtime.window_memory import WindowMemory
from bookorbit_desktop.ui.library.columns import ORDER, Columns


class LibraryMemory:
    """Names what is remembered of the page, and what a newcomer starts with."""

    def __init__(self, memory: WindowMemory) -> None:
        self._memory = memory

    def is_grid(self) -> bool:
        """Covers rather than the table."""
        return self._memory.flag("library.grid", True)

    def put_grid(self, is_grid: bool) -> None:
        """Remember covers or table."""
        self._memory.put("library.grid", is_grid)

    def is_grouped(self) -> bool:
        """A series stands as one."""
        return self._memory.flag("library.group", False)

    def put_grouped(self, is_grouped: bool) -> None:
        """Remember whether a series stands as one."""
        self._memory.put("library.group", is_grouped)

    def sort(self) -> tuple[BookSort, bool]:
        """The order, and whether it is turned round."""
        name = self._memory.text("library.sort", BookSort.TITLE)
        known = BookSort(name) if name in set(BookSort) else BookSort.TITLE
        return known, self._memory.flag("library.backwards", False)

    def put_sort(self, sort: BookSort, backwards: bool) -> None:
        """Remember the order."""
        self._memory.put("library.sort", sort.value)
        self._memory.put("library.backwards", backwards)

    def columns(self) -> list[str]:
        """The names of the chosen columns; empty before any were chosen."""
        return self._memory.texts("library.columns")

    def widths(self) -> dict[str, int]:
        """The widths of columns by name."""
        return self._memory.numbers("library.widths")

    def put_columns(self, columns: Columns) -> None:
        """Remember the columns and their widths."""
        self._memory.put("library.columns", [column.value for column in ORDER if column in columns.chosen])
        self._memory.put("library.widths", {column.value: width for column, width in columns.widths.items()})
