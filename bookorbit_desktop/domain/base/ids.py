"""Typed ids, so that a local book and a Hardcover record cannot be confused. Parsers create them."""

from typing import NewType

BookId = NewType("BookId", int)
"""A book of this library."""
RecordId = NewType("RecordId", int)
"""A book on Hardcover (`books`)."""
EditionId = NewType("EditionId", int)
"""An edition on Hardcover (`editions`)."""
EntryId = NewType("EntryId", int)
"""An entry on the person's Hardcover shelf (`user_books`)."""
CollectionId = NewType("CollectionId", int)
"""A shelf, tag or saved filter."""
