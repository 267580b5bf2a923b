"""What a book, a read, a match and a sync plan are. Pure Python: no input, no output, no clock."""
