"""A client of other kosync servers."""
