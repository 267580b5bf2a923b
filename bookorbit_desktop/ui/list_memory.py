"""The remembered view settings of a list shown as cards or a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from bookorbit_desktop.ui.widgets.table_columns import TableColumns

if TYPE_CHECKING:  # the window does not wait for the database library
    from bookorbit_desktop.services.runtime.window_memory import WindowMemory

Sort = TypeVar("Sort", bound=StrEnum)
Columns = TypeVar("Columns", bound=TableColumns[Any])


class ListMemory(Generic[Sort]):
    """The view settings of one page, and their defaults."""

    def __init__(self, memory: WindowMemory, page: str, cards: str, sorts: type[Sort]) -> None:
        """`page` is the prefix of every key; `cards` is the key for showing cards."""
        self._memory = memory
        self._page = page
        self._cards = f"{page}.{cards}"
        self._sorts = sorts

    def is_cards(self) -> bool:
        """Whether cards are shown rather than the table."""
        return self._memory.flag(self._cards, True)

    def put_cards(self, is_cards: bool) -> None:
        """Remember cards or table."""
        self._memory.put(self._cards, is_cards)

    def is_grouped(self) -> bool:
        """Whether each series is shown as one."""
        return self._memory.flag(f"{self._page}.group", False)

    def put_grouped(self, is_grouped: bool) -> None:
        """Remember whether each series is shown as one."""
        self._memory.put(f"{self._page}.group", is_grouped)

    def sort(self) -> tuple[Sort | None, bool]:
        """The order, None if never chosen, and whether it is reversed."""
        name = self._memory.text(f"{self._page}.sort")
        known = self._sorts(name) if name in set(self._sorts) else None
        return known, self._memory.flag(f"{self._page}.backwards", False)

    def put_sort(self, sort: Sort | None, backwards: bool) -> None:
        """Remember the order."""
        self._memory.put(f"{self._page}.sort", sort.value if sort else "")
        self._memory.put(f"{self._page}.backwards", backwards)

    def columns(self, make: Callable[[Iterable[str], Mapping[str, int]], Columns]) -> Columns:
        """The chosen columns and their widths."""
        memory, page = self._memory, self._page
        return make(memory.texts(f"{page}.columns"), memory.numbers(f"{page}.widths"))

    def put_columns(self, columns: TableColumns[Any]) -> None:
        """Remember the columns and their widths."""
        chosen = [column.value for column in columns.plan.order if column in columns.chosen]
        self._memory.put(f"{self._page}.columns", chosen)
        widths = {column.value: width for column, width in columns.widths.items()}
        self._memory.put(f"{self._page}.widths", widths)
