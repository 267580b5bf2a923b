"""Reading status, dates and positions of a book."""
