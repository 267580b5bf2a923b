"""An index of titles: finds the few books that could match, without missing any pair that `judge` would accept."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

from bookorbit_desktop.domain.matching.title_agreement import Named, bare_tokens, is_plain, series_tokens

Item = TypeVar("Item")
_MOST_WORDS = 12


class TitleIndex(Generic[Item]):
    """Books by every key under which their titles can be found."""

    def __init__(self) -> None:
        self._items: list[Item] = []
        self._by_key: defaultdict[Hashable, list[int]] = defaultdict(list)

    def add(self, item: Item, named: Named) -> None:
        """Add a book."""
        row = len(self._items)
        self._items.append(item)
        for key in set(_keys(named)):
            self._by_key[key].append(row)

    def like(self, named: Named) -> list[Item]:
        """The books that may have the same title, in the order they were added."""
        rows = {row for key in set(_keys(named)) for row in self._by_key.get(key, ())}
        return [self._items[row] for row in sorted(rows)]


def _keys(named: Named) -> Iterator[Hashable]:
    for reading in named.readings:
        if reading.heads and is_plain(reading):
            continue
        yield reading.key
        tokens = bare_tokens(reading.tokens)
        if len(tokens) <= _MOST_WORDS and not reading.heads:
            # One word may be misspelt, but not its first letter.
            for index, word in enumerate(tokens):
                yield (*tokens[:index], word[0], index, *tokens[index + 1 :])
        if len(reading.marks) == 1 and not reading.pieces:
            yield ("series", series_tokens(reading.tokens), reading.marks[0].number)
    if named.position is not None and named.series_tokens:
        yield ("series", named.series_tokens, f"{named.position:g}")
