"""Importing from a connected KOReader device."""
