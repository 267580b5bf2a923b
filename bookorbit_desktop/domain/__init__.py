"""Rules for books, reads, matches and sync plans. Pure Python: no input, no output, no clock."""
