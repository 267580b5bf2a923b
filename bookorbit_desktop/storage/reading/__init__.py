"""Readings and positions in the database."""
