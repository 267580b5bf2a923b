"""Hardcover's GraphQL API: how to ask. What should be sent is decided elsewhere."""
