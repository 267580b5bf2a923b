"""Book files: recognising them, reading what they say about themselves, and KOReader's digests."""
