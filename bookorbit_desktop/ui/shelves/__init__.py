"""The person's shelves, saved filters and tags."""
