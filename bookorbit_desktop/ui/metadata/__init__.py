"""Editing metadata, by hand and by comparing with Hardcover."""
