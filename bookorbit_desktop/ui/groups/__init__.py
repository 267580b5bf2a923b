"""Series, authors and shelves as places of their own."""
