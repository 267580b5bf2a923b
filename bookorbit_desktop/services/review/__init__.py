"""Reviewing new books before they join the library, with metadata from online sources."""
