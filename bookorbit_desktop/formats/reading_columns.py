"""The column names of exports from Goodreads and StoryGraph, in lower case."""

from enum import StrEnum

TITLE = "title"
PAGES = "number of pages"


class Goodreads(StrEnum):
    """Columns of Goodreads."""

    ID = "book id"
    AUTHOR = "author"
    MORE_AUTHORS = "additional authors"
    ISBN = "isbn"
    ISBN_13 = "isbn13"
    RATING = "my rating"
    READ_ON = "date read"
    SHELVES = "bookshelves"
    SHELF = "exclusive shelf"


class StoryGraph(StrEnum):
    """Columns of StoryGraph."""

    AUTHORS = "authors"
    ISBN = "isbn/uid"
    STATUS = "read status"
    LAST_READ = "last date read"
    DATES_READ = "dates read"
    RATING = "star rating"


GOODREADS_ONLY = frozenset(
    {Goodreads.ID, Goodreads.SHELF, Goodreads.RATING, Goodreads.SHELVES, Goodreads.READ_ON}
)
STORYGRAPH_ONLY = frozenset(StoryGraph) - {StoryGraph.AUTHORS}
"""The columns that only StoryGraph has; others also have an author."""
