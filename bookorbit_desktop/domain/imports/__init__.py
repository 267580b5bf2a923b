"""Imports of reading lists from other programs."""
