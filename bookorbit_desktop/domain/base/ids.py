"""Typed ids, so that a local book and a Hardcover record cannot be confused. Parsers create them."""

from typing import NewType

BookId = NewType("BookId", int)
"""A book of this library."""
RecordId = NewType("RecordId", int)
"""A book at Hardcover (`books`)."""
EditionId = NewType("EditionId", int)
"""An edition at Hardcover (`editions`)."""
EntryId = NewType("EntryId", int)
"""A line of the person's shelf at Hardcover (`user_books`)."""
CollectionId = NewType("CollectionId", int)
"""A shelf, a tag or a saved filter of the person's own."""
