"""Books, their files and their lists in the database."""
