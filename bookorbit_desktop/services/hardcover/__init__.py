"""Matching with Hardcover, and the one-way sync to it."""
