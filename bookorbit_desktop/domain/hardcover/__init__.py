"""Matching a book with a Hardcover record, and planning what is sent."""
