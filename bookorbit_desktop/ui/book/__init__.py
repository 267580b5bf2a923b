"""One book with everything known about it."""
