"""Pages for series, authors and shelves."""
