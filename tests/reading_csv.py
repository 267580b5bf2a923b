"""Exports of Goodreads and StoryGraph as they come, with their real heads."""

import csv
import io

GOODREADS = (
    *("Book Id", "Title", "Author", "Author l-f", "Additional Authors", "ISBN", "ISBN13", "My Rating"),
    *("Average Rating", "Publisher", "Binding", "Number of Pages", "Year Published"),
    *("Original Publication Year", "Date Read", "Date Added", "Bookshelves", "Bookshelves with positions"),
    *("Exclusive Shelf", "My Review", "Spoiler", "Private Notes", "Read Count", "Owned Copies"),
)
STORYGRAPH = (
    *("Title", "Authors", "Contributors", "ISBN/UID", "Format", "Read Status", "Date Added"),
    *("Last Date Read", "Dates Read", "Read Count", "Moods", "Pace", "Character- or Plot-Driven?"),
    *("Strong Character Development?", "Loveable Characters?", "Diverse Characters?"),
    *("Flawed Characters?", "Star Rating", "Review", "Content Warnings"),
    *("Content Warning Description", "Tags", "Owned?"),
)


def export(head: tuple[str, ...], *rows: dict[str, str]) -> str:
    """A file with these rows; what a row does not name is empty."""
    out = io.StringIO()
    writer = csv.DictWriter(out, head, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def goodreads(*rows: dict[str, str]) -> str:
    """A Goodreads export."""
    return export(GOODREADS, *rows)


def storygraph(*rows: dict[str, str]) -> str:
    """A StoryGraph export."""
    return export(STORYGRAPH, *rows)


def goodreads_row(title: str, shelf: str = "read", **more: str) -> dict[str, str]:
    """A line of Goodreads; an ISBN comes as a formula, as Goodreads writes it."""
    isbn = more.pop("isbn", "")
    columns = {"author": "Author", "rating": "My Rating", "finished": "Date Read", "number": "Book Id"}
    row = {"Title": title, "Author": "Ada Example", "Exclusive Shelf": shelf, "ISBN13": f'="{isbn}"'}
    return row | {columns[name]: value for name, value in more.items()}


def storygraph_row(title: str, status: str = "read", **more: str) -> dict[str, str]:
    """A line of StoryGraph."""
    columns = {"author": "Authors", "rating": "Star Rating", "dates": "Dates Read", "isbn": "ISBN/UID"}
    columns["last"] = "Last Date Read"
    row = {"Title": title, "Authors": "Ada Example", "Read Status": status}
    return row | {columns[name]: value for name, value in more.items()}
