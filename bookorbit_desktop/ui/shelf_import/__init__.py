"""Importing the person's shelf on Hardcover."""
