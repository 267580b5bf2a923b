"""The Pick dialog: which record on Hardcover a book is, and which edition."""
