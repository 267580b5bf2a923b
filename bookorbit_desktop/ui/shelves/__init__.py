"""Shelves, saved filters and tags of the person's own."""
