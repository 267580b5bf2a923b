"""Pages for series, authors, shelves and tags."""
